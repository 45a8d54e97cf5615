//! How a booking goes: held, confirmed, what came of it, or cancelled.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::{conflict::Conflict, text::Text};

/// A booking cancelled less than this many hours before the start is late.
pub const LATE_HOURS: i64 = 24;

/// How a booking stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum BookingState {
    /// The places are kept for a short while.
    Held,
    /// A hold that has run out; derived from the clock, never stored.
    Expired,
    /// The places are taken.
    Confirmed,
    /// The learner came and was helped.
    Attended,
    /// The learner did not come.
    LearnerAbsent,
    /// The champion did not come.
    ChampionAbsent,
    /// The venue was closed.
    VenueClosed,
    /// The learner gave the places back.
    CancelledByLearner,
    /// The partner called it off.
    CancelledByPartner,
}

/// Who gives the places back.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum CancelledBy {
    /// The learner, or somebody for them.
    #[default]
    Learner,
    /// The partner.
    Partner,
}

/// The order to confirm a hold, or to note what came of a booking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct MoveBooking {
    /// Where to: `confirmed`, or what came of it.
    pub state: BookingState,
}

/// The order to give places back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CancelBooking {
    /// Who gives them back; the learner unless said otherwise.
    #[serde(default)]
    pub by: CancelledBy,
    /// Why; no personal data.
    #[serde(default)]
    pub reason: Option<Text<200>>,
}

impl CancelledBy {
    /// The state that follows.
    pub const fn state(self) -> BookingState {
        match self {
            Self::Learner => BookingState::CancelledByLearner,
            Self::Partner => BookingState::CancelledByPartner,
        }
    }
}

impl BookingState {
    /// The one transition function: whether a step leads from here to `to`.
    ///
    /// What came of a booking can be corrected afterwards. A hold that ran out can be confirmed if there is room still.
    pub const fn step(self, to: Self) -> Result<(), Conflict> {
        match (self, to) {
            (Self::Held | Self::Expired, Self::Confirmed)
            | (Self::Held | Self::Confirmed, Self::CancelledByLearner | Self::CancelledByPartner)
            | (Self::Confirmed, Self::Attended | Self::LearnerAbsent | Self::ChampionAbsent | Self::VenueClosed)
            | (Self::Attended, Self::LearnerAbsent | Self::ChampionAbsent | Self::VenueClosed)
            | (Self::LearnerAbsent, Self::Attended | Self::ChampionAbsent | Self::VenueClosed)
            | (Self::ChampionAbsent, Self::Attended | Self::LearnerAbsent | Self::VenueClosed)
            | (Self::VenueClosed, Self::Attended | Self::LearnerAbsent | Self::ChampionAbsent) => Ok(()),
            _ => Err(Conflict::WrongState),
        }
    }

    /// Whether its places are gone for others. After the start nobody else can have them.
    pub const fn takes_places(self) -> bool {
        !matches!(self, Self::Expired | Self::CancelledByLearner | Self::CancelledByPartner)
    }

    /// Whether somebody gave the places back.
    pub const fn is_cancelled(self) -> bool {
        matches!(self, Self::CancelledByLearner | Self::CancelledByPartner)
    }
}

#[cfg(test)]
mod tests {
    use strum::VariantArray;

    use super::*;
    use crate::closed::ClosedEnum;

    /// Every state against every state, as a table that a person has read.
    #[test]
    fn every_step_there_is() {
        let row = |from: &BookingState| {
            let cells = BookingState::VARIANTS.iter().map(|to| if from.step(*to).is_ok() { ">" } else { "." });
            format!("{:<20} {}\n", from.code(), cells.collect::<Vec<_>>().join(" "))
        };
        let table: String = BookingState::VARIANTS.iter().map(row).collect();
        assert_eq!(
            table,
            "\
held                 . . > . . . . > >
expired              . . > . . . . . .
confirmed            . . . > > > > > >
attended             . . . . > > > . .
learner_absent       . . . > . > > . .
champion_absent      . . . > > . > . .
venue_closed         . . . > > > . . .
cancelled_by_learner . . . . . . . . .
cancelled_by_partner . . . . . . . . .
"
        );
    }
}
