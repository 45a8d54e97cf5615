//! What became of the champions, or the activities, that were looked at.

use serde::{Deserialize, Serialize};
use strum::VariantArray;

use super::Reason;

/// What became of the champions, or the activities, that were looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Funnel {
    /// How many were looked at.
    pub considered: u32,
    /// How many pass every hard rule.
    pub passed: u32,
    /// The others, by the first rule that they fail, in the order of the rules.
    pub rejected: Vec<Rejected>,
}

/// How many champions, or activities, failed one rule first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Rejected {
    /// The rule.
    pub reason: Reason,
    /// How many.
    pub count: u32,
}

/// A funnel while champions are still looked at.
#[derive(Debug, Default)]
pub(super) struct Tally([u32; Reason::VARIANTS.len()]);

impl Tally {
    /// Counts one that fails this rule first.
    pub(super) fn reject(&mut self, reason: Reason) {
        self.reject_all(1, reason);
    }

    /// Counts so many that fail this rule first.
    pub(super) fn reject_all(&mut self, many: u32, reason: Reason) {
        let place = Reason::VARIANTS.iter().position(|variant| *variant == reason);
        if let Some(count) = place.and_then(|place| self.0.get_mut(place)) {
            *count += many;
        }
    }

    /// The funnel once so many passed; the others were all rejected.
    pub(super) fn with_passed(self, passed: usize) -> Funnel {
        let passed = u32::try_from(passed).unwrap_or(u32::MAX);
        let counted = Reason::VARIANTS.iter().zip(self.0).filter(|(_, count)| *count > 0);
        let rejected: Vec<Rejected> = counted.map(|(reason, count)| Rejected { reason: *reason, count }).collect();
        let considered = rejected.iter().fold(passed, |all, rejected| all.saturating_add(rejected.count));
        Funnel { considered, passed, rejected }
    }
}
