//! Sessions: single occurrences of help, at a time and in a setting.

mod details;
mod in_series;
mod missing;
mod places;
mod state;
mod ways;

pub use details::{
    BookingStyle, CAPACITY_MAX, CHAMPIONS_NEEDED_MAX, Programme, SESSION_HOURS_MAX, SessionDetails, Visibility,
};
pub use in_series::SeriesDate;
pub use missing::{Helper, Missing};
pub use places::{Places, Staffing};
pub use state::{CancelSession, Cancellation, SessionState, SessionStatus, SessionStep};
pub use ways::{TaskTopics, Way, ways};

use chrono::{DateTime, Utc};

use crate::{
    clock_time::Zone,
    conflict::Conflict,
    id::Id,
    interval::Interval,
    noun::{Noun, NounKind},
    refusal::{FieldCode, Refusals},
    shift::{Taken, Whereabouts},
};

/// The id of a session.
pub type SessionId = Id<Session>;

/// One occurrence of help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// What the partner says of it; its zone is always named.
    pub details: SessionDetails,
    /// What was decided about it.
    pub state: SessionState,
    /// Why and when it was cancelled; there when it is.
    pub cancellation: Option<Cancellation>,
    /// The series it is an occurrence of, and on which date; none for a single session.
    pub in_series: Option<SeriesDate>,
}

impl Noun for Session {
    const KIND: NounKind = NounKind::Session;

    fn shared(&self) -> bool {
        self.details.visibility != Visibility::Partner
    }
}

impl Session {
    /// A session that is to be; `zone` is that of the network, for details that name none.
    pub fn new(details: SessionDetails, zone: Zone, now: DateTime<Utc>) -> Result<Self, Refusals> {
        let mut refusals = Refusals::none();
        refusals.nest("", details.check());
        refusals.require(details.starts_at >= now, "/starts_at", FieldCode::InPast, "a start that is still to come");
        refusals.finish()?;
        Ok(Self { details: details.in_zone(zone), state: SessionState::Scheduled, cancellation: None, in_series: None })
    }

    /// The same session as an occurrence of a series.
    #[must_use]
    pub fn of_series(self, in_series: SeriesDate) -> Self {
        Self { in_series: Some(in_series), ..self }
    }

    /// The same session, which from now on stays as it is, whatever becomes of its series.
    #[must_use]
    pub fn detached(self) -> Self {
        Self { in_series: self.in_series.map(|date| SeriesDate { detached: true, ..date }), ..self }
    }

    /// The same session with other details. Its start may be moved, but not into the past.
    pub fn with(self, details: SessionDetails, zone: Zone, now: DateTime<Utc>) -> Result<Self, Refusals> {
        let mut refusals = Refusals::none();
        refusals.nest("", details.check());
        let kept_or_to_come = details.starts_at == self.details.starts_at || details.starts_at >= now;
        refusals.require(kept_or_to_come, "/starts_at", FieldCode::InPast, "a start that is still to come");
        refusals.finish()?;
        Ok(Self { details: details.in_zone(zone), ..self })
    }

    /// Whether its details may still be changed: not once it is cancelled or over.
    pub fn open_to_change(&self, now: DateTime<Utc>) -> Result<(), Conflict> {
        match self.state {
            SessionState::Scheduled | SessionState::Suspended if self.details.ends_at <= now => {
                Err(Conflict::SessionPast)
            }
            SessionState::Scheduled | SessionState::Suspended => Ok(()),
            SessionState::Cancelled => Err(Conflict::SessionCancelled),
        }
    }

    /// Calls it off; possible until it is over.
    pub fn cancel(self, order: CancelSession, now: DateTime<Utc>) -> Result<Self, Conflict> {
        let state = self.state.step(SessionStep::Cancel)?;
        if self.details.ends_at <= now {
            return Err(Conflict::SessionPast);
        }
        let CancelSession { reason } = order;
        Ok(Self { state, cancellation: Some(Cancellation { reason, at: now }), ..self })
    }

    /// Takes it out of the public's sight while its partner pauses.
    pub fn suspend(self) -> Result<Self, Conflict> {
        Ok(Self { state: self.state.step(SessionStep::Suspend)?, ..self })
    }

    /// Brings it back after a pause.
    pub fn resume(self) -> Result<Self, Conflict> {
        Ok(Self { state: self.state.step(SessionStep::Resume)?, ..self })
    }

    /// From when to when; the check on its details makes sure that there is such a stretch.
    pub fn interval(&self) -> Option<Interval> {
        Interval::new(self.details.starts_at, self.details.ends_at)
    }

    /// When and where a champion is taken who has said yes to it.
    pub fn takes(&self) -> Option<Taken> {
        let at = Whereabouts::of(self.details.setting, self.details.venue_id);
        self.interval().map(|interval| Taken { interval, at })
    }

    /// The zone of its wall clock.
    pub fn zone(&self) -> Zone {
        self.details.time_zone.unwrap_or(Zone::LONDON)
    }

    /// How it stands at a moment.
    pub fn status(&self, now: DateTime<Utc>) -> SessionStatus {
        self.state.at(self.details.starts_at, self.details.ends_at, now)
    }

    /// Whether a place can be booked at a moment, capacity apart.
    pub fn takes_bookings(&self, now: DateTime<Utc>) -> Result<(), Conflict> {
        match self.state {
            SessionState::Cancelled => Err(Conflict::SessionCancelled),
            SessionState::Suspended => Err(Conflict::SessionSuspended),
            SessionState::Scheduled if self.details.starts_at <= now => Err(Conflict::SessionPast),
            SessionState::Scheduled if !self.details.booking.is_bookable() => Err(Conflict::SessionDropIn),
            SessionState::Scheduled => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn details() -> SessionDetails {
        let json = serde_json::json!({
            "title": {"en": "Help with your tablet"}, "setting": "remote", "booking": "pre_arranged", "capacity": 5,
            "starts_at": "2026-11-24T10:00:00Z", "ends_at": "2026-11-24T12:00:00Z",
        });
        serde_json::from_value(json).unwrap()
    }

    fn at(instant: &str) -> DateTime<Utc> {
        instant.parse().unwrap()
    }

    fn session() -> Session {
        Session::new(details(), Zone::LONDON, at("2026-11-01T00:00:00Z")).unwrap()
    }

    #[test]
    fn it_takes_the_networks_zone_and_is_private_until_published() {
        assert_eq!(session().details.time_zone, Some(Zone::LONDON));
        assert!(!session().shared());
    }

    #[test]
    fn a_start_in_the_past_is_refused_unless_it_stays_as_it_was() {
        let late = at("2026-11-24T10:00:01Z");
        let refusals = Session::new(details(), Zone::LONDON, late).unwrap_err().into_vec();
        assert_eq!(
            refusals.first().map(|refusal| (refusal.pointer.as_str(), refusal.code)),
            Some(("/starts_at", FieldCode::InPast))
        );
        assert!(session().with(details(), Zone::LONDON, late).is_ok());
        let earlier = SessionDetails { starts_at: at("2026-11-24T09:00:00Z"), ..details() };
        assert!(session().with(earlier, Zone::LONDON, late).is_err());
    }

    #[rstest]
    #[case("2026-11-24T09:59:59Z", SessionStatus::Scheduled)]
    #[case("2026-11-24T10:00:00Z", SessionStatus::InProgress)]
    #[case("2026-11-24T11:59:59Z", SessionStatus::InProgress)]
    #[case("2026-11-24T12:00:00Z", SessionStatus::Completed)]
    fn the_clock_decides_what_runs_and_what_is_over(#[case] now: &str, #[case] status: SessionStatus) {
        assert_eq!(session().status(at(now)), status);
    }

    #[test]
    fn a_cancelled_session_stays_cancelled() {
        let order = CancelSession { reason: "The library is closed".parse().unwrap() };
        let cancelled = session().cancel(order.clone(), at("2026-11-24T11:00:00Z")).unwrap();
        assert_eq!(cancelled.status(at("2027-01-01T00:00:00Z")), SessionStatus::Cancelled);
        assert_eq!(cancelled.open_to_change(at("2026-11-01T00:00:00Z")), Err(Conflict::SessionCancelled));
        assert_eq!(cancelled.cancel(order.clone(), at("2026-11-24T11:00:00Z")), Err(Conflict::SessionCancelled));
        assert_eq!(session().cancel(order, at("2026-11-24T12:00:00Z")), Err(Conflict::SessionPast));
    }

    #[test]
    fn what_is_over_is_history() {
        assert_eq!(session().open_to_change(at("2026-11-24T11:59:59Z")), Ok(()));
        assert_eq!(session().open_to_change(at("2026-11-24T12:00:00Z")), Err(Conflict::SessionPast));
    }

    #[test]
    fn bookings_are_taken_until_the_start() {
        assert_eq!(session().takes_bookings(at("2026-11-24T09:59:59Z")), Ok(()));
        assert_eq!(session().takes_bookings(at("2026-11-24T10:00:00Z")), Err(Conflict::SessionPast));
        let drop_in = SessionDetails { booking: BookingStyle::DropIn, ..details() };
        let drop_in = Session { details: drop_in, ..session() };
        assert_eq!(drop_in.takes_bookings(at("2026-11-01T00:00:00Z")), Err(Conflict::SessionDropIn));
        let suspended = session().suspend().unwrap();
        assert_eq!(suspended.takes_bookings(at("2026-11-01T00:00:00Z")), Err(Conflict::SessionSuspended));
    }
}
