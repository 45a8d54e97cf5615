//! The caps of a week, as a ranking sees them and as a plan does.

use chrono::TimeDelta;
use proptest::prelude::*;

use super::world::{NOW, calendar, champion, instant};
use crate::{
    interval::Interval,
    matching::{Candidate, Commitment, limits::is_under_cap, week_limits},
    policy::PolicyDetails,
    shift::Whereabouts,
};

proptest! {
    /// Whatever is left of a cap, to the second: what a plan may use of it is what the rule allows, and not a minute more.
    #[test]
    fn a_plan_may_use_what_the_rule_allows(
        taken in prop::collection::vec((0..1_000_000_i64, 1..20_000_i64, any::<bool>()), 0..8),
        own in prop::option::of(0..2_000_u32), theirs in prop::option::of(0..2_000_u16),
    ) {
        let commitments = taken.into_iter().map(|(start, length, own)| {
            let start = instant(NOW) + TimeDelta::seconds(start);
            let interval = Interval::new(start, start + TimeDelta::seconds(length)).unwrap();
            Commitment { interval, at: Whereabouts::Home, own }
        });
        let candidate = Candidate { commitments: commitments.collect(), weekly_minutes_cap: own, ..champion(1) };
        let policy = PolicyDetails { weekly_minutes_cap: theirs, ..PolicyDetails::default() };
        let limits = week_limits(&candidate, &policy, calendar(NOW));
        prop_assert_eq!(limits.is_empty(), own.is_none() && theirs.is_none());
        for limit in limits {
            let week = (limit.week.start(), limit.week.end());
            let allows = |minutes| is_under_cap(&candidate, &policy, week, TimeDelta::minutes(minutes));
            prop_assert!(limit.minutes == 0 || allows(limit.minutes));
            prop_assert!(!allows(limit.minutes + 1));
        }
    }
}
