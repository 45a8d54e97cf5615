//! How far an agreement has come, and who may move it.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::conflict::Conflict;

/// Where an agreement stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum AgreementState {
    /// The borrowing partner has not answered yet.
    Offered,
    /// Both sides agree: in force from its first day to its last.
    Accepted,
    /// One side ended it, the consent was withdrawn, the champion has gone, or its last day is over.
    Ended,
}

/// Who moves it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum AgreementSide {
    /// The partner that lends a champion.
    Lender,
    /// The partner that borrows one.
    Borrower,
}

impl AgreementState {
    /// The one transition function: whether this side may move it from here to `to`.
    pub const fn step(self, by: AgreementSide, to: Self) -> Result<(), Conflict> {
        match (self, by, to) {
            (Self::Offered, AgreementSide::Borrower, Self::Accepted)
            | (Self::Offered | Self::Accepted, _, Self::Ended) => Ok(()),
            (Self::Offered, AgreementSide::Lender, Self::Accepted) => Err(Conflict::AgreementOtherSide),
            _ => Err(Conflict::WrongState),
        }
    }
}
