//! How far a plan has come.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::conflict::Conflict;

/// After this long without a sign of life it is taken that whoever worked a plan out has stopped, and somebody else may begin.
const GIVEN_UP_AFTER: TimeDelta = TimeDelta::minutes(1);

/// How far a plan has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum MatchPlanState {
    /// Asked for, and not begun.
    Queued,
    /// Being worked out.
    Running,
    /// There to be looked at and applied.
    Ready,
    /// It could not be worked out.
    Failed,
    /// Called off before it was ready.
    Cancelled,
}

/// Why a plan could not be worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum PlanFailure {
    /// Something went wrong with us; asking again may help.
    Internal,
}

impl MatchPlanState {
    /// The one transition function.
    pub const fn step(self, to: Self) -> Result<(), Conflict> {
        use MatchPlanState::{Cancelled, Failed, Queued, Ready, Running};
        match (self, to) {
            (Queued, Running | Cancelled) | (Running, Running | Ready | Failed | Cancelled) => Ok(()),
            _ => Err(Conflict::WrongState),
        }
    }

    /// Whether somebody may begin to work it out now.
    pub(super) fn begin(self, heard: DateTime<Utc>, now: DateTime<Utc>) -> Result<(), Conflict> {
        if self == Self::Running && now < heard + GIVEN_UP_AFTER {
            return Err(Conflict::WrongState);
        }
        self.step(Self::Running)
    }

    /// Whether nothing will come any more.
    pub const fn is_done(self) -> bool {
        matches!(self, Self::Ready | Self::Failed | Self::Cancelled)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_of_states_is_decided_on() {
        use MatchPlanState::{Cancelled, Failed, Queued, Ready, Running};
        let possible = [
            (Queued, Running),
            (Queued, Cancelled),
            (Running, Running),
            (Running, Ready),
            (Running, Failed),
            (Running, Cancelled),
        ];
        for from in MatchPlanState::VARIANTS {
            for to in MatchPlanState::VARIANTS {
                assert_eq!(from.step(*to).is_ok(), possible.contains(&(*from, *to)), "{from:?} to {to:?}");
            }
        }
    }

    #[test]
    fn work_that_stopped_is_taken_up_after_a_minute() {
        let heard = DateTime::UNIX_EPOCH;
        assert_eq!(MatchPlanState::Running.begin(heard, heard + TimeDelta::seconds(59)), Err(Conflict::WrongState));
        assert_eq!(MatchPlanState::Running.begin(heard, heard + TimeDelta::minutes(1)), Ok(()));
        assert_eq!(MatchPlanState::Queued.begin(heard, heard), Ok(()));
        assert_eq!(MatchPlanState::Ready.begin(heard, heard + TimeDelta::days(1)), Err(Conflict::WrongState));
    }
}
