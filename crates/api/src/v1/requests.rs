//! Requests: asks for help, the inbox, and who takes them.

mod create;
mod get;
mod inbox;
mod list;
mod model;
mod move_on;
mod suggested_partners;
mod take;
mod triage;
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
        .service(triage::triage_request)
        .service(suggested_partners::list_suggested_partners)
        .service(inbox::list_inbox_requests);
}
