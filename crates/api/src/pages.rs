//! Pages for people: plain, server-rendered, without script or cookie.

mod calendar;
mod calendars;
mod card;
mod form;
mod happening;
mod language;
mod listing;
mod map;
mod me;
mod poster;
mod qr;
mod reply;
mod series;
mod session;
mod trouble;
mod whats_on;
mod words;

pub(crate) use happening::Publication;
pub(crate) use language::language_of;
pub use trouble::say_on_page;

use actix_web::web::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .service(listing::listing_page)
        .service(whats_on::whats_on_page)
        .service(poster::session_poster)
        .service(series::series_poster)
        .service(series::series_calendar)
        .service(series::series_page)
        .service(calendar::session_calendar)
        .service(session::session_page)
        .service(calendars::calendar_file)
        .configure(me::routes);
}
