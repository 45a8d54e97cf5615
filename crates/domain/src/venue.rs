//! Venues: the places where help is given.

mod details;
mod facts;

pub use details::{LISTS_MAX, VenueDetails, VenueSource};
pub use facts::{AccessFacts, Address, Equipment, Room, VenueKind};

use chrono::NaiveDate;

use crate::{
    id::Id,
    noun::{Noun, NounKind},
    refusal::Refusals,
};

/// The id of a venue.
pub type VenueId = Id<Venue>;

/// A place, and what is known about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Venue {
    /// What its owner says about it.
    pub details: VenueDetails,
}

impl Noun for Venue {
    const KIND: NounKind = NounKind::Venue;

    fn shared(&self) -> bool {
        true
    }
}

impl Venue {
    /// A venue with these details; `today` is the network's date.
    pub fn new(details: VenueDetails, today: NaiveDate) -> Result<Self, Refusals> {
        details.check(today)?;
        Ok(Self { details })
    }

    /// The same venue with other details.
    pub fn with(self, details: VenueDetails, today: NaiveDate) -> Result<Self, Refusals> {
        Self::new(details, today)
    }

    /// The venue as the rest of the network may see it: without the person to contact.
    #[must_use]
    pub fn without_contact(self) -> Self {
        Self { details: VenueDetails { host_contact: None, ..self.details } }
    }
}
