//! `/v1/completions`

mod create;
mod delete;
mod get;
mod list;
mod model;
mod update;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .service(list::list_completions)
        .service(create::create_completion)
        .service(get::get_completion)
        .service(update::update_completion)
        .service(delete::delete_completion);
}
