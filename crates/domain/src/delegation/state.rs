//! How a delegation stands. Only taking it back is stored; the clock decides the rest.

use serde::Serialize;
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::conflict::Conflict;

/// How a delegation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum DelegationState {
    /// Its time has not come.
    Upcoming,
    /// It lets somebody act.
    Live,
    /// Its time is over.
    Expired,
    /// It was taken back.
    Revoked,
}

impl DelegationState {
    /// How it stands when it is taken back; what is over by itself stays so.
    pub const fn revoked(self) -> Result<Self, Conflict> {
        match self {
            Self::Upcoming | Self::Live | Self::Revoked => Ok(Self::Revoked),
            Self::Expired => Err(Conflict::WrongState),
        }
    }
}
