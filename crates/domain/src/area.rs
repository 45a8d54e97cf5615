//! Areas: the neighbourhoods of a network, and what is known about who lives there.

mod boundary;
mod centroid;
mod code;
mod details;

pub use boundary::{Boundary, POSITIONS_MAX, Position, Ring};
pub use code::{AreaCode, NotAnAreaCode};
pub use details::{AreaDetails, AreaKind, ExclusionScore, NotAScore, POPULATION_MAX};

use crate::{
    id::Id,
    noun::{Noun, NounKind},
    refusal::Refusals,
};

/// The id of an area.
pub type AreaId = Id<Area>;

/// A neighbourhood: an LSOA or a ward.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    /// What the lead body says about it.
    pub details: AreaDetails,
}

impl Noun for Area {
    const KIND: NounKind = NounKind::Area;

    fn shared(&self) -> bool {
        true
    }
}

impl Area {
    /// An area with these details.
    pub fn new(details: AreaDetails) -> Result<Self, Refusals> {
        details.check()?;
        Ok(Self { details })
    }

    /// The same area with other details.
    pub fn with(self, details: AreaDetails) -> Result<Self, Refusals> {
        Self::new(details)
    }
}
