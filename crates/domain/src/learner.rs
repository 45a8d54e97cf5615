//! Stand-in until the learner's own file arrives.

use crate::{
    id::Id,
    noun::{Noun, NounKind},
};

/// The id of a learner.
pub type LearnerId = Id<Learner>;

/// Somebody who is helped.
#[derive(Debug)]
pub struct Learner;

impl Noun for Learner {
    const KIND: NounKind = NounKind::Learner;
}
