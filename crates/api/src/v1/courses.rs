//! `/v1/courses`

mod create;
mod end;
mod get;
mod list;
mod model;
mod update;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .service(list::list_courses)
        .service(create::create_course)
        .service(get::get_course)
        .service(update::update_course)
        .service(end::end_course);
}
