//! What a draft would change: past requests ranked under the rules in force and under the draft.

mod best;
mod changes;
mod figures;

pub use best::{Best, Difference};
pub use changes::{Changes, DifferenceCount};
pub use figures::{Figures, StepCount};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use strum::{EnumMessage, EnumString, IntoStaticStr, VariantArray};

use super::PolicyMode;
use crate::{
    matching::{Funnel, Ranking, Reason},
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
    /// What is otherwise, over all requests.
    pub changes: Changes,
    /// Request by request, in the order in which they came.
    pub requests: Vec<Replayed>,
}

/// One past request under both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = ReplayedRequest))]
pub struct Replayed {
    /// The request.
    pub request_id: RequestId,
    /// When the partner took it.
    pub taken_at: DateTime<Utc>,
    /// The best way to help under the rules in force; null when nobody passes, so that staff have to see to it.
    #[cfg_attr(feature = "schema", schema(required))]
    pub before: Option<Best>,
    /// The same under the draft.
    #[cfg_attr(feature = "schema", schema(required))]
    pub after: Option<Best>,
    /// What the draft does to it.
    pub outcome: Outcome,
    /// What is otherwise, where somebody passes under both.
    pub differences: Vec<Difference>,
    /// The rules that another number of champions fail first under the draft, in the order of the rules. Where the request is lost, these say why.
    pub rules: Vec<RuleChange>,
}

/// How many champions fail a rule first, under both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct RuleChange {
    /// The rule.
    pub reason: Reason,
    /// How many under the rules in force.
    pub before: u32,
    /// How many under the draft.
    pub after: u32,
}

/// What a draft does to a request.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    EnumString,
    EnumMessage,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Outcome {
    /// Nobody passed, and now somebody does.
    Gained,
    /// Somebody passed, and now nobody does.
    Lost,
    /// Somebody passes under both, and something is otherwise: `differences` says what.
    Changed,
    /// The same champion at the same time and place with the same score, and the same is done with it; or nobody passes either way.
    Same,
}

impl DryRun {
    /// Both sides of all replays, in figures and request by request, under a mode before and one after.
    pub fn of(replays: &[Replay], (before, after): (PolicyMode, PolicyMode)) -> Self {
        let requests: Vec<Replayed> = replays.iter().map(|replay| Replayed::new(replay, (before, after))).collect();
        Self {
            before: Figures::of(replays.iter().map(|replay| &replay.before), before),
            after: Figures::of(replays.iter().map(|replay| &replay.after), after),
            changes: Changes::of(&requests),
            requests,
        }
    }
}

impl Replayed {
    fn new(replay: &Replay, (mode, drafted): (PolicyMode, PolicyMode)) -> Self {
        let (before, after) = (Best::of(&replay.before, mode), Best::of(&replay.after, drafted));
        let differences = match (&before, &after) {
            (Some(before), Some(after)) => before.differences(after),
            _ => Vec::new(),
        };
        let outcome = match (&before, &after) {
            (None, Some(_)) => Outcome::Gained,
            (Some(_), None) => Outcome::Lost,
            _ if differences.is_empty() => Outcome::Same,
            _ => Outcome::Changed,
        };
        let rules = RuleChange::between(&replay.before.funnel, &replay.after.funnel);
        Self { request_id: replay.request, taken_at: replay.taken_at, before, after, outcome, differences, rules }
    }
}

impl RuleChange {
    fn between(before: &Funnel, after: &Funnel) -> Vec<Self> {
        let counts = Reason::VARIANTS.iter().map(|reason| {
            let [before, after] = [before, after].map(|funnel| {
                let counted = funnel.rejected.iter().find(|rejected| rejected.reason == *reason);
                counted.map_or(0, |rejected| rejected.count)
            });
            Self { reason: *reason, before, after }
        });
        counts.filter(|count| count.before != count.after).collect()
    }
}

#[cfg(feature = "schema")]
mod schema {
    use strum::EnumMessage;
    use utoipa::{
        PartialSchema, ToSchema,
        openapi::{RefOr, Schema},
    };

    use super::Outcome;
    use crate::closed::described_codes;

    impl PartialSchema for Outcome {
        fn schema() -> RefOr<Schema> {
            described_codes("What a draft does to a request.", |outcome: Self| {
                outcome.get_documentation().unwrap_or_default()
            })
        }
    }
    impl ToSchema for Outcome {
        fn name() -> std::borrow::Cow<'static, str> {
            "ReplayOutcome".into()
        }
    }
}
