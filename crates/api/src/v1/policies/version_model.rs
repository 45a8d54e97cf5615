//! Versions of a policy as answers show them.

use chrono::{DateTime, Utc};
use serde::Serialize;
use trellis_domain::{
    ClientId, PolicyId,
    policy::{Policy, PolicyBasis, PolicyDetails, PolicyVersion},
};
use utoipa::ToSchema;

use crate::page::PageOf;

/// A page of versions.
pub(super) type PolicyVersionPage = PageOf<PolicyVersionView>;

/// A policy as it was at one of its versions. Nothing changes it any more.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = PolicyVersion)]
pub(super) struct PolicyVersionView {
    /// The policy.
    policy_id: PolicyId,
    /// Its number: 1, 2, ….
    #[schema(minimum = 1)]
    number: u32,
    /// What the rules rested on.
    basis: PolicyBasis,
    /// The version of the network's default that they were, or had started from; null for a partner's own.
    #[schema(required)]
    default_version: Option<u32>,
    /// The rules.
    rules: PolicyDetails,
    /// The client that made it: the co-ordinator's, where the network's default changed; null for the command line.
    #[schema(required)]
    made_by: Option<ClientId>,
    /// When.
    made_at: DateTime<Utc>,
}

impl From<PolicyVersion> for PolicyVersionView {
    fn from(version: PolicyVersion) -> Self {
        let PolicyVersion { policy, content, made_by, made_at, revision: _ } = version;
        let Policy { details, version, basis, default_version } = content;
        Self { policy_id: policy, number: version, basis, default_version, rules: details, made_by, made_at }
    }
}
