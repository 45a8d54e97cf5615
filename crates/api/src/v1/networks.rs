//! `/v1/networks` for the operator, `/v1/network` for everybody in one.

mod create;
mod get;
mod list;
mod model;
mod update;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .service(list::list_networks)
        .service(create::create_network)
        .service(get::get_network)
        .service(update::update_network);
}
