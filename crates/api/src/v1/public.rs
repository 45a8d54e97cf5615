//! `/v1/public`: what anybody may read, browsers included, without a token; and the form by which anybody may ask for help.

mod create_request;
mod document;
mod get_network;
mod get_network_session;
mod list_network_sessions;
mod list_public_sessions;
mod list_session_facets;
mod list_sessions_as_atom;
mod list_sessions_as_calendar;
mod list_sessions_as_csv;
mod list_sessions_as_geojson;
mod list_sessions_as_json_feed;
mod list_sessions_as_json_ld;
mod list_topics;
mod model;
mod search;

pub(crate) use search::{Asked, SearchSessions, find};

use actix_cors::Cors;
use actix_web::{
    http::{Method, header},
    middleware::DefaultHeaders,
};
use utoipa_actix_web::{scope, service_config::ServiceConfig};

pub(crate) fn routes(config: &mut ServiceConfig) {
    let everybody = Cors::default()
        .allow_any_origin()
        .send_wildcard()
        .disable_vary_header()
        .allowed_methods([Method::GET, Method::HEAD, Method::POST])
        .allowed_headers([header::ACCEPT, header::CONTENT_TYPE, header::IF_NONE_MATCH])
        .expose_headers([
            header::ETAG,
            header::LINK,
            header::RETRY_AFTER,
            header::HeaderName::from_static("request-id"),
        ])
        .max_age(86_400);
    let operations = |config: &mut ServiceConfig| {
        config
            .service(list_public_sessions::list_public_sessions)
            .service(list_network_sessions::list_network_sessions)
            .service(list_sessions_as_calendar::list_sessions_as_calendar)
            .service(list_sessions_as_atom::list_sessions_as_atom)
            .service(list_sessions_as_json_feed::list_sessions_as_json_feed)
            .service(list_sessions_as_geojson::list_sessions_as_geojson)
            .service(list_sessions_as_json_ld::list_sessions_as_json_ld)
            .service(list_sessions_as_csv::list_sessions_as_csv)
            .service(list_session_facets::list_session_facets)
            .service(get_network_session::get_network_session)
            .service(get_network::get_public_network)
            .service(list_topics::list_public_topics)
            .service(create_request::create_public_request);
    };
    // Also where nobody says an origin: a shared cache may give that answer to a browser.
    let always = DefaultHeaders::new().add((header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"));
    config.service(scope::scope("/public").wrap(everybody).wrap(always).configure(operations));
}
