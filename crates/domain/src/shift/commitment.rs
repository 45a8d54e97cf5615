//! Whether a champion is free: across all partners of the network, and never saying where or for whom.

use crate::{conflict::Conflict, interval::Interval};

/// Refuses a new commitment that overlaps one there is. Back to back is fine.
pub fn is_busy(commitments: impl IntoIterator<Item = Interval>, wanted: Interval) -> Result<(), Conflict> {
    let clash = commitments.into_iter().any(|commitment| commitment.overlaps(wanted));
    if clash { Err(Conflict::ChampionBusy) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use proptest::prelude::*;

    use super::*;

    fn hours(start: i64, length: i64) -> Interval {
        let hour = |hour: i64| DateTime::from_timestamp(hour * 3600, 0).unwrap();
        Interval::new(hour(start), hour(start + length)).unwrap()
    }

    #[test]
    fn back_to_back_is_fine_and_an_hour_of_overlap_is_not() {
        let morning = [hours(9, 3)];
        assert_eq!(is_busy(morning, hours(12, 1)), Ok(()));
        assert_eq!(is_busy(morning, hours(8, 1)), Ok(()));
        assert_eq!(is_busy(morning, hours(11, 2)), Err(Conflict::ChampionBusy));
    }

    proptest! {
        /// Whatever is asked in whatever order, no hour is ever committed twice.
        #[test]
        fn nobody_is_in_two_places_at_once(wanted in prop::collection::vec((0i64..40, 1i64..6), 0..30)) {
            let mut taken: Vec<Interval> = Vec::new();
            for (start, length) in wanted {
                let next = hours(start, length);
                if is_busy(taken.iter().copied(), next).is_ok() {
                    taken.push(next);
                }
            }
            for half_hour in 0..100 {
                let moment = DateTime::from_timestamp(half_hour * 1800, 0).unwrap();
                prop_assert!(taken.iter().filter(|it| it.contains(moment)).count() <= 1);
            }
        }
    }
}
