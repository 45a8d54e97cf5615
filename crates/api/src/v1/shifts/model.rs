//! Shifts as answers show them.

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::{Value, json};
use trellis_domain::{
    AffiliationId, Record, SessionId, Shift, ShiftId,
    shift::{ShiftDetails, ShiftState},
};
use utoipa::ToSchema;

use crate::page::PageOf;

/// A page of shifts.
pub(super) type ShiftPage = PageOf<ShiftView>;

/// A champion on a session.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Shift)]
pub struct ShiftView {
    /// Its id.
    id: ShiftId,
    /// The session.
    session_id: SessionId,
    /// The partner's own record of the champion.
    affiliation_id: AffiliationId,
    /// How far it has come.
    state: ShiftState,
    /// Since when.
    state_since: DateTime<Utc>,
    /// When the champion was asked.
    created_at: DateTime<Utc>,
    /// When it last changed.
    updated_at: DateTime<Utc>,
}

impl From<&Record<Shift>> for ShiftView {
    fn from(record: &Record<Shift>) -> Self {
        // The person behind the affiliation stays inside: no list tells who helps where.
        let Shift { details: ShiftDetails { session_id, affiliation_id }, champion: _, state, state_since } =
            record.noun;
        Self {
            id: record.id,
            session_id,
            affiliation_id,
            state,
            state_since,
            created_at: record.head.created_at,
            updated_at: record.head.updated_at,
        }
    }
}

/// What a shift is made of.
pub(super) fn create_example() -> Value {
    json!({
        "session_id": "ses_0198c0de00007000800000000000000a",
        "affiliation_id": "aff_0198c0de00007000800000000000000a",
    })
}

/// The champion says yes.
pub(super) fn move_example() -> Value {
    json!({ "state": "confirmed" })
}

/// The session that a champion takes a shift on: `session/full` of the demonstration, which nobody has said yes to.
pub(super) fn claim_example() -> Value {
    json!({ "session_id": "ses_019b76daa800763e889f5285ac518b86" })
}
