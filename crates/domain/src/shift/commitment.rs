//! Whether a champion is free: across all partners of the network, and never saying where or for whom.

use chrono::TimeDelta;

use super::Whereabouts;
use crate::{conflict::Conflict, interval::Interval};

/// A time for which a champion is taken, and where that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taken {
    /// From when until when.
    pub interval: Interval,
    /// Where.
    pub at: Whereabouts,
}

impl Taken {
    /// Whether nobody can do both: they overlap, or lie closer together than `buffer` where there is a way to go between.
    /// Back to back is fine at one place, and everywhere without a buffer.
    pub fn clashes(self, other: Self, buffer: TimeDelta) -> bool {
        let way = if self.at.is_a_way_from(other.at) { buffer } else { TimeDelta::zero() };
        let (one, other) = (self.interval, other.interval);
        one.start() - way < other.end() && other.start() - way < one.end()
    }
}

/// Refuses a new commitment that clashes with one there is.
pub fn is_busy(commitments: impl IntoIterator<Item = Taken>, wanted: Taken, buffer: TimeDelta) -> Result<(), Conflict> {
    let clash = commitments.into_iter().any(|commitment| commitment.clashes(wanted, buffer));
    if clash { Err(Conflict::ChampionBusy) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use proptest::prelude::*;
    use rstest::rstest;
    use uuid::Uuid;

    use super::*;
    use crate::id::Id;

    const NONE: TimeDelta = TimeDelta::zero();

    fn minutes(start: i64, length: i64, at: Whereabouts) -> Taken {
        let minute = |minute: i64| DateTime::from_timestamp(minute * 60, 0).unwrap();
        Taken { interval: Interval::new(minute(start), minute(start + length)).unwrap(), at }
    }

    fn venue(number: u128) -> Whereabouts {
        Whereabouts::Venue(Id::new(Uuid::from_u128(number)))
    }

    #[test]
    fn back_to_back_is_fine_and_an_hour_of_overlap_is_not() {
        let hours = |start: i64, length: i64| minutes(60 * start, 60 * length, venue(1));
        let morning = [hours(9, 3)];
        assert_eq!(is_busy(morning, hours(12, 1), NONE), Ok(()));
        assert_eq!(is_busy(morning, hours(8, 1), NONE), Ok(()));
        assert_eq!(is_busy(morning, hours(11, 2), NONE), Err(Conflict::ChampionBusy));
    }

    /// A session of an hour from 10:00, and another after a gap, under a buffer of 30 minutes.
    #[rstest]
    #[case::at_the_same_venue(venue(1), venue(1), 0, true)]
    #[case::at_another_venue(venue(1), venue(2), 0, false)]
    #[case::with_too_little_time(venue(1), venue(2), 29, false)]
    #[case::with_just_enough(venue(1), venue(2), 30, true)]
    #[case::on_to_a_home(venue(1), Whereabouts::Home, 29, false)]
    #[case::from_home_to_home(Whereabouts::Home, Whereabouts::Home, 29, false)]
    #[case::then_by_phone(venue(1), Whereabouts::Anywhere, 0, true)]
    #[case::after_a_call(Whereabouts::Anywhere, venue(1), 0, true)]
    fn the_way_between_takes_time(
        #[case] first: Whereabouts,
        #[case] second: Whereabouts,
        #[case] gap: i64,
        #[case] free: bool,
    ) {
        let (one, other) = (minutes(600, 60, first), minutes(660 + gap, 60, second));
        let buffer = TimeDelta::minutes(30);
        assert_eq!(is_busy([one], other, buffer).is_ok(), free);
        assert_eq!(is_busy([other], one, buffer).is_ok(), free, "whichever comes first");
    }

    proptest! {
        /// Whatever is asked in whatever order, no hour is ever committed twice.
        #[test]
        fn nobody_is_in_two_places_at_once(
            wanted in prop::collection::vec((0i64..40, 1i64..6, 0u128..3), 0..30), buffer in 0i64..90
        ) {
            let mut taken: Vec<Taken> = Vec::new();
            for (start, length, place) in wanted {
                let next = minutes(60 * start, 60 * length, venue(place));
                if is_busy(taken.iter().copied(), next, TimeDelta::minutes(buffer)).is_ok() {
                    taken.push(next);
                }
            }
            for half_hour in 0..100 {
                let moment = DateTime::from_timestamp(half_hour * 1800, 0).unwrap();
                prop_assert!(taken.iter().filter(|it| it.interval.contains(moment)).count() <= 1);
            }
        }
    }
}
