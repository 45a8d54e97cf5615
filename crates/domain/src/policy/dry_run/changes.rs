//! What a draft changes, over all requests.

use serde::Serialize;
use strum::VariantArray;

use super::{Difference, Outcome, Replayed};

/// What a draft changes, over all requests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = DryRunChanges))]
pub struct Changes {
    /// For how many requests there was nobody, and now is.
    pub gained: u32,
    /// For how many there was somebody, and now is not.
    pub lost: u32,
    /// For how many there is somebody under both, and something is otherwise.
    pub changed: u32,
    /// For how many nothing is otherwise.
    pub same: u32,
    /// In what those that changed differ; each counts for everything in which it does.
    pub differences: Vec<DifferenceCount>,
}

/// How many requests differ in something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = ReplayDifferenceCount))]
pub struct DifferenceCount {
    /// In what.
    pub difference: Difference,
    /// How many.
    pub count: u32,
}

impl Changes {
    pub(super) fn of(requests: &[Replayed]) -> Self {
        let with = |which: &dyn Fn(&Replayed) -> bool| {
            u32::try_from(requests.iter().filter(|request| which(request)).count()).unwrap_or(u32::MAX)
        };
        let ending = |outcome| with(&|request| request.outcome == outcome);
        let differences = Difference::VARIANTS.iter().map(|difference| DifferenceCount {
            difference: *difference,
            count: with(&|request| request.differences.contains(difference)),
        });
        Self {
            gained: ending(Outcome::Gained),
            lost: ending(Outcome::Lost),
            changed: ending(Outcome::Changed),
            same: ending(Outcome::Same),
            differences: differences.filter(|difference| difference.count > 0).collect(),
        }
    }
}
