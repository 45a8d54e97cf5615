//! Stretches of time, half open: a start that belongs to them and an end that does not.

use chrono::{DateTime, TimeDelta, Utc};

/// A stretch of time from `start` until just before `end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Interval {
    start: DateTime<Utc>,
    end: DateTime<Utc>,
}

impl Interval {
    /// The stretch between two instants; none unless the end is after the start.
    pub fn new(start: DateTime<Utc>, end: DateTime<Utc>) -> Option<Self> {
        (start < end).then_some(Self { start, end })
    }

    /// Its first instant.
    pub const fn start(self) -> DateTime<Utc> {
        self.start
    }

    /// The first instant after it.
    pub const fn end(self) -> DateTime<Utc> {
        self.end
    }

    /// How long it is.
    pub fn length(self) -> TimeDelta {
        self.end - self.start
    }

    /// The same with so much more on either side.
    #[must_use]
    pub fn widened(self, by: TimeDelta) -> Self {
        let by = by.max(TimeDelta::zero());
        Self { start: self.start - by, end: self.end + by }
    }

    /// Whether an instant lies in it.
    pub fn contains(self, instant: DateTime<Utc>) -> bool {
        self.start <= instant && instant < self.end
    }

    /// Whether the two share an instant; back to back they do not.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// The time that some of these stretches cover within a window, in as few stretches as can be, the earliest first. Those that overlap or touch
/// become one, so that nobody can tell how many there were.
pub fn covered(stretches: impl IntoIterator<Item = Interval>, window: Interval) -> Vec<Interval> {
    let clipped = |it: Interval| Interval::new(it.start.max(window.start), it.end.min(window.end));
    let mut within: Vec<Interval> = stretches.into_iter().filter_map(clipped).collect();
    within.sort_unstable();
    within.into_iter().fold(Vec::new(), |mut covered: Vec<Interval>, next| {
        match covered.last_mut() {
            Some(last) if next.start <= last.end => last.end = last.end.max(next.end),
            _ => covered.push(next),
        }
        covered
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn second(second: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(second, 0).unwrap()
    }

    #[test]
    fn an_end_is_after_its_start() {
        assert_eq!(Interval::new(second(1), second(1)), None);
        assert_eq!(Interval::new(second(2), second(1)), None);
        assert_eq!(Interval::new(second(1), second(3)).map(|it| it.length().num_seconds()), Some(2));
    }

    #[test]
    fn back_to_back_is_no_overlap() {
        let (early, late) =
            (Interval::new(second(0), second(5)).unwrap(), Interval::new(second(5), second(9)).unwrap());
        assert!(!early.overlaps(late) && !late.overlaps(early));
    }

    proptest! {
        #[test]
        fn two_overlap_when_some_second_lies_in_both(a in 0i64..30, b in 1i64..10, c in 0i64..30, d in 1i64..10) {
            let (one, other) = (Interval::new(second(a), second(a + b)).unwrap(), Interval::new(second(c), second(c + d)).unwrap());
            let shared = (0..50).map(second).any(|at| one.contains(at) && other.contains(at));
            prop_assert_eq!(one.overlaps(other), shared);
        }

        #[test]
        fn covered_is_what_some_stretch_covers(stretches in prop::collection::vec((0i64..40, 1i64..8), 0..12), from in 0i64..20, length in 1i64..25) {
            let stretches: Vec<_> = stretches.into_iter().map(|(a, b)| Interval::new(second(a), second(a + b)).unwrap()).collect();
            let window = Interval::new(second(from), second(from + length)).unwrap();
            let covered = covered(stretches.iter().copied(), window);
            for at in (0..60).map(second) {
                let expected = window.contains(at) && stretches.iter().any(|it| it.contains(at));
                prop_assert_eq!(covered.iter().filter(|it| it.contains(at)).count(), usize::from(expected));
            }
            // There is time between any two.
            prop_assert!(covered.windows(2).all(|pair| pair[0].end < pair[1].start));
        }
    }
}
