//! Dry runs of a policy as they are asked for and answered.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use trellis_app::policy::{DryRunAnswer, Window};
use trellis_domain::{
    PolicyId, Record,
    policy::{Changes, DryRun, Figures, Policy, PolicyWarning, Replayed},
};
use utoipa::ToSchema;

use super::model::PolicyPatch;

/// A draft, and which past requests it is tried on.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DryRunPolicy {
    /// The draft: a JSON merge-patch of the rules in force.
    #[serde(default)]
    #[schema(value_type = PolicyPatch)]
    pub(super) rules: Map<String, Value>,
    /// Only requests that the partner took at this instant or later; 90 days before `until` unless you say otherwise, and at most 366.
    #[serde(default)]
    pub(super) from: Option<DateTime<Utc>>,
    /// Only requests that it took at this instant or earlier; now unless you say otherwise.
    #[serde(default)]
    pub(super) until: Option<DateTime<Utc>>,
}

/// What a draft would have changed.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = PolicyDryRun)]
pub(super) struct DryRunView {
    /// The policy.
    policy_id: PolicyId,
    /// The version in force, which is `before`.
    version: u32,
    /// From when requests were looked at.
    from: DateTime<Utc>,
    /// Up to when.
    until: DateTime<Utc>,
    /// How many requests were replayed: at most 200, the newest.
    #[schema(maximum = 200)]
    replayed: u32,
    /// How many more were looked at and not replayed, because they are anonymised and nothing says any more where help was wanted.
    #[schema(maximum = 200)]
    left_out: u32,
    /// Whether there were more than 200 in the window; the older ones were not looked at.
    more: bool,
    /// Under the rules in force.
    before: Figures,
    /// Under the draft.
    after: Figures,
    /// What is otherwise under the draft, over all requests.
    changes: Changes,
    /// Request by request, the newest first.
    #[schema(max_items = 200)]
    requests: Vec<Replayed>,
    /// What is odd about the draft, as champions and open requests are now.
    warnings: Vec<PolicyWarning>,
}

impl DryRunView {
    pub(super) fn new(policy: &Record<Policy>, window: Window, answer: DryRunAnswer) -> Self {
        let DryRunAnswer { dry_run: DryRun { before, after, changes, requests }, left_out, more, warnings } = answer;
        Self {
            policy_id: policy.id,
            version: policy.version,
            from: window.interval().start(),
            until: window.interval().end(),
            replayed: u32::try_from(requests.len()).unwrap_or(u32::MAX),
            left_out,
            more,
            before,
            after,
            changes,
            requests,
            warnings,
        }
    }
}

/// A draft to try.
pub(super) fn dry_run_example() -> Value {
    json!({ "rules": { "required_level": "expert", "max_travel_factor": 500, "weights": { "distance": 400 } } })
}
