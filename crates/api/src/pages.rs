//! Pages for people: plain, server-rendered, without script or cookie; and the same in other websites.

mod calendar;
mod calendars;
mod card;
mod cards;
mod choices;
mod element;
mod form;
mod fragment;
mod frame;
mod gallery;
mod happening;
mod language;
mod listing;
mod map;
mod me;
mod oembed;
mod page_of;
mod poster;
mod qr;
mod question;
mod reply;
mod series;
mod series_calendar;
mod session;
mod snippets;
mod statements;
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
        .service(listing::embedded_page)
        .service(fragment::listing_fragment)
        .service(cards::listing_cards)
        .service(oembed::oembed)
        .service(gallery::gallery)
        .service(gallery::gallery_script)
        .service(statements::accessibility)
        .service(statements::privacy)
        .service(element::element)
        .service(element::element_as_it_was)
        .service(whats_on::whats_on_page)
        .service(poster::session_poster)
        .service(series::series_poster)
        .service(series_calendar::series_calendar)
        .service(series::series_page)
        .service(series::series_by_code)
        .service(calendar::session_calendar)
        .service(session::session_page)
        .service(calendars::calendar_file)
        .configure(me::routes);
}
