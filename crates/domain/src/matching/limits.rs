//! How many minutes of help a champion has left in each week.

use chrono::TimeDelta;

use super::{Calendar, Candidate};
use crate::{interval::Interval, policy::PolicyDetails};

/// A week, Monday to Monday, with the minutes that the caps leave in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WeekLimit {
    /// The week.
    pub week: Interval,
    /// How many minutes are left in it.
    pub minutes: i64,
}

/// The weeks that help is looked for in, where a cap of the policy or of the champion holds; none without a cap.
pub fn week_limits(candidate: &Candidate, policy: &PolicyDetails, calendar: Calendar) -> Vec<WeekLimit> {
    let caps = [policy.weekly_minutes_cap.map(u32::from), candidate.weekly_minutes_cap];
    let Some(cap) = caps.into_iter().flatten().min() else { return Vec::new() };
    let weeks = i64::from(policy.horizon_days) / 7 + 2;
    let days = (0..weeks).map(|week| calendar.today() + TimeDelta::days(7 * week));
    let weeks = days.filter_map(|date| {
        let (start, end) = calendar.day(date).week;
        Interval::new(start, end)
    });
    weeks.map(|week| WeekLimit { week, minutes: (i64::from(cap) - taken_in(candidate, week)).max(0) }).collect()
}

/// The minutes of the asking partner's own commitments in a week.
fn taken_in(candidate: &Candidate, week: Interval) -> i64 {
    let own = candidate.commitments.iter().filter(|taken| taken.own).map(|taken| taken.interval);
    own.map(|taken| (taken.end().min(week.end()) - taken.start().max(week.start())).num_minutes().max(0)).sum()
}
