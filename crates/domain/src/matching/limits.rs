//! How much help a champion has left in each week, Monday to Monday.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Calendar, Candidate};
use crate::{interval::Interval, policy::PolicyDetails};

/// A week with the minutes that the caps leave in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WeekLimit {
    /// The week.
    pub week: Interval,
    /// How many minutes are left in it, rounded down.
    pub minutes: i64,
}

/// The instants at which a week begins and ends.
type Week = (DateTime<Utc>, DateTime<Utc>);

/// The weeks that help is looked for in, where a cap of the policy or of the champion holds; none without a cap.
pub fn week_limits(candidate: &Candidate, policy: &PolicyDetails, calendar: Calendar) -> Vec<WeekLimit> {
    let Some(cap) = candidate.cap_under(policy) else { return Vec::new() };
    let weeks = i64::from(policy.horizon_days) / 7 + 2;
    let days = (0..weeks).map(|week| calendar.today() + TimeDelta::days(7 * week));
    let limits = days.filter_map(|date| {
        let week = calendar.day(date).week;
        let left = (cap - candidate.own_in(week)).max(TimeDelta::zero());
        Some(WeekLimit { week: Interval::new(week.0, week.1)?, minutes: left.num_minutes() })
    });
    limits.collect()
}

/// Whether so much more help in a week stays under the caps of the policy and of the champion.
pub(super) fn is_under_cap(candidate: &Candidate, policy: &PolicyDetails, week: Week, more: TimeDelta) -> bool {
    candidate.cap_under(policy).is_none_or(|cap| candidate.own_in(week) + more <= cap)
}

/// The most help in a week, of what the policy allows and what the champion wants; no limit when neither says anything.
pub(super) fn weekly_cap(policy: &PolicyDetails, own: Option<u32>) -> Option<u32> {
    [policy.weekly_minutes_cap.map(u32::from), own].into_iter().flatten().min()
}

impl Candidate {
    /// The most help in a week; no limit when none.
    pub(super) fn cap_under(&self, policy: &PolicyDetails) -> Option<TimeDelta> {
        weekly_cap(policy, self.weekly_minutes_cap).map(|minutes| TimeDelta::minutes(minutes.into()))
    }

    /// How long the champion is taken in a week for the asking partner.
    pub(super) fn own_in(&self, (start, end): Week) -> TimeDelta {
        let own = self.commitments.iter().filter(|taken| taken.own).map(|taken| taken.interval);
        own.map(|taken| (taken.end().min(end) - taken.start().max(start)).max(TimeDelta::zero())).sum()
    }
}
