//! Shifts: champions on sessions.

mod commitment;
mod state;
mod whereabouts;

pub use commitment::{Taken, is_busy};
pub use state::{MoveShift, ShiftState};
pub use whereabouts::Whereabouts;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    affiliation::AffiliationId,
    champion::ChampionId,
    conflict::Conflict,
    id::Id,
    noun::{Noun, NounKind},
    session::{Session, SessionId, SessionState, Staffing},
};

/// The id of a shift.
pub type ShiftId = Id<Shift>;

/// What a partner says when it asks a champion to a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = CreateShift))]
pub struct ShiftDetails {
    /// The session.
    pub session_id: SessionId,
    /// The partner's own record of the champion.
    pub affiliation_id: AffiliationId,
}

/// What a champion says who takes an open shift.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ClaimShift {
    /// The session.
    pub session_id: SessionId,
}

/// A champion on a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shift {
    /// Who and where.
    pub details: ShiftDetails,
    /// The person; clashes are judged by it, across all partners.
    pub champion: ChampionId,
    /// How far it has come.
    pub state: ShiftState,
    /// Since when.
    pub state_since: DateTime<Utc>,
}

impl Noun for Shift {
    const KIND: NounKind = NounKind::Shift;
}

impl Shift {
    /// Asks a champion to a session that is still to come or running.
    pub fn ask(
        details: ShiftDetails,
        champion: ChampionId,
        session: &Session,
        now: DateTime<Utc>,
    ) -> Result<Self, Conflict> {
        still_on(session, now)?;
        Ok(Self { details, champion, state: ShiftState::Asked, state_since: now })
    }

    /// A champion takes a shift that is open before the session starts, and has said yes with that. Whether the partner's
    /// policy lets this champion do it, and whether the champion is free, are other questions: see
    /// [`crate::matching::may_take`].
    pub fn claim(
        details: ShiftDetails,
        champion: ChampionId,
        session: &Session,
        staffing: &Staffing,
        now: DateTime<Utc>,
    ) -> Result<Self, Conflict> {
        still_on(session, now)?;
        if session.details.starts_at <= now {
            return Err(Conflict::SessionPast);
        }
        if staffing.lacks == 0 {
            return Err(Conflict::SessionStaffed);
        }
        Ok(Self { details, champion, state: ShiftState::Confirmed, state_since: now })
    }

    /// Moves the shift on. Whether the champion is free is another question: see [`is_busy`].
    pub fn move_to(self, state: ShiftState, session: &Session, now: DateTime<Utc>) -> Result<Self, Conflict> {
        self.state.step(state)?;
        match state {
            ShiftState::Confirmed => still_on(session, now)?,
            ShiftState::Attended | ShiftState::Absent => has_begun(session, now)?,
            ShiftState::Asked | ShiftState::Declined | ShiftState::Withdrawn => {}
        }
        Ok(Self { state, state_since: now, ..self })
    }
}

/// A champion can be asked, and can say yes, until the session is over.
fn still_on(session: &Session, now: DateTime<Utc>) -> Result<(), Conflict> {
    match session.state {
        SessionState::Cancelled => Err(Conflict::SessionCancelled),
        SessionState::Suspended => Err(Conflict::SessionSuspended),
        SessionState::Scheduled if session.details.ends_at <= now => Err(Conflict::SessionPast),
        SessionState::Scheduled => Ok(()),
    }
}

/// Who came is known once the session has begun.
fn has_begun(session: &Session, now: DateTime<Utc>) -> Result<(), Conflict> {
    match session.state {
        SessionState::Cancelled => Err(Conflict::SessionCancelled),
        SessionState::Scheduled | SessionState::Suspended if now < session.details.starts_at => {
            Err(Conflict::WrongState)
        }
        SessionState::Scheduled | SessionState::Suspended => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::{clock_time::Zone, session::SessionDetails};

    fn at(instant: &str) -> DateTime<Utc> {
        instant.parse().unwrap()
    }

    /// Tuesday, 10:00 to 12:00.
    fn session() -> Session {
        let details: SessionDetails = serde_json::from_value(serde_json::json!({
            "title": {"en": "Ask about your phone"}, "setting": "remote", "booking": "drop_in",
            "starts_at": "2026-11-24T10:00:00Z", "ends_at": "2026-11-24T12:00:00Z",
        }))
        .unwrap();
        Session::new(details, Zone::LONDON, at("2026-11-01T00:00:00Z")).unwrap()
    }

    fn asked(now: &str) -> Result<Shift, Conflict> {
        let details =
            ShiftDetails { session_id: Id::new(Uuid::from_u128(1)), affiliation_id: Id::new(Uuid::from_u128(2)) };
        Shift::ask(details, Id::new(Uuid::from_u128(3)), &session(), at(now))
    }

    #[test]
    fn a_champion_can_step_in_until_the_end() {
        let shift = asked("2026-11-24T11:00:00Z").unwrap();
        assert!(shift.move_to(ShiftState::Confirmed, &session(), at("2026-11-24T11:59:59Z")).is_ok());
        let late = shift.move_to(ShiftState::Confirmed, &session(), at("2026-11-24T12:00:00Z"));
        assert_eq!(late, Err(Conflict::SessionPast));
        assert_eq!(asked("2026-11-24T12:00:00Z"), Err(Conflict::SessionPast));
    }

    #[test]
    fn an_open_shift_is_taken_before_the_start_and_by_no_more_than_it_takes() {
        let details =
            ShiftDetails { session_id: Id::new(Uuid::from_u128(1)), affiliation_id: Id::new(Uuid::from_u128(2)) };
        let claim = |confirmed, now| {
            let staffing = Staffing::new(2, confirmed);
            Shift::claim(details, Id::new(Uuid::from_u128(3)), &session(), &staffing, at(now)).map(|shift| shift.state)
        };
        assert_eq!(claim(1, "2026-11-24T09:59:59Z"), Ok(ShiftState::Confirmed));
        assert_eq!(claim(2, "2026-11-24T09:59:59Z"), Err(Conflict::SessionStaffed));
        assert_eq!(claim(0, "2026-11-24T10:00:00Z"), Err(Conflict::SessionPast));
    }

    #[test]
    fn nobody_has_attended_before_the_start() {
        let shift = asked("2026-11-01T00:00:00Z").unwrap();
        let shift = shift.move_to(ShiftState::Confirmed, &session(), at("2026-11-02T00:00:00Z")).unwrap();
        assert_eq!(shift.state_since, at("2026-11-02T00:00:00Z"));
        let early = shift.move_to(ShiftState::Attended, &session(), at("2026-11-24T09:59:59Z"));
        assert_eq!(early, Err(Conflict::WrongState));
        assert!(shift.move_to(ShiftState::Attended, &session(), at("2026-11-24T10:00:00Z")).is_ok());
    }
}
