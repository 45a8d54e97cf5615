//! Where a proposal stands, and what can be decided.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::{affiliation::AffiliationId, conflict::Conflict};

/// Where a proposal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum ProposalState {
    /// Nobody has decided yet.
    Open,
    /// Nobody decided in time. The clock says so; it is never stored.
    Expired,
    /// The partner goes with it: the champions are taken for that time.
    Accepted,
    /// Somebody said no.
    Declined,
    /// Newer proposals were made for the same request, or another one was accepted.
    Superseded,
    /// It was accepted, and then called off.
    Cancelled,
}

/// Why a proposal is declined. The next ranking for the request minds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = ProposalDeclineReason))]
pub enum DeclineReason {
    /// The champion said no; this champion is not proposed for this request again.
    ChampionSaidNo,
    /// The learner wants somebody else; this champion is not proposed for this request again.
    LearnerSaidNo,
    /// The time does not suit; nobody is proposed for it again.
    TimeUnsuitable,
    /// The place does not suit; it is not proposed for this request again.
    PlaceUnsuitable,
    /// Something else; it changes nothing.
    Other,
}

impl DeclineReason {
    /// Whether it is the champion who is not wanted, or does not want.
    pub const fn is_about_the_champion(self) -> bool {
        matches!(self, Self::ChampionSaidNo | Self::LearnerSaidNo)
    }
}

/// What is decided about a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// To go with it.
    Accept,
    /// Not to, and which of the champions that is about.
    Decline(DeclineReason, AffiliationId),
    /// To replace it by others.
    Supersede,
    /// To call off what was accepted.
    Cancel,
}

impl ProposalState {
    /// The one transition function.
    pub const fn step(self, to: Self) -> Result<(), Conflict> {
        use ProposalState::{Accepted, Cancelled, Declined, Expired, Open, Superseded};
        match (self, to) {
            (Open, Accepted | Declined | Superseded) | (Expired, Superseded) | (Accepted, Cancelled) => Ok(()),
            (Expired, Accepted | Declined) => Err(Conflict::ProposalExpired),
            _ => Err(Conflict::WrongState),
        }
    }

    /// Whether it waits for a decision.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Open)
    }

    /// Whether the champions are taken for the time.
    pub const fn commits(self) -> bool {
        matches!(self, Self::Accepted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_of_states_is_decided_on() {
        use ProposalState::{Accepted, Cancelled, Declined, Expired, Open, Superseded};
        let possible =
            [(Open, Accepted), (Open, Declined), (Open, Superseded), (Expired, Superseded), (Accepted, Cancelled)];
        for from in ProposalState::VARIANTS {
            for to in ProposalState::VARIANTS {
                assert_eq!(from.step(*to).is_ok(), possible.contains(&(*from, *to)), "{from:?} to {to:?}");
            }
        }
        assert_eq!(Expired.step(Accepted), Err(Conflict::ProposalExpired));
        assert_eq!(Cancelled.step(Declined), Err(Conflict::WrongState));
    }
}
