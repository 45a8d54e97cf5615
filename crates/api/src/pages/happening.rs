//! A listed session as the formats of others take it: the same words as on the pages.

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use trellis_domain::{
    ClosedEnum, TopicTree,
    help::Setting,
    interval::Interval,
    listing::ListedVenue,
    time_words::{PageLanguage, occasion_in_words},
};
use trellis_standards::{Collection, Happening, Place, Series, Standing, Venue};
use trellis_storage::ListedSession;

use super::{
    card::{Around, Card, Spoken, spoken},
    words::Words,
};
use crate::public_cache::SeenNetwork;

/// How often calendars and feeds are asked for again.
const REFRESH: TimeDelta = TimeDelta::hours(1);

/// What documents are made around.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Publication<'a> {
    /// The network.
    pub(crate) seen: &'a SeenNetwork,
    /// All topics.
    pub(crate) topics: &'a TopicTree,
    /// The reader's language.
    pub(crate) language: PageLanguage,
    /// The address that the outside knows.
    pub(crate) public_url: &'a str,
    /// The time.
    pub(crate) now: DateTime<Utc>,
}

impl Publication<'_> {
    /// Sessions as one document at this path and query.
    pub(crate) fn collection(&self, address: &str, sessions: Vec<ListedSession>) -> Collection {
        let details = &self.seen.network.details;
        let network = spoken(&details.name, self.language).text;
        let happenings: Vec<_> = sessions.into_iter().map(|listed| self.happening(listed)).collect();
        // Of what is empty, nothing is known to have changed since the day began.
        let today = self.now.with_time(NaiveTime::MIN).single().unwrap_or(self.now);
        Collection {
            title: format!("{network}: {}", Words::of(self.language).heading),
            publisher: network,
            lang: self.language.code().to_owned(),
            page: format!("{}/n/{}?lang={}", self.public_url, details.slug, self.language.code()),
            address: format!("{}{address}", self.public_url),
            updated: happenings.iter().map(|happening| happening.updated).max().unwrap_or(today),
            refresh: REFRESH,
            happenings,
        }
    }

    /// The day and the times of one in words.
    pub(crate) fn when(&self, happening: &Happening) -> String {
        let today = happening.zone.local(self.now).date_naive();
        let interval = Interval::new(happening.starts_at, happening.ends_at);
        interval.map(|at| occasion_in_words(at, happening.zone, today, self.language)).unwrap_or_default()
    }

    /// One session.
    pub(crate) fn happening(&self, listed: ListedSession) -> Happening {
        let network = self.seen.network.details.slug.as_str();
        let uid = listed.id.to_string();
        let (starts_at, ends_at, zone) = (listed.starts_at, listed.ends_at, listed.card.time_zone);
        let (point, setting, sequence, updated) = (listed.point, listed.setting, listed.revision, listed.changed_at);
        let (venue, series) = (listed.card.venue.clone(), listed.series);
        let around = Around { network, topics: self.topics, from: None, language: self.language, now: self.now };
        let card = Card::new(listed, around);
        let access = card.access.iter().map(ToString::to_string).collect();
        let place = match (venue, setting) {
            (Some(venue), _) => Place::Venue(Venue { point, ..place(venue, access) }),
            (None, Setting::Home) => Place::Home(card.place),
            (None, Setting::Remote | Setting::Venue) => Place::Remote(card.place),
        };
        let Spoken { text: title, other } = card.title;
        let series = series.map(|id| Series {
            id: id.to_string(),
            page: format!("{}/n/{network}/series/{id}", self.public_url),
            title: title.clone(),
        });
        Happening {
            page: format!("{}/n/{network}/sessions/{uid}", self.public_url),
            uid,
            lang: other.unwrap_or_else(|| self.language.code().to_owned()),
            title,
            description: card.description.map(|description| description.text),
            starts_at,
            ends_at,
            zone,
            place,
            organiser: card.partner,
            phone: card.phone.map(|phone| phone.text),
            entry: card.places,
            topics: card.topics,
            audiences: card.audiences,
            languages: card.languages,
            standing: card.cancelled.map_or(Standing::Scheduled, Standing::Cancelled),
            // Help in a network costs nothing.
            free: true,
            sequence: u32::try_from(sequence.number()).unwrap_or(u32::MAX),
            updated,
            series,
        }
    }
}

fn place(venue: ListedVenue, access: Vec<String>) -> Venue {
    let ListedVenue { id: _, name, address, access: _ } = venue;
    Venue {
        name: name.into(),
        lines: address.lines.into_iter().map(Into::into).collect(),
        town: address.town.map(Into::into),
        postcode: address.postcode.to_string(),
        point: None,
        access,
    }
}
