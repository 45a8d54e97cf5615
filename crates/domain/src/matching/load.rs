//! How much a champion has helped lately.

use chrono::{DateTime, TimeDelta, Utc};

use super::Candidate;
use crate::interval::Interval;

/// How far back loads are counted.
pub const LOAD_DAYS: TimeDelta = TimeDelta::days(28);

impl Candidate {
    /// Minutes of help for the asking partner in the 28 days before `now`; what began earlier counts from there on.
    pub fn load_at(&self, now: DateTime<Utc>) -> u32 {
        let past = self.own().map(|taken| taken.end().min(now) - taken.start().max(now - LOAD_DAYS));
        let minutes: i64 = past.map(|length| length.num_minutes().max(0)).sum();
        u32::try_from(minutes).unwrap_or(u32::MAX)
    }

    /// The moment from which on [`Candidate::load_at`] may be another than it is at `now`; none where it stays.
    pub fn load_changes(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let next = |taken: Interval| {
            let (start, end) = (taken.start(), taken.end());
            match now {
                // While it lasts, and while it falls out of the 28 days, every minute counts.
                now if now < start => Some(start),
                now if now < end => Some(now),
                now if now < start + LOAD_DAYS => Some(start + LOAD_DAYS),
                now if now < end + LOAD_DAYS => Some(now),
                _ => None,
            }
        };
        self.own().filter_map(next).min()
    }

    fn own(&self) -> impl Iterator<Item = Interval> {
        self.commitments.iter().filter(|taken| taken.own).map(|taken| taken.interval)
    }
}
