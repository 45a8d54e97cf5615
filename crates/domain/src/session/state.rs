//! What is decided about a session, and what the clock makes of it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::{conflict::Conflict, text::Text};

/// What was decided about a session; this is what is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum SessionState {
    /// It takes place.
    Scheduled,
    /// It was called off.
    Cancelled,
    /// Its partner pauses.
    Suspended,
}

/// How a session stands at a moment: what was decided and what the clock makes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum SessionStatus {
    /// It is still to come.
    Scheduled,
    /// It has started and is not over.
    InProgress,
    /// It is over.
    Completed,
    /// It was called off.
    Cancelled,
    /// Its partner pauses.
    Suspended,
}

/// What can be decided about a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, VariantArray)]
pub enum SessionStep {
    /// Call it off for good.
    Cancel,
    /// Take it out of sight while its partner pauses.
    Suspend,
    /// Bring it back.
    Resume,
}

/// The order to call a session off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CancelSession {
    /// Why, in words that the public reads; no personal data.
    #[cfg_attr(feature = "schema", schema(examples("The library is closed")))]
    pub reason: Text<200>,
}

/// Why and when a session was called off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Cancellation {
    /// Why, in words that the public reads.
    pub reason: Text<200>,
    /// When.
    pub at: DateTime<Utc>,
}

impl SessionState {
    /// The one transition function.
    pub const fn step(self, step: SessionStep) -> Result<Self, Conflict> {
        match (self, step) {
            (Self::Cancelled, _) => Err(Conflict::SessionCancelled),
            (Self::Scheduled | Self::Suspended, SessionStep::Cancel) => Ok(Self::Cancelled),
            (Self::Scheduled, SessionStep::Suspend) => Ok(Self::Suspended),
            (Self::Suspended, SessionStep::Resume) => Ok(Self::Scheduled),
            (Self::Suspended, SessionStep::Suspend) | (Self::Scheduled, SessionStep::Resume) => {
                Err(Conflict::WrongState)
            }
        }
    }

    /// What the clock makes of the state.
    pub fn at(self, starts_at: DateTime<Utc>, ends_at: DateTime<Utc>, now: DateTime<Utc>) -> SessionStatus {
        match self {
            Self::Cancelled => SessionStatus::Cancelled,
            Self::Suspended => SessionStatus::Suspended,
            Self::Scheduled if now < starts_at => SessionStatus::Scheduled,
            Self::Scheduled if now < ends_at => SessionStatus::InProgress,
            Self::Scheduled => SessionStatus::Completed,
        }
    }
}

#[cfg(test)]
mod tests {
    use strum::VariantArray;

    use super::*;

    #[test]
    fn every_step_there_is() {
        let row = |from: &SessionState, step: &SessionStep| format!("{from:?} {step:?}: {:?}\n", from.step(*step));
        let rows = SessionState::VARIANTS
            .iter()
            .flat_map(|from| SessionStep::VARIANTS.iter().map(move |step| row(from, step)));
        let table: String = rows.collect();
        assert_eq!(
            table,
            "\
Scheduled Cancel: Ok(Cancelled)
Scheduled Suspend: Ok(Suspended)
Scheduled Resume: Err(WrongState)
Cancelled Cancel: Err(SessionCancelled)
Cancelled Suspend: Err(SessionCancelled)
Cancelled Resume: Err(SessionCancelled)
Suspended Cancel: Ok(Cancelled)
Suspended Suspend: Err(WrongState)
Suspended Resume: Ok(Scheduled)
"
        );
    }
}
