//! The moments at which help could as well start as at any other.
//!
//! Within a stretch all starts are worth the same. So every plan can be pushed together, day by day, without becoming dearer: each help starts as early as its
//! stretch allows, or just when help before it, of the same champions, has ended, with the way between two places. Then each start is the start of
//! some stretch of the same day and a sum of durations and ways after it. These sums are multiples of the greatest common divisor of all durations and
//! the way: so the starts that count are those on a grid of that width, laid from the start of every stretch that could come before.

use std::collections::BTreeSet;

use super::waiting_list::Applicant;

/// Stretches of different days do not touch, so that each day has a grid of its own.
#[derive(Debug, Clone)]
pub(super) struct Grid {
    width: i64,
    /// From when to when help is given without a break, and where grids begin, modulo the width.
    days: Vec<(i64, i64, BTreeSet<i64>)>,
}

impl Grid {
    pub(super) fn of(applicants: &[Applicant], buffer: i64) -> Self {
        let mut width = buffer;
        let mut stretches = Vec::new();
        for applicant in applicants {
            width = common_divisor(width, applicant.minutes());
            let taken = applicant.minutes() + buffer;
            let all = applicant.options.offers.iter().flat_map(|offer| &offer.stretches);
            stretches.extend(all.map(|stretch| (minute(stretch.first), minute(stretch.last) + taken)));
        }
        let width = width.max(1);
        stretches.sort_unstable();
        stretches.dedup();
        let mut days: Vec<(i64, i64, BTreeSet<i64>)> = Vec::new();
        for (first, end) in stretches {
            let begins = first.rem_euclid(width);
            match days.last_mut().filter(|(_, until, _)| first <= *until) {
                Some((_, until, grids)) => {
                    *until = end.max(*until);
                    grids.insert(begins);
                }
                None => days.push((first, end, BTreeSet::from([begins]))),
            }
        }
        Self { width, days }
    }

    /// The starts from the first to the last minute of a stretch for help of this length: first those that do not overlap, then the others.
    pub(super) fn starts(&self, first: i64, last: i64, length: i64) -> Vec<i64> {
        let day = self.days.partition_point(|(from, _, _)| *from <= first).checked_sub(1);
        let Some((_, _, grids)) = day.and_then(|day| self.days.get(day)) else { return Vec::new() };
        let on_grid = |begins: &i64| {
            let from = first + (begins - first).rem_euclid(self.width);
            (0..).map(move |step| from + step * self.width).take_while(move |start| *start <= last)
        };
        let mut starts: Vec<i64> = grids.iter().flat_map(on_grid).collect();
        starts.sort_unstable_by_key(|start| ((start - first) % length != 0, *start));
        starts
    }
}

/// The minute of an instant.
pub(super) fn minute(instant: chrono::DateTime<chrono::Utc>) -> i64 {
    instant.timestamp().div_euclid(60)
}

pub(super) const fn common_divisor(one: i64, other: i64) -> i64 {
    if other == 0 { one } else { common_divisor(other, one % other) }
}
