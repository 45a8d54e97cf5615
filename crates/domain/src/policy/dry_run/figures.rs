//! What rules make of a number of requests.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    matching::{Funnel, Ranking, Reason, Rejected},
    policy::{AutomaticStep, PolicyMode},
};

/// What rules make of a number of requests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = DryRunFigures))]
pub struct Figures {
    /// For how many requests there is a champion.
    pub proposed: u32,
    /// What the mode does with them by itself; requests without a champion are not among these.
    pub steps: Vec<StepCount>,
    /// How many champions were looked at, counted once a request.
    pub considered: u32,
    /// How many of them pass every hard rule.
    pub passed: u32,
    /// The others, by the first rule that they fail, in the order of the rules.
    pub rejected: Vec<Rejected>,
    /// The mean score of the best champion, over the requests that have one, rounded down; null when none has.
    #[cfg_attr(feature = "schema", schema(required, maximum = 1000))]
    pub average_top_score: Option<u16>,
}

/// With how many requests the same is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = AutomaticStepCount))]
pub struct StepCount {
    /// What is done.
    pub step: AutomaticStep,
    /// With how many.
    pub count: u32,
}

impl Figures {
    pub(super) fn of<'a>(rankings: impl Iterator<Item = &'a Ranking>, mode: PolicyMode) -> Self {
        let (mut considered, mut passed, mut tops) = (0, 0, Vec::new());
        let mut rejected: BTreeMap<Reason, u32> = BTreeMap::new();
        let mut steps: BTreeMap<AutomaticStep, u32> = BTreeMap::new();
        for ranking in rankings {
            let Funnel { considered: looked_at, passed: well, rejected: counts } = &ranking.funnel;
            considered += looked_at;
            passed += well;
            for count in counts {
                *rejected.entry(count.reason).or_default() += count.count;
            }
            if let Some(best) = ranking.proposals.first() {
                *steps.entry(mode.step(best.to_be_asked)).or_default() += 1;
                tops.push(u32::from(best.score));
            }
        }
        let proposed = u32::try_from(tops.len()).unwrap_or(u32::MAX);
        let average = tops.iter().sum::<u32>().checked_div(proposed);
        Self {
            proposed,
            steps: steps.into_iter().map(|(step, count)| StepCount { step, count }).collect(),
            considered,
            passed,
            rejected: rejected.into_iter().map(|(reason, count)| Rejected { reason, count }).collect(),
            average_top_score: average.and_then(|average| u16::try_from(average).ok()),
        }
    }
}
