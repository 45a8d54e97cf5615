//! Bookings as answers show them.

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::{Value, json};
use trellis_domain::{
    Booking, BookingId, ClosedEnum, Record, Session, SessionId,
    booking::{BookingDetails, BookingState, Guest},
    help::Route,
    learner::LearnerId,
    text::Text,
};
use trellis_storage::{Reading, StoreError};
use utoipa::ToSchema;

use crate::{answer::Item, caller::Caller, page::PageOf};

/// A page of bookings.
pub(super) type BookingPage = PageOf<BookingView>;

/// One or more places in a session.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Booking)]
pub struct BookingView {
    /// Its id.
    id: BookingId,
    /// The session.
    session_id: SessionId,
    /// How many places.
    places: u32,
    /// Who comes, where it is nobody on the partner's books.
    #[schema(required)]
    guest: Option<Guest>,
    /// The learner who comes.
    #[schema(required)]
    learner_id: Option<LearnerId>,
    /// How the booking came in.
    route: Route,
    /// Where they had heard of it.
    #[schema(required)]
    how_heard: Option<Text<200>>,
    /// How it stands now.
    state: BookingState,
    /// Since when it was decided so.
    state_since: DateTime<Utc>,
    /// Until just before when a hold keeps its places.
    #[schema(required)]
    held_until: Option<DateTime<Utc>>,
    /// Why it was cancelled.
    #[schema(required)]
    cancel_reason: Option<Text<200>>,
    /// Whether it was cancelled less than 24 hours before the start; null unless it was cancelled.
    #[schema(required)]
    cancelled_late: Option<bool>,
    /// When it was made.
    created_at: DateTime<Utc>,
    /// When it last changed.
    updated_at: DateTime<Utc>,
}

impl BookingView {
    fn new(record: &Record<Booking>, session: Option<&Record<Session>>, now: DateTime<Utc>) -> Self {
        let state = record.state_at(now);
        let cancelled_late = session.and_then(|session| record.cancelled_late(session.details.starts_at));
        let Booking { details, state: _decided, state_since, held_until, cancel_reason } = record.noun.clone();
        let BookingDetails { session_id, places, guest, learner_id, route, how_heard, hold_for_minutes: _ } = details;
        Self {
            id: record.id,
            session_id,
            places,
            guest,
            learner_id,
            route,
            how_heard,
            state,
            state_since,
            held_until,
            cancel_reason,
            cancelled_late,
            created_at: record.head.created_at,
            updated_at: record.head.updated_at,
        }
    }

    /// The booking as an item. A hold runs out without a new revision, so the state is part of the tag.
    pub(super) fn into_item(self, caller: &Caller, record: &Record<Booking>) -> Item<Self> {
        let variant = format!("{}-{}", caller.variant(), self.state.code());
        Item::new(record.head.revision, &variant, self)
    }
}

/// Bookings with what their sessions make of them.
pub(super) async fn views(
    reading: &impl Reading,
    records: &[Record<Booking>],
    now: DateTime<Utc>,
) -> Result<Vec<BookingView>, StoreError> {
    let mut ids: Vec<SessionId> = records.iter().map(|record| record.details.session_id).collect();
    ids.sort_unstable();
    ids.dedup();
    let sessions = reading.load_all(&ids).await?;
    let of = |record: &Record<Booking>| sessions.iter().find(|session| session.id == record.details.session_id);
    Ok(records.iter().map(|record| BookingView::new(record, of(record), now)).collect())
}

/// The same for one.
pub(super) async fn view(
    reading: &impl Reading,
    record: &Record<Booking>,
    now: DateTime<Utc>,
) -> Result<BookingView, StoreError> {
    let session = reading.load(record.details.session_id).await?;
    Ok(BookingView::new(record, session.as_ref(), now))
}

/// What a booking is made of.
pub(super) fn create_example() -> Value {
    json!({
        "session_id": "ses_0198c0de00007000800000000000000a",
        "places": 1,
        "guest": { "name": "A demonstration guest", "contact": "020 7946 0000" },
        "route": "web",
        "how_heard": "A poster in the library",
    })
}

/// A hold becomes a booking.
pub(super) fn move_example() -> Value {
    json!({ "state": "confirmed" })
}

/// The learner cannot come.
pub(super) fn cancel_example() -> Value {
    json!({ "by": "learner", "reason": "Cannot come that day" })
}
