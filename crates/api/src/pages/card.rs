//! A session as pages show it: everything already in words.

use chrono::{DateTime, Utc};
use trellis_domain::{
    ClosedEnum, TopicTree,
    geo::Point,
    help::Setting,
    interval::Interval,
    language::{Language, Localized},
    listing::ListedVenue,
    session::{BookingStyle, SessionStatus},
    time_words::{PageLanguage, date_in_words, occasion_in_words},
};
use trellis_storage::ListedSession;

use super::words::{self, Words};

/// Public text in the language of the page, or marked as what it is in.
#[derive(Debug, Clone)]
pub(super) struct Spoken {
    pub(super) text: String,
    /// The language, where it is not that of the page.
    pub(super) other: Option<String>,
}

/// One session in words.
#[derive(Debug)]
pub(super) struct Card {
    pub(super) href: String,
    pub(super) when: String,
    pub(super) title: Spoken,
    pub(super) description: Option<Spoken>,
    /// The name of the venue, or that it is at home or by phone.
    pub(super) place: String,
    pub(super) address: Option<String>,
    pub(super) distance: Option<String>,
    pub(super) topics: Vec<String>,
    pub(super) audiences: Vec<String>,
    pub(super) languages: Vec<String>,
    pub(super) access: Vec<&'static str>,
    pub(super) access_notes: Option<Spoken>,
    pub(super) access_checked: Option<String>,
    /// How many places, or that people just turn up; nothing once it is cancelled or over.
    pub(super) places: Option<String>,
    pub(super) cancelled: Option<String>,
    pub(super) is_over: bool,
    pub(super) can_be_booked: bool,
    pub(super) phone: Option<Phone>,
    pub(super) partner: String,
}

/// A number to read and to ring.
#[derive(Debug)]
pub(super) struct Phone {
    pub(super) text: String,
    pub(super) href: String,
}

/// What a card needs from around it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around<'a> {
    pub(super) network: &'a str,
    pub(super) topics: &'a TopicTree,
    pub(super) from: Option<Point>,
    pub(super) language: PageLanguage,
    pub(super) now: DateTime<Utc>,
}

impl Card {
    pub(super) fn new(listed: ListedSession, around: Around<'_>) -> Self {
        let Around { network, topics, from, language, now } = around;
        let words = Words::of(language);
        let status = listed.status(now);
        let zone = listed.card.time_zone;
        let today = zone.local(now).date_naive();
        let interval = Interval::new(listed.starts_at, listed.ends_at);
        let over = matches!(status, SessionStatus::Completed);
        let places = places(&listed, language).filter(|_| !over && status != SessionStatus::Cancelled);
        let can_be_booked = status == SessionStatus::Scheduled && listed.places.is_some_and(|places| places.free > 0);
        let card = listed.card;
        let topics: Vec<_> = card.topics.iter().filter_map(|slug| topics.get(slug)).collect();
        let topics = topics.into_iter().map(|topic| spoken(&topic.name, language).text);
        let audiences = card.audiences.iter().map(|audience| words::audience(*audience, language).to_owned());
        let languages = card.languages.iter().map(|code| words::language_name(code.as_str(), language).to_owned());
        let access = card.venue.as_ref().map(|venue| &venue.access);
        let distance = from.zip(listed.point).map(|(from, point)| format!("{:.1} km", from.distance_km(point)));
        Self {
            href: format!("/n/{network}/sessions/{}?lang={}", listed.id, language.code()),
            when: interval.map(|at| occasion_in_words(at, zone, today, language)).unwrap_or_default(),
            title: spoken(&card.title, language),
            description: card.description.as_ref().map(|text| spoken(text, language)),
            place: place(card.venue.as_ref(), listed.setting, words),
            address: card.venue.as_ref().map(address),
            distance,
            topics: topics.collect(),
            audiences: audiences.collect(),
            languages: languages.collect(),
            access: access
                .into_iter()
                .flat_map(|access| &access.features)
                .map(|f| words::feature(*f, language))
                .collect(),
            access_notes: access.and_then(|access| access.notes.as_ref()).map(|notes| spoken(notes, language)),
            access_checked: access.and_then(|access| access.verified_on).map(|date| date_in_words(date, language)),
            places,
            cancelled: card.cancelled.map(|reason| format!("{}: {reason}", words.cancelled)),
            is_over: over,
            can_be_booked,
            phone: card.phone.map(|phone| Phone::new(phone.as_str())),
            partner: card.partner.name.to_string(),
        }
    }

    /// What for and for whom, in two short sentences.
    pub(super) fn about(&self, words: &Words) -> String {
        let help = match &*self.topics {
            [] => words.help_with_anything.to_owned(),
            topics => format!("{}: {}", words.help_with, topics.join(", ")),
        };
        let audiences = if self.audiences.is_empty() { words.everybody.to_owned() } else { self.audiences.join(", ") };
        format!("{help}. {}: {audiences}.", words.who_for)
    }
}

impl Phone {
    fn new(text: &str) -> Self {
        let digits: String = text.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
        Self { text: text.to_owned(), href: format!("tel:{digits}") }
    }
}

/// Public text as the page can say it.
pub(super) fn spoken<const MAX: usize>(text: &Localized<MAX>, language: PageLanguage) -> Spoken {
    let wanted: Option<Language> = language.code().parse().ok();
    let (found, text) = text.in_language(&wanted).map_or((None, ""), |(found, text)| (Some(found), text));
    let other = found.filter(|found| found.as_str() != language.code()).map(ToString::to_string);
    Spoken { text: text.to_owned(), other }
}

fn place(venue: Option<&ListedVenue>, setting: Setting, words: &Words) -> String {
    match (venue, setting) {
        (Some(venue), _) => venue.name.to_string(),
        (None, Setting::Home) => words.at_home.to_owned(),
        (None, Setting::Remote | Setting::Venue) => words.remote.to_owned(),
    }
}

fn address(venue: &ListedVenue) -> String {
    let lines = venue.address.lines.iter().map(ToString::to_string);
    let town = venue.address.town.iter().map(ToString::to_string);
    joined(lines.chain(town).chain([venue.address.postcode.to_string()]))
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(", ")
}

/// How one gets in: "4 places left", "Just turn up", "Full".
fn places(listed: &ListedSession, language: PageLanguage) -> Option<String> {
    let words = Words::of(language);
    let free = listed.places.map(|places| places.free);
    Some(match (listed.booking, free) {
        (BookingStyle::DropIn, _) | (BookingStyle::Both, None) if listed.setting != Setting::Venue => {
            words.no_need_to_book.to_owned()
        }
        (BookingStyle::DropIn, _) | (BookingStyle::Both, None) => words.just_turn_up.to_owned(),
        (BookingStyle::Both, Some(0)) => words.full_or_turn_up.to_owned(),
        (BookingStyle::Both, Some(free)) => words::places_left_or_turn_up(free, language),
        (BookingStyle::PreArranged, Some(0)) => words.full.to_owned(),
        (BookingStyle::PreArranged, Some(free)) => words::places_left(free, language),
        (BookingStyle::PreArranged, None) => return None,
    })
}
