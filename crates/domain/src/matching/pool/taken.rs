//! When champions are taken, rounded outwards.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};

use super::bits::Bits;
use crate::matching::Candidate;

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
    let part = |instant: DateTime<Utc>| instant.timestamp().div_euclid(PART.num_seconds());
    let first = part(start);
    (first..=part(end).min(first + PARTS - 1)).map(|part| part.rem_euclid(PARTS))
}
