//! Pages for people: plain, server-rendered, without script or cookie.

mod card;
mod form;
mod language;
mod listing;
mod reply;
mod session;
mod words;

use actix_web::web::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config.service(listing::listing_page).service(session::session_page);
}
