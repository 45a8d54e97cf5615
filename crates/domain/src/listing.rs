//! The public listing: which sessions the public sees, and what it sees of them.
//!
//! A listing is a read model: one for every public occurrence, made from the session, its venue and its partner, and
//! made anew when one of them changes. It has nothing that a booking changes.

mod card;
mod facets;
mod filter;
pub mod grid;
mod hours;

pub use card::{ListedPartner, ListedVenue, ListingCard};
pub use facets::{Faceted, Facets};
pub use filter::{ListingFilter, Reachable, Specialism};
pub use hours::Hours;

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use strum::VariantArray;

use self::grid::Cell;
use crate::{
    clock_time::{TimeOfDay, Weekday},
    geo::Point,
    help::{Setting, TopicSlug},
    partner::{Partner, PartnerId},
    record::{Head, Record},
    revision::Revision,
    series::SeriesId,
    session::{BookingStyle, Session, SessionState, TaskTopics, Visibility, Way, ways},
    topic::TopicTree,
    venue::Venue,
};

/// One public occurrence, ready to be found and shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Listing {
    /// The cell of the grid it is filed in.
    pub cell: Cell,
    /// The series that it is an occurrence of; none for a single session.
    pub series: Option<SeriesId>,
    /// When it starts.
    pub starts_at: DateTime<Utc>,
    /// When it ends.
    pub ends_at: DateTime<Utc>,
    /// The day of the week on which it starts, on its wall clock.
    pub weekday: Weekday,
    /// The time of day at which it starts, on its wall clock.
    pub time_of_day: TimeOfDay,
    /// Who gives the help.
    pub partner: PartnerId,
    /// The latest revision of what it is made from.
    pub revision: Revision,
    /// When any of that last changed.
    pub changed_at: DateTime<Utc>,
    /// Where it is; none at people's homes, by phone or by video.
    pub point: Option<Point>,
    /// Where help is given.
    pub setting: Setting,
    /// Whether people turn up or book.
    pub booking: BookingStyle,
    /// How many places can be booked.
    pub capacity: Option<u32>,
    /// The ways it is.
    pub ways: Vec<Way>,
    /// Its topics and all topics above them.
    pub topics: BTreeSet<TopicSlug>,
    /// The tasks and groups of people that it is especially for.
    pub specialisms: BTreeSet<Specialism>,
    /// What is shown.
    pub card: ListingCard,
}

/// What the public sees of a session; nothing where it is not public, suspended, or its partner is not open.
///
/// A cancelled session stays listed, marked as such. `venue` is the session's own, where it has one.
pub fn listing(
    session: &Record<Session>,
    partner: &Record<Partner>,
    venue: Option<&Record<Venue>>,
    topics: &TopicTree,
) -> Option<Listing> {
    let details = &session.details;
    let public = details.visibility == Visibility::Public && session.state != SessionState::Suspended;
    if !public || !partner.stage.is_open() {
        return None;
    }
    let point = venue.map(|venue| venue.details.point);
    let cell = match details.setting {
        Setting::Venue => grid::cell_of(point?)?,
        Setting::Home => grid::HOME_CELL,
        Setting::Remote => grid::REMOTE_CELL,
    };
    let tasks: TaskTopics = details.topics.iter().filter(|slug| topics.is_task(slug)).cloned().collect();
    let audiences = details.audiences.iter().copied().map(Specialism::Audience);
    let local = session.zone().local(details.starts_at);
    let heads = [Some(session.head), Some(partner.head), venue.map(|venue| venue.head)];
    let heads = || heads.iter().flatten();
    Some(Listing {
        cell,
        series: session.in_series.map(|date| date.series),
        starts_at: details.starts_at,
        ends_at: details.ends_at,
        weekday: Weekday::of(&local),
        time_of_day: TimeOfDay::from(&local),
        partner: partner.id,
        revision: heads().map(|head: &Head| head.revision).max().unwrap_or(session.head.revision),
        changed_at: heads().map(|head: &Head| head.updated_at).max().unwrap_or(session.head.updated_at),
        point,
        setting: details.setting,
        booking: details.booking,
        capacity: details.capacity,
        ways: ways(details, &tasks),
        topics: details.topics.iter().flat_map(|slug| with_those_above(slug, topics)).collect(),
        specialisms: tasks.into_iter().map(Specialism::Task).chain(audiences).collect(),
        card: ListingCard::new(session, partner, venue.map(|venue| (venue.id, &venue.noun))),
    })
}

/// A topic and all topics above it.
fn with_those_above(slug: &TopicSlug, topics: &TopicTree) -> Vec<TopicSlug> {
    let parent = |slug: &TopicSlug| topics.get(slug).and_then(|topic| topic.parent.clone());
    std::iter::successors(Some(slug.clone()), parent).collect()
}

/// The styles of sessions that serve somebody who looks for `wanted`.
pub fn styles_offering(wanted: BookingStyle) -> impl Iterator<Item = BookingStyle> {
    BookingStyle::VARIANTS.iter().copied().filter(move |style| style.offers(wanted))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use serde_json::json;
    use uuid::Uuid;

    use super::*;
    use crate::{
        clock_time::Zone,
        id::Id,
        noun::Noun,
        partner::Stage,
        session::{CancelSession, SessionDetails},
    };

    /// A record whose last change was the revision of this number, on that day of November.
    fn record<N: Noun>(noun: N, revision: u32) -> Record<N> {
        let at: DateTime<Utc> = format!("2026-11-{revision:02}T00:00:00Z").parse().unwrap();
        let head = Head {
            revision: Revision::new(revision.into()),
            owner: Id::new(Uuid::from_u128(2)),
            shared: true,
            created_by: None,
            created_at: at,
            updated_at: at,
        };
        Record { id: Id::new(Uuid::from_u128(1)), head, noun }
    }

    fn tree() -> TopicTree {
        let topics = json!([
            {"slug": "specialist", "name": {"en": "Tasks"}, "kind": "task_group", "version": "1"},
            {"slug": "blue-badge", "parent": "specialist", "name": {"en": "Blue Badge"}, "kind": "task", "version": "1"},
            {"slug": "foundation", "name": {"en": "Foundation"}, "kind": "skill_area", "version": "1"},
        ]);
        TopicTree::new(serde_json::from_value(topics).unwrap()).unwrap()
    }

    fn session(visibility: &str) -> Session {
        let details = serde_json::from_value(json!({
            "title": {"en": "Blue Badge morning"}, "setting": "venue", "venue_id": "ven_00000000000000000000000000000001",
            "topics": ["blue-badge", "foundation"], "audiences": ["carers"], "booking": "both", "capacity": 5,
            "starts_at": "2026-11-24T10:00:00Z", "ends_at": "2026-11-24T12:00:00Z", "visibility": visibility,
        }));
        Session::new(details.unwrap(), Zone::LONDON, "2026-11-01T00:00:00Z".parse().unwrap()).unwrap()
    }

    fn partner(stage: Stage) -> Partner {
        let details =
            serde_json::from_value(json!({"name": "A library service", "kind": "library_service", "size": "small"}));
        let now = "2026-01-01T00:00:00Z".parse().unwrap();
        Partner { stage, ..Partner::new(details.unwrap(), now).unwrap() }
    }

    fn venue() -> Venue {
        let details = serde_json::from_value(json!({
            "kind": "library", "name": "Central Library", "point": {"latitude": 51.456, "longitude": 0.1438},
            "address": {"lines": ["Townley Road"], "town": "Bexleyheath", "postcode": "DA6 7HJ"},
        }));
        Venue { details: details.unwrap() }
    }

    fn listed(session: &Session, stage: Stage) -> Option<Listing> {
        listing(&record(session.clone(), 3), &record(partner(stage), 1), Some(&record(venue(), 2)), &tree())
    }

    #[rstest]
    #[case("public", Stage::Delivering, true)]
    #[case("public", Stage::Thinking, true)]
    #[case("public", Stage::Paused, false)]
    #[case("public", Stage::Left, false)]
    #[case("public", Stage::Closed, false)]
    #[case("unlisted", Stage::Delivering, false)]
    #[case("partner", Stage::Delivering, false)]
    fn who_is_seen(#[case] visibility: &str, #[case] stage: Stage, #[case] seen: bool) {
        assert_eq!(listed(&session(visibility), stage).is_some(), seen);
    }

    #[test]
    fn a_session_is_found_under_its_topics_and_those_above() {
        let listing = listed(&session("public"), Stage::Delivering).unwrap();
        let topics: Vec<_> = listing.topics.iter().map(TopicSlug::as_str).collect();
        assert_eq!(topics, ["blue-badge", "foundation", "specialist"]);
        let specialisms: Vec<_> = listing.specialisms.iter().map(ToString::to_string).collect();
        assert_eq!(specialisms, ["blue-badge", "carers"]);
        assert_eq!(listing.ways, [Way::Centre, Way::Specialist]);
    }

    #[test]
    fn it_is_filed_by_its_wall_clock_and_changes_with_whatever_it_is_made_from() {
        let summer = |at: &str| {
            let details = SessionDetails { starts_at: at.parse().unwrap(), ..session("public").details };
            listed(&Session { details, ..session("public") }, Stage::Delivering).unwrap()
        };
        let late = summer("2026-07-06T23:30:00Z");
        assert_eq!((late.weekday, late.time_of_day.to_string().as_str()), (Weekday::Tuesday, "00:30"));
        let made = |[session_at, partner_at, venue_at]: [u32; 3]| {
            let (session, partner) =
                (record(session("public"), session_at), record(partner(Stage::Delivering), partner_at));
            let made = listing(&session, &partner, Some(&record(venue(), venue_at)), &tree()).unwrap();
            (made.revision.number(), made.changed_at)
        };
        for numbers in [[1, 2, 7], [1, 7, 2], [7, 1, 2]] {
            assert_eq!(made(numbers), (7, "2026-11-07T00:00:00Z".parse().unwrap()));
        }
    }

    #[test]
    fn a_suspended_session_goes_and_a_cancelled_one_stays() {
        assert!(listed(&session("public").suspend().unwrap(), Stage::Delivering).is_none());
        let order = CancelSession { reason: "The library is closed".parse().unwrap() };
        let cancelled = session("public").cancel(order, "2026-11-02T00:00:00Z".parse().unwrap()).unwrap();
        let listing = listed(&cancelled, Stage::Delivering).unwrap();
        assert_eq!(listing.card.cancelled.map(String::from).as_deref(), Some("The library is closed"));
    }
}
