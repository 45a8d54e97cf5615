//! Sessions as answers show them.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use serde_json::{Value, json};
use trellis_domain::{
    ClosedEnum, PartnerId, Record, SeriesId, Session, SessionId, TopicTree, VenueId,
    clock_time::Zone,
    contact::Phone,
    help::{Setting, TopicSlug},
    language::{Language, LocalizedName, LocalizedWords},
    partner::Audience,
    session::{
        BookingStyle, Cancellation, Helper, Missing, Places, Programme, SessionDetails, SessionStatus, Staffing,
        Visibility, Way, ways,
    },
};
use trellis_storage::{Reading, StoreError, session::Attendance};
use utoipa::ToSchema;

use crate::{answer::Item, body::MergePatch, caller::Caller, page::PageOf};

/// A change to a session.
pub(super) type SessionPatch = MergePatch<SessionDetails>;

/// A page of sessions.
pub(super) type SessionPage = PageOf<SessionView>;

/// One occurrence of help, how it stands, and how many places and champions it has.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Session)]
pub struct SessionView {
    /// Its id.
    id: SessionId,
    /// The partner that runs it.
    partner_id: PartnerId,
    /// The series that it is an occurrence of; null for a single session.
    #[schema(required)]
    series_id: Option<SeriesId>,
    /// The date that the series names, wherever the session was moved; null for a single session.
    #[schema(required)]
    recurrence_date: Option<NaiveDate>,
    /// Whether it was kept as it is when its series changed, and no longer follows it.
    detached: bool,
    /// What it is called, by language.
    title: LocalizedName,
    /// What happens there, by language.
    #[schema(required)]
    description: Option<LocalizedWords>,
    /// Where help is given.
    setting: Setting,
    /// The venue; null at home, by phone or by video.
    #[schema(required)]
    venue_id: Option<VenueId>,
    /// When it starts.
    starts_at: DateTime<Utc>,
    /// When it ends.
    ends_at: DateTime<Utc>,
    /// The zone of its wall clock.
    time_zone: Zone,
    /// What people can get help with; anything when empty.
    topics: Vec<TopicSlug>,
    /// Whom it is for; everybody when empty.
    audiences: Vec<Audience>,
    /// The ways it is: at a centre, a home visit, specialist.
    ways: Vec<Way>,
    /// The languages that help is given in; those of the network when empty.
    languages: Vec<Language>,
    /// Whether people just turn up, book a place, or either.
    booking: BookingStyle,
    /// How many places can be booked.
    #[schema(required)]
    capacity: Option<u32>,
    /// Its places as they are now; null where none can be booked.
    #[schema(required)]
    places: Option<Places>,
    /// How many champions it takes.
    champions_needed: u32,
    /// Its champions as they are now.
    champions: Staffing,
    /// Who may see it.
    visibility: Visibility,
    /// Whom it is meant for.
    programme: Programme,
    /// The phone number for questions.
    #[schema(required)]
    phone: Option<Phone>,
    /// How it stands now.
    state: SessionStatus,
    /// Why and when it was cancelled; null unless it was.
    #[schema(required)]
    cancelled: Option<Cancellation>,
    /// When it was planned.
    created_at: DateTime<Utc>,
    /// When it last changed.
    updated_at: DateTime<Utc>,
}

impl SessionView {
    fn new(record: &Record<Session>, made_of: &MadeOf, now: DateTime<Utc>) -> Self {
        let MadeOf { attendance, helpers, topics } = made_of;
        let time_zone = record.zone();
        let state = record.status(now);
        let tasks = record.details.topics.iter().filter(|slug| topics.is_task(slug)).cloned().collect();
        let ways = ways(&record.details, &tasks);
        let places = attendance.places(record.id, record);
        let helpers = helpers.get(&record.id).map(Vec::as_slice).unwrap_or_default();
        let missing = Missing::of(&record.details, helpers, topics);
        let champions = attendance.staffing(record.id, record).missing(missing);
        let Session { details, state: _decided, cancellation, in_series } = record.noun.clone();
        let SessionDetails {
            title,
            description,
            setting,
            venue_id,
            starts_at,
            ends_at,
            time_zone: _may_be_left_out,
            topics,
            audiences,
            languages,
            booking,
            capacity,
            champions_needed,
            visibility,
            programme,
            phone,
        } = details;
        Self {
            id: record.id,
            partner_id: record.head.owner,
            series_id: in_series.map(|date| date.series),
            recurrence_date: in_series.map(|date| date.date),
            detached: in_series.is_some_and(|date| date.detached),
            title,
            description,
            setting,
            venue_id,
            starts_at,
            ends_at,
            time_zone,
            topics,
            audiences,
            ways,
            languages,
            booking,
            capacity,
            places,
            champions_needed,
            champions,
            visibility,
            programme,
            phone,
            state,
            cancelled: cancellation,
            created_at: record.head.created_at,
            updated_at: record.head.updated_at,
        }
    }

    /// A digit for each language and topic that the session names: 1 where it is missing.
    fn missing_in_order(&self) -> String {
        let missing = &self.champions.missing;
        let languages = self.languages.iter().map(|language| missing.languages.contains(language));
        let topics = self.topics.iter().map(|topic| missing.topics.contains(topic));
        languages.chain(topics).map(|is_missing| if is_missing { '1' } else { '0' }).collect()
    }

    /// The session as an item. Bookings, shifts and the clock change what is shown and not the revision, so they are
    /// part of the tag.
    pub(super) fn into_item(self, caller: &Caller, record: &Record<Session>) -> Item<Self> {
        let taken = self.places.map_or(0, |places| places.taken);
        let (role, state) = (caller.variant(), self.state.code());
        let missing = self.missing_in_order();
        let variant = format!("{role}-{taken}-{}-{missing}-{state}", self.champions.confirmed);
        Item::new(record.head.revision, &variant, self)
    }
}

/// What others make of sessions.
struct MadeOf {
    attendance: Attendance,
    helpers: BTreeMap<SessionId, Vec<Helper>>,
    topics: TopicTree,
}

impl MadeOf {
    async fn of(reading: &impl Reading, ids: &[SessionId], now: DateTime<Utc>) -> Result<Self, StoreError> {
        Ok(Self {
            attendance: trellis_storage::session::attendance(reading, ids, now).await?,
            helpers: trellis_storage::shift::helpers(reading, ids).await?,
            topics: trellis_storage::topic::of(reading).await?,
        })
    }
}

/// Sessions with what others make of them: bookings, shifts, the topic tree.
pub(super) async fn views(
    reading: &impl Reading,
    records: &[Record<Session>],
    now: DateTime<Utc>,
) -> Result<Vec<SessionView>, StoreError> {
    let ids: Vec<SessionId> = records.iter().map(|record| record.id).collect();
    let made_of = MadeOf::of(reading, &ids, now).await?;
    Ok(records.iter().map(|record| SessionView::new(record, &made_of, now)).collect())
}

/// The same for one.
pub(super) async fn view(
    reading: &impl Reading,
    record: &Record<Session>,
    now: DateTime<Utc>,
) -> Result<SessionView, StoreError> {
    let made_of = MadeOf::of(reading, &[record.id], now).await?;
    Ok(SessionView::new(record, &made_of, now))
}

/// What a session can be made of.
pub(super) fn create_example() -> Value {
    json!({
        "title": { "en": "The NHS App, one step at a time" },
        "description": { "en": "Bring your phone. We help you sign in, order a prescription and find your records." },
        "setting": "remote",
        "starts_at": "2030-05-14T09:00:00Z",
        "ends_at": "2030-05-14T11:00:00Z",
        "topics": ["nhs-app"],
        "audiences": ["older_people"],
        "languages": ["en"],
        "booking": "pre_arranged",
        "capacity": 6,
        "champions_needed": 2,
        "visibility": "public",
        "phone": "020 7946 0000",
    })
}

/// A change to a session.
pub(super) fn patch_example() -> Value {
    json!({ "capacity": 8, "description": null })
}

/// The order to call it off.
pub(super) fn cancel_example() -> Value {
    json!({ "reason": "The library is closed" })
}
