//! Requests: asks for help, the inbox, and who takes them.

mod create;
mod get;
mod inbox;
mod list;
mod model;
mod move_on;
mod take;
mod update;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .service(list::list_requests)
        .service(create::create_request)
        .service(get::get_request)
        .service(update::update_request)
        .service(move_on::move_request)
        .service(take::take_request)
        .service(inbox::list_inbox_requests);
}
