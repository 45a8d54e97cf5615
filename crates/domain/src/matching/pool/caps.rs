//! How much more help a champion may give in a week, rounded outwards.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};

use super::{bits::Bits, columns::Columns, fact::Fact};
use crate::matching::{Candidate, times::Timetable};

/// Those for whom the help may be more than is left of a cap in some week.
pub(super) fn over_a_cap(columns: &Columns, timetable: &Timetable<'_>) -> Bits {
    let minutes = u32::from(timetable.minutes());
    let policy_cap = timetable.policy.weekly_minutes_cap.map(u32::from);
    let is_too_much = |fact: &Fact| match fact {
        Fact::HelpsInAWeek(already) => policy_cap.is_some_and(|cap| cap < already.saturating_add(minutes)),
        Fact::MayHelpMore(left) => *left < minutes,
        _ => false,
    };
    if policy_cap.is_some_and(|cap| cap < minutes) {
        return columns.present.clone();
    }
    Bits::any_of(columns.facts().filter(|(fact, _)| is_too_much(fact)).map(|(_, bits)| bits))
}

/// How many minutes at most a champion helps the asking partner in any week. A commitment counts whole in every week that it may touch.
pub(super) fn busiest_week(candidate: &Candidate) -> u32 {
    let mut weeks: HashMap<i64, u32> = HashMap::new();
    for taken in candidate.commitments.iter().filter(|taken| taken.own).map(|taken| taken.interval) {
        // No zone is more than a day from UTC. 1 January 1970 was a Thursday.
        let day = |instant: DateTime<Utc>| instant.timestamp().div_euclid(TimeDelta::days(1).num_seconds());
        let week = |day: i64| (day + 3).div_euclid(7);
        let whole = taken.length().num_minutes();
        let minutes = whole + i64::from(TimeDelta::minutes(whole) < taken.length());
        for week in week(day(taken.start()) - 1)..=week(day(taken.end()) + 1) {
            let sum = weeks.entry(week).or_default();
            *sum = sum.saturating_add(u32::try_from(minutes).unwrap_or(u32::MAX));
        }
    }
    weeks.into_values().max().unwrap_or_default()
}
