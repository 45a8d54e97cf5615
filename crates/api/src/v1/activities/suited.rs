//! What suits whom, as answers show it.

use serde::{Deserialize, Deserializer, Serialize, de};
use trellis_app::activity::SuitableActivities;
use trellis_domain::{
    ActivityId, AffiliationId,
    availability::Slot,
    matching::{Funnel, Part, Rejected, Suitability, Suited, SuitedTime},
};
use utoipa::{IntoParams, ToSchema};

use super::model::ActivityView;

/// The most that are shown.
const TOP_MAX: usize = 50;

/// How many are shown when nobody says.
const TOP_DEFAULT: usize = 10;

/// How many are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Top {
    /// At most so many, the best.
    #[serde(default = "top_default", deserialize_with = "top")]
    #[param(minimum = 1, maximum = 50, default = 10, required = false)]
    pub(super) limit: usize,
}

const fn top_default() -> usize {
    TOP_DEFAULT
}

fn top<'de, D: Deserializer<'de>>(deserializer: D) -> Result<usize, D::Error> {
    let refused = |code: &str| de::Error::custom(format!("{code}: a whole number from 1 to {TOP_MAX}"));
    match usize::deserialize(deserializer).map_err(|_unreadable| refused("bad_format"))? {
        0 => Err(refused("too_small")),
        limit @ 1..=TOP_MAX => Ok(limit),
        _ => Err(refused("too_large")),
    }
}

/// A weekly time of an activity at which a champion could come.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = SuitedTime)]
pub(super) struct SuitedTimeView {
    /// The time.
    time: Slot,
    /// Whether the champion must be asked first, because that is not one of the times they named.
    to_be_asked: bool,
}

/// A champion who could join the activity.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct SuitedChampion {
    /// The champion, by the partner's own record.
    affiliation_id: AffiliationId,
    /// At which of its weekly times.
    #[schema(max_items = 100)]
    times: Vec<SuitedTimeView>,
    /// The sum of the points ÷ the sum of the weights, rounded down: 0 to 1000.
    #[schema(maximum = 1000)]
    score: u16,
    /// What the score is made of.
    parts: Vec<Part>,
}

/// The best champions for an activity, and what became of the others.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct SuitedChampionPage {
    /// The best, the best first.
    #[schema(max_items = 50)]
    items: Vec<SuitedChampion>,
    /// How many champions were looked at.
    considered: u32,
    /// How many of them pass every hard rule.
    passed: u32,
    /// The others, by the first rule that they fail, in the order of the rules.
    rejected: Vec<Rejected>,
}

/// An activity that the champion could join.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct SuitedActivity {
    /// The activity.
    activity: ActivityView,
    /// At which of its weekly times.
    #[schema(max_items = 100)]
    times: Vec<SuitedTimeView>,
    /// The sum of the points ÷ the sum of the weights, rounded down: 0 to 1000.
    #[schema(maximum = 1000)]
    score: u16,
    /// What the score is made of.
    parts: Vec<Part>,
}

/// The best activities for a champion, and what became of the others.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct SuitedActivityPage {
    /// The best, the best first.
    #[schema(max_items = 50)]
    items: Vec<SuitedActivity>,
    /// How many activities were looked at.
    considered: u32,
    /// How many of them pass every hard rule.
    passed: u32,
    /// The others, by the first rule that they fail, in the order of the rules.
    rejected: Vec<Rejected>,
}

impl From<Suitability<AffiliationId>> for SuitedChampionPage {
    fn from(suitability: Suitability<AffiliationId>) -> Self {
        let Suitability { items, funnel: Funnel { considered, passed, rejected } } = suitability;
        let items = items.into_iter().map(|Suited { id, times, score, parts }| SuitedChampion {
            affiliation_id: id,
            times: times.into_iter().map(SuitedTimeView::from).collect(),
            score,
            parts: parts.to_vec(),
        });
        Self { items: items.collect(), considered, passed, rejected }
    }
}

impl From<SuitableActivities> for SuitedActivityPage {
    fn from(suitable: SuitableActivities) -> Self {
        let SuitableActivities { items, funnel: Funnel { considered, passed, rejected } } = suitable;
        let view = |(activity, Suited { id: _of_the_activity, times, score, parts }): (_, Suited<ActivityId>)| {
            SuitedActivity {
                activity: ActivityView::from(&activity),
                times: times.into_iter().map(SuitedTimeView::from).collect(),
                score,
                parts: parts.to_vec(),
            }
        };
        Self { items: items.into_iter().map(view).collect(), considered, passed, rejected }
    }
}

impl From<SuitedTime> for SuitedTimeView {
    fn from(suited: SuitedTime) -> Self {
        let SuitedTime { time, to_be_asked } = suited;
        Self { time, to_be_asked }
    }
}
