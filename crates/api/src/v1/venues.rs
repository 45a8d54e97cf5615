//! `/v1/venues`

mod create;
mod get;
mod list;
mod model;
mod update;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .service(list::list_venues)
        .service(create::create_venue)
        .service(get::get_venue)
        .service(update::update_venue);
}
