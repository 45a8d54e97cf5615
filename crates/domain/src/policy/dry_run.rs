//! What a draft would change: past requests ranked under the rules in force and under the draft.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::{
    affiliation::AffiliationId,
    matching::{Funnel, Ranking, Reason, Rejected},
    request::RequestId,
};

/// The most requests that one dry run replays.
pub const REPLAYED_MAX: usize = 200;

/// A past request with both of its rankings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replay {
    /// Which request.
    pub request: RequestId,
    /// When the partner took it; that is when the question was asked.
    pub taken_at: DateTime<Utc>,
    /// The ranking under the rules in force.
    pub before: Ranking,
    /// The ranking under the draft.
    pub after: Ranking,
}

/// What a draft would change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DryRun {
    /// Under the rules in force.
    pub before: Figures,
    /// Under the draft.
    pub after: Figures,
    /// Request by request, in the order in which they came.
    pub requests: Vec<Replayed>,
}

/// What rules make of a number of requests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = DryRunFigures))]
pub struct Figures {
    /// For how many requests there is a champion.
    pub proposed: u32,
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

/// One past request under both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = ReplayedRequest))]
pub struct Replayed {
    /// The request.
    pub request_id: RequestId,
    /// When the partner took it.
    pub taken_at: DateTime<Utc>,
    /// The best champion under the rules in force; null when nobody passes.
    #[cfg_attr(feature = "schema", schema(required))]
    pub before: Option<Top>,
    /// The best champion under the draft; null when nobody passes.
    #[cfg_attr(feature = "schema", schema(required))]
    pub after: Option<Top>,
    /// What the draft does to it.
    pub outcome: Outcome,
}

/// The best champion of a ranking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = TopChampion))]
pub struct Top {
    /// The champion, by the partner's own record.
    pub affiliation_id: AffiliationId,
    /// The score, 0 to 1000.
    #[cfg_attr(feature = "schema", schema(maximum = 1000))]
    pub score: u16,
}

/// What a draft does to a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = ReplayOutcome))]
pub enum Outcome {
    /// Nobody passed, and now somebody does.
    Gained,
    /// Somebody passed, and now nobody does.
    Lost,
    /// Another champion is the best.
    Changed,
    /// The best champion is the same, or there is none either way.
    Same,
}

impl DryRun {
    /// Both sides of all replays, in figures and request by request.
    pub fn of(replays: &[Replay]) -> Self {
        Self {
            before: Figures::of(replays.iter().map(|replay| &replay.before)),
            after: Figures::of(replays.iter().map(|replay| &replay.after)),
            requests: replays.iter().map(Replayed::from).collect(),
        }
    }
}

impl Figures {
    fn of<'a>(rankings: impl Iterator<Item = &'a Ranking>) -> Self {
        let (mut considered, mut passed, mut tops) = (0, 0, Vec::new());
        let mut rejected: BTreeMap<Reason, u32> = BTreeMap::new();
        for ranking in rankings {
            let Funnel { considered: looked_at, passed: well, rejected: counts } = &ranking.funnel;
            considered += looked_at;
            passed += well;
            for count in counts {
                *rejected.entry(count.reason).or_default() += count.count;
            }
            tops.extend(Top::of(ranking).map(|top| u32::from(top.score)));
        }
        let proposed = u32::try_from(tops.len()).unwrap_or(u32::MAX);
        let average = tops.iter().sum::<u32>().checked_div(proposed);
        Self {
            proposed,
            considered,
            passed,
            rejected: rejected.into_iter().map(|(reason, count)| Rejected { reason, count }).collect(),
            average_top_score: average.and_then(|average| u16::try_from(average).ok()),
        }
    }
}

impl Top {
    fn of(ranking: &Ranking) -> Option<Self> {
        ranking.proposals.first().map(|best| Self { affiliation_id: best.affiliation, score: best.score })
    }
}

impl From<&Replay> for Replayed {
    fn from(replay: &Replay) -> Self {
        let (before, after) = (Top::of(&replay.before), Top::of(&replay.after));
        let outcome = match (before, after) {
            (None, Some(_)) => Outcome::Gained,
            (Some(_), None) => Outcome::Lost,
            (Some(before), Some(after)) if before.affiliation_id != after.affiliation_id => Outcome::Changed,
            _ => Outcome::Same,
        };
        Self { request_id: replay.request, taken_at: replay.taken_at, before, after, outcome }
    }
}
