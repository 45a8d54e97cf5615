//! How much a partner leaves to the computer.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

/// How much is left to the computer.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum PolicyMode {
    /// Staff look for champions themselves; proposals are made only when somebody asks for them.
    Manual,
    /// Proposals may be made ahead; staff decide.
    #[default]
    Suggest,
    /// Proposals are made as soon as a request is the partner's, by its own asking or out of the inbox; staff decide.
    AutoPropose,
    /// The same, and the best of them is accepted at once, unless somebody must be asked first.
    AutoConfirm,
}
