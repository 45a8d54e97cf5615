//! `/v1/public`: what anybody may read, without a token.

mod get_network;
mod list_topics;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config.service(list_topics::list_public_topics).service(get_network::get_public_network);
}
