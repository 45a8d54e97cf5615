//! How far an onward referral has come, and who may move it.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::conflict::Conflict;

/// Where an onward referral stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum ReferralState {
    /// The other partner has not answered yet.
    Offered,
    /// The other partner has the learner now.
    Accepted,
    /// The other partner said no.
    Declined,
    /// The sender took the offer back.
    Withdrawn,
    /// Nobody answered in time; derived from the clock, never stored.
    Expired,
}

/// Why an offer was declined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum DeclineReason {
    /// Nobody has time for it just now.
    NoCapacity,
    /// Nobody there knows the topic.
    NoSkill,
    /// Nobody there speaks the language.
    NoLanguage,
    /// It is too far away.
    TooFar,
    /// The partner helps other people.
    OtherAudience,
    /// Something else.
    Other,
}

/// Who moves it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Side {
    /// The partner that offers the request.
    Sender,
    /// The partner that it is offered to.
    Receiver,
}

impl ReferralState {
    /// The one transition function: whether this side may move it from here to `to`.
    pub const fn step(self, by: Side, to: Self) -> Result<(), Conflict> {
        match (self, by, to) {
            (Self::Offered, Side::Receiver, Self::Accepted | Self::Declined)
            | (Self::Offered, Side::Sender, Self::Withdrawn) => Ok(()),
            (Self::Offered, Side::Sender, Self::Accepted | Self::Declined)
            | (Self::Offered, Side::Receiver, Self::Withdrawn) => Err(Conflict::ReferralOtherSide),
            _ => Err(Conflict::WrongState),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::closed::ClosedEnum;

    /// Every state against every state, for both sides, as a table that a person has read: `y` yes, `o` only the other side.
    #[test]
    fn every_step_there_is() {
        let cell = |by: Side, from: ReferralState, to: ReferralState| match from.step(by, to) {
            Ok(()) => " y",
            Err(Conflict::ReferralOtherSide) => " o",
            Err(_) => " .",
        };
        let row = |by: Side, from: ReferralState| {
            let cells: String = ReferralState::VARIANTS.iter().map(|to| cell(by, from, *to)).collect();
            format!("{:<8} {:<9}{cells}\n", by.code(), from.code())
        };
        let rows = |by: &Side| ReferralState::VARIANTS.iter().map(|from| row(*by, *from)).collect::<String>();
        let table: String = Side::VARIANTS.iter().map(rows).collect();
        assert_eq!(
            table,
            "\
sender   offered   . o o y .
sender   accepted  . . . . .
sender   declined  . . . . .
sender   withdrawn . . . . .
sender   expired   . . . . .
receiver offered   . y y o .
receiver accepted  . . . . .
receiver declined  . . . . .
receiver withdrawn . . . . .
receiver expired   . . . . .
"
        );
    }
}
