//! What a worker's units of load cost: each no less than the one before.

use super::model::Model;
use crate::flat::At;

/// The loads of one worker who has some units already.
#[derive(Debug, Clone, Default)]
pub(super) struct Loads {
    /// What so many further units cost together, from none on.
    sums: Vec<i64>,
    /// What each unit after these costs; none where there is no room for more.
    more: Option<i64>,
}

impl Loads {
    /// Those of this worker who has so many units already, in space that is used again.
    pub(super) fn fill(&mut self, model: &Model, worker: usize, had: usize) {
        self.sums.clear();
        self.sums.push(0);
        let mut sum = 0;
        for load in model.loads.row(worker).iter().skip(had) {
            sum += load;
            self.sums.push(sum);
        }
        self.more = model.more.at(worker);
    }

    /// The last number of units from which it matters how many there are.
    pub(super) const fn last(&self) -> usize {
        self.sums.len().saturating_sub(1)
    }

    /// What so many units cost on top of those that are had; none where there is no room.
    pub(super) fn of(&self, had: usize, units: usize) -> Option<i64> {
        let (last, end) = (self.last(), had + units);
        if end <= last {
            return Some(self.sums.at(end) - self.sums.at(had));
        }
        let beyond = i64::try_from(end - had.max(last)).ok()?;
        Some(self.sums.at(last) - self.sums.at(had.min(last)) + beyond * self.more?)
    }

    /// How many units are had then, as far as it matters.
    pub(super) fn after(&self, had: usize, units: usize) -> usize {
        (had + units).min(self.last())
    }
}
