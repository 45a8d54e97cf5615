//! The ledger of a whole network in figures, for somebody who does not own what is counted.
//!
//! The rule: a cell that counts 1 to 4 is not shown, and nor is one where the others' part is 1 to 4, because whoever asks knows its
//! own part and could take it away. A total is the sum of what is shown beside it, so it says nothing about what is not. There is one table
//! for each calendar year and no other: tables that overlap could be subtracted from each other.

use std::collections::{BTreeMap, BTreeSet};

use super::UnmetNeedReason;
use crate::area::AreaCode;

/// The smallest count that is shown, apart from none at all.
pub const FEWEST_SHOWN: u64 = 5;

/// What stands in one cell before anything is hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    /// Of whoever asks.
    pub own: u64,
    /// Of everybody else.
    pub others: u64,
}

impl Count {
    /// The count, if it may be shown.
    pub const fn shown(self) -> Option<u64> {
        let all = self.own.saturating_add(self.others);
        if few(all) || few(self.others) { None } else { Some(all) }
    }
}

const fn few(count: u64) -> bool {
    0 < count && count < FEWEST_SHOWN
}

/// One ward, or the total of all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SummaryLine {
    /// The ward; none where the requests named no place.
    pub ward: Option<AreaCode>,
    /// The count for each reason of the summary, in its order; none where it is not shown.
    pub counts: Vec<Option<u64>>,
    /// The sum of what is shown.
    pub total: u64,
}

/// Needs by ward and reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// The reasons that occur, in order.
    pub reasons: Vec<UnmetNeedReason>,
    /// The wards that occur, in the order of their codes; those without a ward come first.
    pub wards: Vec<SummaryLine>,
    /// For each reason the sum of what is shown of it.
    pub totals: Vec<u64>,
    /// The sum of all that is shown.
    pub total: u64,
}

impl Summary {
    /// The table of these cells as it may be shown.
    pub fn of(cells: &BTreeMap<(Option<AreaCode>, UnmetNeedReason), Count>) -> Self {
        let reasons: BTreeSet<_> = cells.keys().map(|(_, reason)| *reason).collect();
        let wards: BTreeSet<_> = cells.keys().map(|(ward, _)| ward).collect();
        let line = |ward: &Option<AreaCode>| {
            let cell = |reason| cells.get(&(ward.clone(), reason)).copied().unwrap_or_default().shown();
            let counts: Vec<_> = reasons.iter().copied().map(cell).collect();
            let total = counts.iter().flatten().sum();
            SummaryLine { ward: ward.clone(), counts, total }
        };
        let wards: Vec<_> = wards.into_iter().map(line).collect();
        let shown = |index: usize| wards.iter().filter_map(move |line| line.counts.get(index).copied().flatten());
        let totals: Vec<u64> = (0..reasons.len()).map(|index| shown(index).sum()).collect();
        let total = totals.iter().sum();
        Self { reasons: reasons.into_iter().collect(), wards, totals, total }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;
    use strum::VariantArray;

    use super::*;

    type Cells = BTreeMap<(Option<AreaCode>, UnmetNeedReason), Count>;

    #[rstest]
    #[case(0, 0, Some(0))]
    #[case(0, 1, None)]
    #[case(0, 4, None)]
    #[case(0, 5, Some(5))]
    #[case(3, 0, None)]
    #[case(7, 0, Some(7))]
    #[case::the_others_would_be_known(4, 3, None)]
    #[case(4, 5, Some(9))]
    fn what_is_shown(#[case] own: u64, #[case] others: u64, #[case] shown: Option<u64>) {
        assert_eq!(Count { own, others }.shown(), shown);
    }

    fn table() -> impl Strategy<Value = Cells> {
        let ward = prop::sample::select(vec![None, Some("E05011219"), Some("E05011220"), Some("E05011221")]);
        let ward = ward.prop_map(|code| code.map(|code| code.parse().unwrap()));
        let reason = prop::sample::select(UnmetNeedReason::VARIANTS);
        let count = (0_u64..7, 0_u64..9).prop_map(|(own, others)| Count { own, others });
        prop::collection::btree_map((ward, reason), count, 0..20)
    }

    proptest! {
        /// Whoever asks knows its own part of every cell. Even so, a table with any other few in the place of a hidden few looks the
        /// same: so no sum, difference or other working out of what is shown tells which it was.
        #[test]
        fn a_hidden_count_could_be_any_other_few(cells in table(), other in 1..FEWEST_SHOWN) {
            let shown = Summary::of(&cells);
            for (place, count) in &cells {
                if count.shown().is_none() && few(count.others) {
                    let mut changed = cells.clone();
                    changed.insert(place.clone(), Count { others: other, ..*count });
                    prop_assert_eq!(&Summary::of(&changed), &shown);
                }
            }
        }

        /// The same by hand: what a total lacks is never a hidden cell's.
        #[test]
        fn totals_are_of_what_is_shown(cells in table()) {
            let Summary { reasons, wards, totals, total } = Summary::of(&cells);
            for line in &wards {
                prop_assert_eq!(line.counts.len(), reasons.len());
                prop_assert_eq!(line.total, line.counts.iter().flatten().sum::<u64>());
                prop_assert!(line.counts.iter().flatten().all(|count| !few(*count)));
            }
            for (index, of_reason) in totals.iter().enumerate() {
                let shown = wards.iter().filter_map(|line| line.counts[index]);
                prop_assert_eq!(*of_reason, shown.sum::<u64>());
            }
            prop_assert_eq!(total, totals.iter().sum::<u64>());
            prop_assert_eq!(total, wards.iter().map(|line| line.total).sum::<u64>());
        }
    }
}
