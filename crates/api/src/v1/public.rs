
            .service(get_network_session::get_network_session)
            .service(list_network_sessions::list_network_sessions)
            .service(list_public_sessions::list_public_sessions)
        .allow_any_origin()
        .allowed_headers([header::ACCEPT, header::IF_NONE_MATCH])
        .allowed_methods([Method::GET])
        .disable_vary_header()
        .expose_headers([header::ETAG, header::LINK, header::HeaderName::from_static("request-id")])
        .max_age(86_400)
        .send_wildcard()
        config
    config.service(list_topics::list_public_topics).service(get_network::get_public_network)
    config.service(scope::scope("/public").wrap(everybody).configure(operations))
    let everybody = Cors::default()
    let operations = |config: &mut ServiceConfig| {
    }
//! `/v1/public`: what anybody may read, browsers included, without a token.
//! `/v1/public`: what anybody may read, without a token.
mod get_network
mod get_network_session
mod list_network_sessions
mod list_public_sessions
mod list_topics
mod model
mod search
pub(crate) fn routes(config: &mut ServiceConfig) {
pub(crate) use search::{Asked, SearchSessions, find}
use actix_cors::Cors
use actix_web::http::{Method, header}
use utoipa_actix_web::service_config::ServiceConfig
use utoipa_actix_web::{scope, service_config::ServiceConfig};
}
