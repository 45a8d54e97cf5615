//! `/v1/areas`

mod create;
mod get;
mod list;
mod model;
mod update;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config.service(list::list_areas).service(create::create_area).service(get::get_area).service(update::update_area);
}
