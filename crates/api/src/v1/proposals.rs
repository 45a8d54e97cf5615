//! Proposals: champions suggested for requests, with the reasons.

mod accept;
mod cancel;
mod create;
mod decline;
mod explain;
mod get;
mod list;
mod model;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .service(list::list_proposals)
        .service(get::get_proposal)
        .service(create::create_proposals)
        .service(explain::explain_champion)
        .service(accept::accept_proposal)
        .service(decline::decline_proposal)
        .service(cancel::cancel_proposal);
}
