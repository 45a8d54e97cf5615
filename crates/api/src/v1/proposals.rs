//! Proposals: champions suggested for requests, with the reasons.

mod create;
mod get;
mod list;
mod model;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config.service(list::list_proposals).service(get::get_proposal).service(create::create_proposals);
}
