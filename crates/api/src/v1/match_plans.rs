//! Match plans: who helps whom, for a whole waiting list.

mod apply;
mod create;
mod get;
mod list;
mod model;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .service(list::list_match_plans)
        .service(get::get_match_plan)
        .service(create::create_match_plan)
        .service(apply::apply_match_plan);
}
