//! Pages for people: plain, server-rendered, without script or cookie.

mod calendars;
mod card;
mod form;
mod language;
mod listing;
mod me;
mod reply;
mod session;
mod words;

use actix_web::web::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .service(listing::listing_page)
        .service(session::session_page)
        .service(calendars::calendar_file)
        .configure(me::routes);
}
