//! What every stored thing of a network carries, whatever it is.

use std::ops::Deref;

use chrono::{DateTime, Utc};

use crate::{client::ClientId, id::Id, noun::Noun, partner::PartnerId, revision::Revision};

/// Who a thing belongs to and when it last changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// The network's revision at its last change.
    pub revision: Revision,
    /// The partner that alone may change it; the lead body, for what belongs to the network.
    pub owner: PartnerId,
    /// Whether the rest of the network may read it.
    pub shared: bool,
    /// The client that made it; none for what the command line brought in.
    pub created_by: Option<ClientId>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// A noun as it is kept: its id, its head, and itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record<N: Noun> {
    /// Which one.
    pub id: Id<N>,
    /// Whose it is and when it changed.
    pub head: Head,
    /// What it is.
    pub noun: N,
}

impl<N: Noun> Deref for Record<N> {
    type Target = N;

    fn deref(&self) -> &N {
        &self.noun
    }
}
