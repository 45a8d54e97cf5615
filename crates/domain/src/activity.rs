//! Activities: what a partner already runs and a champion could join, such as a coffee morning, an advice desk or a food bank.

mod details;

pub use details::{ActivityDetails, ActivityState, CHAMPIONS_WANTED_MAX};

use crate::{
    id::Id,
    noun::{Noun, NounKind},
    refusal::Refusals,
};

/// The id of an activity.
pub type ActivityId = Id<Activity>;

/// What a partner runs week by week, whoever comes to help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activity {
    /// What its partner says about it.
    pub details: ActivityDetails,
}

impl Noun for Activity {
    const KIND: NounKind = NounKind::Activity;

    fn shared(&self) -> bool {
        self.details.shared
    }
}

impl Activity {
    /// An activity with these details.
    pub fn new(details: ActivityDetails) -> Result<Self, Refusals> {
        details.check()?;
        Ok(Self { details })
    }

    /// The same activity with other details.
    pub fn with(self, details: ActivityDetails) -> Result<Self, Refusals> {
        Self::new(details)
    }
}
