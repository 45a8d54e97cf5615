//! Pages for people: plain, server-rendered, without script or cookie; and the same in other websites.

mod calendar;
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
mod oembed;
mod question;
mod reply;
mod session;
mod snippets;
mod statements;
mod words;

pub(crate) use happening::Publication;
pub(crate) use language::language_of;

use actix_web::web::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .service(listing::listing_page)
        .service(listing::embedded_page)
        .service(fragment::listing_fragment)
        .service(cards::listing_cards)
        .service(calendar::session_calendar)
        .service(session::session_page)
        .service(oembed::oembed)
        .service(gallery::gallery)
        .service(gallery::gallery_script)
        .service(statements::accessibility)
        .service(statements::privacy)
        .service(element::element)
        .service(element::element_as_it_was);
}
