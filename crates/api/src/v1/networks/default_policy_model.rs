//! The network's default policy as answers show it.

use serde::Serialize;
use serde_json::{Value, json};
use trellis_domain::policy::{DefaultPolicy, PolicyDetails};
use utoipa::ToSchema;

use crate::body::MergePatch;

/// A change to the default policy.
pub(super) type DefaultPolicyPatch = MergePatch<PolicyDetails>;

/// The rules that a network offers its partners. Nobody has to take them.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = DefaultPolicy)]
pub(super) struct DefaultPolicyView {
    /// Which version this is. 0: nothing is laid down, and these are the built-in rules, which nobody follows.
    version: u32,
    /// The rules.
    rules: PolicyDetails,
}

impl From<DefaultPolicy> for DefaultPolicyView {
    fn from(policy: DefaultPolicy) -> Self {
        let DefaultPolicy { version, details } = policy;
        Self { version, rules: details }
    }
}

/// A change to the default policy.
pub(super) fn patch_example() -> Value {
    json!({ "notice_hours": 48, "travel_buffer_minutes": 30 })
}
