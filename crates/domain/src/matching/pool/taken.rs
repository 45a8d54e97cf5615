//! When champions are taken, rounded outwards.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};

use super::bits::Bits;
use crate::matching::Candidate;

const DAY: TimeDelta = TimeDelta::days(1);
/// So long is a part of a day.
const PART: TimeDelta = TimeDelta::hours(4);
/// Parts so far from each other count as the same: 64 days, more than twice as many as are ever looked at.
const PARTS: i64 = 6 * 64;

/// Who is taken in each part of a day (UTC).
#[derive(Debug, Clone, Default)]
pub(super) struct Taken(HashMap<i64, Bits>);

impl Taken {
    pub(super) fn enter(&mut self, place: usize, candidate: &Candidate) {
        for taken in &candidate.commitments {
            for part in parts(taken.interval.start(), taken.interval.end()) {
                self.0.entry(part).or_default().insert(place);
            }
        }
    }

    pub(super) fn leave(&mut self, place: usize, candidate: &Candidate) {
        for taken in &candidate.commitments {
            for part in parts(taken.interval.start(), taken.interval.end()) {
                self.0.get_mut(&part).map(|bits| bits.take(place));
            }
        }
    }

    /// Those who are taken in any part of a day that a stretch touches.
    pub(super) fn between(&self, start: DateTime<Utc>, end: DateTime<Utc>) -> Bits {
        Bits::any_of(parts(start, end).filter_map(|part| self.0.get(&part)))
    }
}

/// The parts of days that a stretch touches.
fn parts(start: DateTime<Utc>, end: DateTime<Utc>) -> impl Iterator<Item = i64> {
    let first = number(start, PART);
    (first..=number(end, PART).min(first + PARTS - 1)).map(|part| part.rem_euclid(PARTS))
}

/// How many such stretches of time there were before an instant, since 1970.
fn number(instant: DateTime<Utc>, stretch: TimeDelta) -> i64 {
    instant.timestamp().div_euclid(stretch.num_seconds())
}

/// How many minutes at most a champion helps the asking partner in any week.
pub(super) fn busiest_week(candidate: &Candidate) -> u32 {
    let mut weeks: HashMap<i64, u32> = HashMap::new();
    for taken in candidate.commitments.iter().filter(|taken| taken.own).map(|taken| taken.interval) {
        // No zone is more than a day from UTC. 1 January 1970 was a Thursday.
        let week = |day: i64| (day + 3).div_euclid(7);
        let whole = taken.length().num_minutes();
        let minutes = whole + i64::from(TimeDelta::minutes(whole) < taken.length());
        for week in week(number(taken.start(), DAY) - 1)..=week(number(taken.end(), DAY) + 1) {
            let sum = weeks.entry(week).or_default();
            *sum = sum.saturating_add(u32::try_from(minutes).unwrap_or(u32::MAX));
        }
    }
    weeks.into_values().max().unwrap_or_default()
}
