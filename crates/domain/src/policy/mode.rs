//! How much a partner leaves to the computer.

use serde::{Deserialize, Serialize};
use strum::{EnumMessage, EnumString, IntoStaticStr, VariantArray};

use crate::proposal::PROPOSALS_DEFAULT;

/// How much is left to the computer.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Default,
    Serialize,
    Deserialize,
    EnumString,
    EnumMessage,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum PolicyMode {
    /// Nothing happens by itself: staff ask for proposals, and choose. This is built in.
    #[default]
    Manual,
    /// The best few are worked out ahead and kept as proposals for staff to look at; nobody is to be asked before staff have chosen.
    Suggest,
    /// The best champion alone is proposed, to be asked at once; after a no, or no answer in time, the next. Staff accept for whoever says yes.
    AutoPropose,
    /// The same, and the proposal is accepted at once where nobody must be asked first.
    AutoConfirm,
}

/// What is done by itself once champions are found for a request.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    EnumString,
    EnumMessage,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum AutomaticStep {
    /// Nothing: it is for staff to look for somebody.
    LeaveToStaff,
    /// The best few are kept for staff to look at.
    Suggest,
    /// The best is proposed, to be asked.
    Propose,
    /// The best is accepted.
    Confirm,
}

impl PolicyMode {
    /// What is done by itself with the best way to help, where somebody must be asked first or nobody.
    pub const fn step(self, to_be_asked: bool) -> AutomaticStep {
        match self {
            Self::Manual => AutomaticStep::LeaveToStaff,
            Self::Suggest => AutomaticStep::Suggest,
            Self::AutoConfirm if !to_be_asked => AutomaticStep::Confirm,
            Self::AutoPropose | Self::AutoConfirm => AutomaticStep::Propose,
        }
    }

    /// How many champions are proposed by itself for a request at once.
    pub const fn at_once(self) -> u16 {
        match self {
            Self::Manual => 0,
            Self::Suggest => PROPOSALS_DEFAULT,
            Self::AutoPropose | Self::AutoConfirm => 1,
        }
    }
}

#[cfg(feature = "schema")]
mod schema {
    use strum::EnumMessage;
    use utoipa::{
        PartialSchema, ToSchema,
        openapi::{RefOr, Schema},
    };

    use super::{AutomaticStep, PolicyMode};
    use crate::closed::described_codes;

    const MODE: &str = "How much is left to the computer. What is done by itself for a request is done when it becomes the partner's, by its own asking, \
        out of the inbox or by a referral, and again whenever it waits with no open proposal that still holds: at once when the last one is declined; within two minutes \
        after anything in the network has changed, such as a champion who is new or free again, or something that was called off; and within an hour \
        after proposals have expired. A champion who was called off, or declined for anything but the time or the place, does not come again by \
        itself; nor, where champions are asked, one who did not answer in time. Staff can propose anybody at any time.";

    impl PartialSchema for PolicyMode {
        fn schema() -> RefOr<Schema> {
            described_codes(MODE, |mode: Self| mode.get_documentation().unwrap_or_default())
        }
    }
    impl ToSchema for PolicyMode {}

    impl PartialSchema for AutomaticStep {
        fn schema() -> RefOr<Schema> {
            let summary = "What is done by itself once champions are found for a request.";
            described_codes(summary, |step: Self| step.get_documentation().unwrap_or_default())
        }
    }
    impl ToSchema for AutomaticStep {}
}
