//! Bookings: places in sessions.

mod details;
mod state;

pub use details::{BookingDetails, Guest, HOLD_MINUTES_MAX, PLACES_MAX};
pub use state::{BookingState, CancelBooking, CancelledBy, LATE_HOURS, MoveBooking};

use chrono::{DateTime, TimeDelta, Utc};

use crate::{
    conflict::Conflict,
    id::Id,
    noun::{Noun, NounKind},
    refusal::Refusals,
    session::{Places, Session},
    text::Text,
};

/// The id of a booking.
pub type BookingId = Id<Booking>;

/// One or more places in a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Booking {
    /// For whom, how many, and how they came to it.
    pub details: BookingDetails,
    /// What was decided last. A hold that has run out is still `held` here: see [`Booking::state_at`].
    pub state: BookingState,
    /// Since when.
    pub state_since: DateTime<Utc>,
    /// Until just before when a hold keeps its places.
    pub held_until: Option<DateTime<Utc>>,
    /// Why it was cancelled.
    pub cancel_reason: Option<Text<200>>,
}

impl Noun for Booking {
    const KIND: NounKind = NounKind::Booking;
}

impl Booking {
    /// Takes places in a session: held for a while where the details say so, else confirmed at once.
    pub fn new(
        details: BookingDetails,
        session: &Session,
        places: Places,
        now: DateTime<Utc>,
    ) -> Result<Self, BookingRefused> {
        details.check()?;
        session.takes_bookings(now)?;
        places.take(details.places)?;
        let held_until = details.hold_for_minutes.map(|minutes| now + TimeDelta::minutes(minutes.into()));
        let state = if held_until.is_some() { BookingState::Held } else { BookingState::Confirmed };
        Ok(Self { details, state, state_since: now, held_until, cancel_reason: None })
    }

    /// The state at a moment: a hold that has run out is `expired`.
    pub fn state_at(&self, now: DateTime<Utc>) -> BookingState {
        match (self.state, self.held_until) {
            (BookingState::Held, Some(until)) if until <= now => BookingState::Expired,
            (state, _) => state,
        }
    }

    /// How many places it takes from others at a moment.
    pub fn takes(&self, now: DateTime<Utc>) -> u32 {
        if self.state_at(now).takes_places() { self.details.places } else { 0 }
    }

    /// Confirms a hold, or notes what came of it. `places` are those of the session, as they are now.
    pub fn move_to(
        self,
        state: BookingState,
        session: &Session,
        places: Places,
        now: DateTime<Utc>,
    ) -> Result<Self, Conflict> {
        let from = self.state_at(now);
        from.step(state)?;
        if state == BookingState::Confirmed {
            session.takes_bookings(now)?;
            if !from.takes_places() {
                places.take(self.details.places)?;
            }
        } else if now < session.details.starts_at {
            return Err(Conflict::WrongState);
        }
        Ok(Self { state, state_since: now, held_until: None, ..self })
    }

    /// Gives the places back; possible until the session starts.
    pub fn cancel(self, order: CancelBooking, session: &Session, now: DateTime<Utc>) -> Result<Self, Conflict> {
        let CancelBooking { by, reason } = order;
        let state = by.state();
        self.state_at(now).step(state)?;
        if session.details.starts_at <= now {
            return Err(Conflict::SessionPast);
        }
        Ok(Self { state, state_since: now, held_until: None, cancel_reason: reason, ..self })
    }

    /// The same booking after its session was called off; unchanged where it took no places any more.
    pub fn session_cancelled(self, reason: &Text<200>, now: DateTime<Utc>) -> Option<Self> {
        let live = matches!(self.state_at(now), BookingState::Held | BookingState::Confirmed);
        let (state, cancel_reason) = (BookingState::CancelledByPartner, Some(reason.clone()));
        live.then_some(Self { state, state_since: now, held_until: None, cancel_reason, ..self })
    }

    /// What stays for the figures when the person is erased: nothing that says who it was. Places not used yet are given back.
    #[must_use]
    pub fn erased(self, session: &Session, now: DateTime<Utc>) -> Self {
        let unused = now < session.details.starts_at && self.takes(now) > 0;
        let gone = unused.then_some((BookingState::CancelledByLearner, now));
        let (state, state_since) = gone.unwrap_or((self.state, self.state_since));
        let details = BookingDetails { guest: None, learner_id: None, how_heard: None, ..self.details };
        Self { details, state, state_since, held_until: None, cancel_reason: None }
    }

    /// Whether it was cancelled less than [`LATE_HOURS`] before the start; none unless it was cancelled.
    pub fn cancelled_late(&self, starts_at: DateTime<Utc>) -> Option<bool> {
        self.state.is_cancelled().then(|| starts_at - self.state_since < TimeDelta::hours(LATE_HOURS))
    }
}

/// Why a place cannot be booked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BookingRefused {
    /// The session does not have it to give.
    Conflict(Conflict),
    /// The booking lacks something.
    Refusals(Refusals),
}

impl From<Conflict> for BookingRefused {
    fn from(conflict: Conflict) -> Self {
        Self::Conflict(conflict)
    }
}

impl From<Refusals> for BookingRefused {
    fn from(refusals: Refusals) -> Self {
        Self::Refusals(refusals)
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use serde_json::json;

    use super::*;
    use crate::clock_time::Zone;

    fn at(instant: &str) -> DateTime<Utc> {
        instant.parse().unwrap()
    }

    /// Tuesday, 10:00 to 12:00.
    fn session() -> Session {
        let details = serde_json::from_value(json!({
            "title": {"en": "Ask about your phone"}, "setting": "remote", "booking": "pre_arranged", "capacity": 5,
            "starts_at": "2026-11-24T10:00:00Z", "ends_at": "2026-11-24T12:00:00Z",
        }));
        Session::new(details.unwrap(), Zone::LONDON, at("2026-11-01T00:00:00Z")).unwrap()
    }

    fn booked(hold_for_minutes: Option<u32>, taken: u32) -> Result<Booking, BookingRefused> {
        let details = serde_json::from_value(json!({
            "session_id": "ses_00000000000000000000000000000001", "places": 2, "hold_for_minutes": hold_for_minutes,
            "guest": {"name": "A guest", "contact": "020 7946 0000"}, "route": "web",
        }));
        Booking::new(details.unwrap(), &session(), Places::new(5, taken), at("2026-11-20T09:00:00Z"))
    }

    #[test]
    fn the_last_places_are_given_and_no_more() {
        assert!(booked(None, 3).is_ok());
        assert_eq!(booked(None, 4), Err(BookingRefused::Conflict(Conflict::SessionFull)));
    }

    #[rstest]
    #[case("2026-11-20T09:09:59Z", BookingState::Held, 2)]
    #[case("2026-11-20T09:10:00Z", BookingState::Expired, 0)]
    fn a_hold_holds_until_just_before_its_end(#[case] now: &str, #[case] state: BookingState, #[case] takes: u32) {
        let hold = booked(Some(10), 0).unwrap();
        assert_eq!((hold.state_at(at(now)), hold.takes(at(now))), (state, takes));
    }

    #[test]
    fn a_hold_that_ran_out_is_confirmed_only_if_there_is_still_room() {
        let (hold, late) = (booked(Some(10), 0).unwrap(), at("2026-11-20T10:00:00Z"));
        let confirm = |taken| hold.clone().move_to(BookingState::Confirmed, &session(), Places::new(5, taken), late);
        assert_eq!(confirm(3).map(|booking| booking.held_until), Ok(None));
        assert_eq!(confirm(4), Err(Conflict::SessionFull));
        let in_time =
            hold.clone().move_to(BookingState::Confirmed, &session(), Places::new(5, 5), at("2026-11-20T09:05:00Z"));
        assert!(in_time.is_ok(), "its own places are among those taken");
    }

    #[rstest]
    #[case("2026-11-23T10:00:00Z", Ok(Some(false)))]
    #[case("2026-11-23T10:00:01Z", Ok(Some(true)))]
    #[case("2026-11-24T10:00:00Z", Err(Conflict::SessionPast))]
    fn cancelling_is_late_within_a_day_of_the_start(#[case] now: &str, #[case] late: Result<Option<bool>, Conflict>) {
        let order = CancelBooking { by: CancelledBy::Learner, reason: None };
        let cancelled = booked(None, 0).unwrap().cancel(order, &session(), at(now));
        assert_eq!(cancelled.map(|booking| booking.cancelled_late(at("2026-11-24T10:00:00Z"))), late);
    }

    #[rstest]
    #[case("2026-11-24T09:59:59Z", BookingState::CancelledByLearner)]
    #[case("2026-11-24T10:00:00Z", BookingState::Confirmed)]
    fn erasing_leaves_a_figure_and_frees_what_is_not_used(#[case] now: &str, #[case] state: BookingState) {
        let erased = booked(None, 0).unwrap().erased(&session(), at(now));
        assert_eq!((erased.state, erased.details.guest, erased.details.places), (state, None, 2));
    }

    #[test]
    fn what_came_of_it_is_known_from_the_start_on() {
        let (booking, places) = (booked(None, 0).unwrap(), Places::new(5, 2));
        let early = booking.clone().move_to(BookingState::Attended, &session(), places, at("2026-11-24T09:59:59Z"));
        assert_eq!(early, Err(Conflict::WrongState));
        assert!(booking.move_to(BookingState::Attended, &session(), places, at("2026-11-24T10:00:00Z")).is_ok());
    }
}
