//! Roles, and how far one reaches.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

/// What a client is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum Role {
    /// Runs the installation: makes networks and their first clients, sees nothing inside them.
    Operator,
    /// Works for the lead body: sees the whole, and inside a partner only what that partner delegates.
    Coordinator,
    /// Works for one partner: everything the partner owns, and what the network shares.
    Partner,
    /// A champion with a personal link; no client has this role.
    Champion,
    /// Sends requests into the inbox and sees the state of those it sent.
    Referrer,
    /// Books places and sees its own bookings.
    BookingSite,
    /// Reads evidence, suppressed.
    Sponsor,
}

/// How much of the network an operation covers for a caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Reach {
    /// Nothing: the operation is refused.
    None,
    /// What this client itself made.
    Created,
    /// What the caller's partner owns.
    Own,
    /// What the caller's partner owns, and what others gave it.
    Party,
    /// What the caller's partner owns, and what the network shares.
    Shared,
    /// Everything of the network; where a role has it, the answer shows no private detail.
    Network,
}
