//! Shifts in words.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use trellis_domain::{
    Record, Session, SessionId, Shift, ShiftId, TopicTree, Venue, VenueId,
    help::Setting,
    session::{SessionState, Staffing},
    shift::ShiftState,
    time_words::{PageLanguage, occasion_in_words},
};

use super::words::{Words, more_champions, nobody_with};
use crate::pages::{
    card::{Spoken, spoken},
    words::language_name,
};

/// What a card needs from around it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around<'a> {
    pub(super) venues: &'a BTreeMap<VenueId, Record<Venue>>,
    pub(super) language: PageLanguage,
    pub(super) now: DateTime<Utc>,
}

/// When, what and where.
#[derive(Debug)]
pub(super) struct Occasion {
    pub(super) when: String,
    pub(super) title: Spoken,
    pub(super) place: String,
}

/// A shift of the champion's own.
#[derive(Debug)]
pub(super) struct OwnCard {
    pub(super) id: ShiftId,
    pub(super) occasion: Occasion,
    pub(super) state: &'static str,
    pub(super) can_answer: bool,
    pub(super) can_withdraw: bool,
}

/// A shift that is open.
#[derive(Debug)]
pub(super) struct OpenCard {
    pub(super) id: SessionId,
    pub(super) occasion: Occasion,
    /// "1 more champion"; "Nobody with Punjabi".
    pub(super) lacks: Vec<String>,
}

impl OwnCard {
    pub(super) fn new(shift: &Record<Shift>, session: &Record<Session>, around: Around<'_>) -> Self {
        let words = Words::of(around.language);
        let takes_place = session.state == SessionState::Scheduled;
        let state = match (takes_place, shift.state) {
            (false, _) => words.not_on,
            (true, ShiftState::Asked) => words.asked,
            (true, ShiftState::Attended) => words.attended,
            (true, ShiftState::Absent) => words.absent,
            (true, ShiftState::Confirmed | ShiftState::Declined | ShiftState::Withdrawn) => words.confirmed,
        };
        Self {
            id: shift.id,
            occasion: Occasion::new(session, around),
            state,
            can_answer: takes_place && shift.state == ShiftState::Asked,
            can_withdraw: takes_place && shift.state == ShiftState::Confirmed,
        }
    }
}

impl OpenCard {
    pub(super) fn new(session: &Record<Session>, staffing: &Staffing, topics: &TopicTree, around: Around<'_>) -> Self {
        let language = around.language;
        let missing = &staffing.missing;
        let spoken_by_nobody = missing.languages.iter().map(|code| language_name(code.as_str(), language).to_owned());
        let known = missing.topics.iter().filter_map(|slug| topics.get(slug));
        let known_to_nobody = known.map(|topic| spoken(&topic.name, language).text);
        // Before anybody has said yes, everything is missing, which tells nothing.
        let beside_hands: Vec<_> = spoken_by_nobody.chain(known_to_nobody).filter(|_| staffing.confirmed > 0).collect();
        let nobody = (!beside_hands.is_empty()).then(|| nobody_with(&beside_hands.join(", "), language));
        Self {
            id: session.id,
            occasion: Occasion::new(session, around),
            lacks: std::iter::once(more_champions(staffing.lacks, language)).chain(nobody).collect(),
        }
    }
}

impl Occasion {
    fn new(session: &Session, around: Around<'_>) -> Self {
        let Around { venues, language, now } = around;
        let (details, zone) = (&session.details, session.zone());
        let today = zone.local(now).date_naive();
        let interval = session.interval();
        let words = Words::of(language);
        let venue = details.venue_id.and_then(|id| venues.get(&id));
        let place = match (venue, details.setting) {
            (Some(venue), _) => place_of(venue),
            (None, Setting::Home) => words.at_home.to_owned(),
            (None, Setting::Remote | Setting::Venue) => words.remote.to_owned(),
        };
        Self {
            when: interval.map(|at| occasion_in_words(at, zone, today, language)).unwrap_or_default(),
            title: spoken(&details.title, language),
            place,
        }
    }
}

fn place_of(venue: &Venue) -> String {
    let address = &venue.details.address;
    let mut parts = vec![venue.details.name.to_string()];
    parts.extend(address.lines.iter().map(ToString::to_string));
    parts.extend(address.town.iter().map(ToString::to_string));
    parts.push(address.postcode.to_string());
    parts.join(", ")
}
