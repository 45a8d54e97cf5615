//! Policies: the matching rules of one partner.

mod get;
mod list;
mod model;
mod update;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config.service(list::list_policies).service(get::get_policy).service(update::update_policy);
}
