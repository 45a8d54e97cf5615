//! Pages for people: plain, server-rendered, without script or cookie.

mod card;
mod form;
mod language;
mod listing;
mod map;
mod poster;
mod qr;
mod reply;
mod session;
mod trouble;
mod whats_on;
mod words;

pub use trouble::say_on_page;

use actix_web::web::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .service(listing::listing_page)
        .service(whats_on::whats_on_page)
        .service(poster::session_poster)
        .service(session::session_page);
}
