//! `/v1/networks` for the operator, `/v1/network` for everybody in one.

mod create;
mod default_policy_model;
mod get;
mod get_default_policy;
mod list;
mod model;
mod update;
mod update_default_policy;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .service(list::list_networks)
        .service(create::create_network)
        .service(get::get_network)
        .service(update::update_network)
        .service(get_default_policy::get_default_policy)
        .service(update_default_policy::update_default_policy);
}
