//! `/v1/activities`, and what suits whom

mod create;
mod get;
mod list;
mod list_champions;
mod list_for_affiliation;
mod model;
mod suited;
mod update;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .service(list::list_activities)
        .service(create::create_activity)
        .service(get::get_activity)
        .service(update::update_activity)
        .service(list_champions::list_activity_champions)
        .service(list_for_affiliation::list_affiliation_activities);
}
