//! One line of history per change; never any personal data.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};
use uuid::Uuid;

use crate::{client::ClientId, delegation::DelegationId, noun::NounKind, partner::PartnerId, revision::Revision};

/// What happened to something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum Change {
    /// It was made, or came into the reader's reach.
    Created,
    /// It was changed.
    Updated,
    /// It was removed, or left the reader's reach.
    Removed,
    /// Somebody entitled to it read something protected of it.
    Disclosed,
}

/// One change of one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The event's own number: the revision it made.
    pub revision: Revision,
    /// The kind of thing.
    pub noun: NounKind,
    /// Which one.
    pub id: Uuid,
    /// What happened.
    pub change: Change,
    /// Whose it is.
    pub owner: PartnerId,
    /// Whether the rest of the network may know.
    pub shared: bool,
    /// The client that did it; none for the command line.
    pub client: Option<ClientId>,
    /// The delegation by which the client acted for a partner.
    pub delegation: Option<DelegationId>,
    /// The opaque reference of the member of staff on whose behalf it was done.
    pub on_behalf_of: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
}
