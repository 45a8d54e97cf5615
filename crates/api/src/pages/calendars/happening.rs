//! Sessions as the calendar format takes them: title, time, place and partner, and nobody's name.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use trellis_domain::{
    ClosedEnum, Partner, PartnerId, Record, Session, Venue, VenueId, help::Setting, session::Visibility,
    time_words::PageLanguage,
};
use trellis_standards::{Collection, Happening, Place, Standing};
use trellis_storage::{Reading, Reads};

use crate::{
    pages::{
        card::{Spoken, spoken},
        words::{Words, feature},
    },
    problem::ApiResult,
    public_cache::SeenNetwork,
};

/// How often calendar programs ask again.
const REFRESH: TimeDelta = TimeDelta::hours(1);

/// What calendars are made around.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around<'a> {
    pub(super) seen: &'a SeenNetwork,
    pub(super) public_url: &'a str,
    pub(super) language: PageLanguage,
    pub(super) now: DateTime<Utc>,
}

impl Around<'_> {
    /// Sessions as one calendar, about somebody or something.
    pub(super) async fn collection(
        self,
        reads: &Reads,
        about: Option<&str>,
        sessions: Vec<Record<Session>>,
    ) -> ApiResult<Collection> {
        let details = &self.seen.network.details;
        let network = spoken(&details.name, self.language).text;
        let venues: Vec<VenueId> = sessions.iter().filter_map(|session| session.details.venue_id).collect();
        let venues: BTreeMap<VenueId, Record<Venue>> =
            reads.load_all(&venues).await?.into_iter().map(|venue| (venue.id, venue)).collect();
        let partners: Vec<PartnerId> = sessions.iter().map(|session| session.head.owner).collect();
        let partners: BTreeMap<PartnerId, Record<Partner>> =
            reads.load_all(&partners).await?.into_iter().map(|partner| (partner.id, partner)).collect();
        let happening = |session: &Record<Session>| {
            let venue = session.details.venue_id.and_then(|id| venues.get(&id));
            self.happening(session, venue, partners.get(&session.head.owner))
        };
        let happenings: Vec<_> = sessions.iter().map(happening).collect();
        // Of what is empty, nothing is known to have changed since the day began.
        let today = self.now.with_time(NaiveTime::MIN).single().unwrap_or(self.now);
        let page = format!("{}/n/{}?lang={}", self.public_url, details.slug, self.language.code());
        Ok(Collection {
            title: about.map_or_else(|| network.clone(), |about| format!("{about}: {network}")),
            publisher: network,
            lang: self.language.code().to_owned(),
            // The address of the calendar itself may be a secret, and has no place inside.
            address: page.clone(),
            page,
            updated: happenings.iter().map(|happening| happening.updated).max().unwrap_or(today),
            refresh: REFRESH,
            happenings,
        })
    }

    fn happening(
        self,
        session: &Record<Session>,
        venue: Option<&Record<Venue>>,
        partner: Option<&Record<Partner>>,
    ) -> Happening {
        let network = &self.seen.network.details.slug;
        let (details, words) = (&session.details, Words::of(self.language));
        let Spoken { text: title, other } = spoken(&details.title, self.language);
        let place = match (venue, details.setting) {
            (Some(venue), _) => Place::Venue(self.place(venue)),
            (None, Setting::Home) => Place::Home(words.at_home.to_owned()),
            (None, Setting::Remote | Setting::Venue) => Place::Remote(words.remote.to_owned()),
        };
        let page = match details.visibility {
            Visibility::Public => format!("{}/n/{network}/sessions/{}", self.public_url, session.id),
            Visibility::Unlisted | Visibility::Partner => format!("{}/n/{network}", self.public_url),
        };
        let cancelled = session.cancellation.as_ref().map(|cancellation| cancellation.reason.to_string());
        Happening {
            uid: session.id.to_string(),
            page,
            lang: other.unwrap_or_else(|| self.language.code().to_owned()),
            title,
            description: None,
            starts_at: details.starts_at,
            ends_at: details.ends_at,
            zone: session.zone(),
            place,
            organiser: partner.map(|partner| partner.details.name.to_string()).unwrap_or_default(),
            phone: None,
            entry: None,
            topics: Vec::new(),
            audiences: Vec::new(),
            languages: Vec::new(),
            standing: cancelled.map_or(Standing::Scheduled, Standing::Cancelled),
            // Help in a network costs nothing.
            free: true,
            sequence: u32::try_from(session.head.revision.number()).unwrap_or(u32::MAX),
            updated: session.head.updated_at,
            series: None,
        }
    }

    fn place(self, venue: &Record<Venue>) -> trellis_standards::Venue {
        let (address, access) = (&venue.details.address, &venue.details.access);
        trellis_standards::Venue {
            name: venue.details.name.to_string(),
            lines: address.lines.iter().map(ToString::to_string).collect(),
            town: address.town.as_ref().map(ToString::to_string),
            postcode: address.postcode.to_string(),
            point: Some(venue.details.point),
            access: access.features.iter().map(|it| feature(*it, self.language).to_owned()).collect(),
        }
    }
}
