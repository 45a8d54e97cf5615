//! Plans as answers show them.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use trellis_app::match_plan::{Applied, NotApplied};
use trellis_domain::{
    AffiliationId, ClosedEnum, MatchPlan, MatchPlanId, ProposalId, Record, RequestId,
    match_plan::{MatchPlanOutcome, MatchPlanState, PlanFailure, Thoroughness},
};
use utoipa::ToSchema;

use crate::page::PageOf;

/// A page of plans.
pub(super) type MatchPlanPage = PageOf<MatchPlanSummary>;

/// A plan for a waiting list, without what it says.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct MatchPlanSummary {
    /// Its id.
    id: MatchPlanId,
    /// How many requests are planned.
    requests: usize,
    /// How hard it is tried.
    thoroughness: Thoroughness,
    /// How far it has come.
    state: MatchPlanState,
    /// Since when.
    state_since: DateTime<Utc>,
    /// When it was asked for.
    created_at: DateTime<Utc>,
}

impl From<&Record<MatchPlan>> for MatchPlanSummary {
    fn from(plan: &Record<MatchPlan>) -> Self {
        Self {
            id: plan.id,
            requests: plan.requests.len(),
            thoroughness: plan.details.thoroughness,
            state: plan.state,
            state_since: plan.state_since,
            created_at: plan.head.created_at,
        }
    }
}

/// A plan for a waiting list.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = MatchPlan)]
pub(super) struct MatchPlanView {
    /// Its id.
    id: MatchPlanId,
    /// The requests that are planned.
    request_ids: Vec<RequestId>,
    /// How hard it is tried.
    thoroughness: Thoroughness,
    /// How far it has come.
    state: MatchPlanState,
    /// Since when.
    state_since: DateTime<Utc>,
    /// Why it failed, when it did.
    #[schema(required)]
    failure: Option<PlanFailure>,
    /// What it says, once it is ready.
    #[schema(required)]
    outcome: Option<MatchPlanOutcome>,
    /// When it was asked for.
    created_at: DateTime<Utc>,
}

impl From<Record<MatchPlan>> for MatchPlanView {
    fn from(plan: Record<MatchPlan>) -> Self {
        let Record { id, head, noun } = plan;
        let MatchPlan { details, requests, state, state_since, progress: _, failure, outcome } = noun;
        let outcome = outcome.map(|outcome| MatchPlanOutcome { priced: Vec::new(), ..outcome });
        Self {
            id,
            request_ids: requests,
            thoroughness: details.thoroughness,
            state,
            state_since,
            failure,
            outcome,
            created_at: head.created_at,
        }
    }
}

/// Which part of a plan is applied.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ApplyMatchPlan {
    /// Only the pairs of these requests; all when left out.
    #[serde(default)]
    #[schema(min_items = 1, max_items = 500)]
    pub(super) request_ids: Option<Vec<RequestId>>,
}

/// What came of applying a plan.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = AppliedMatchPlan)]
pub(super) struct AppliedView {
    /// The plan.
    match_plan_id: MatchPlanId,
    /// The pairs that are agreed now.
    applied: Vec<AppliedPair>,
    /// The pairs that no longer hold, and were left as they are.
    not_applied: Vec<NotAppliedPair>,
}

/// A pair of a plan that is agreed now.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[expect(clippy::struct_field_names, reason = "the contract names what each id is of")]
pub(super) struct AppliedPair {
    /// The request.
    request_id: RequestId,
    /// The champion.
    affiliation_id: AffiliationId,
    /// The accepted proposal.
    proposal_id: ProposalId,
}

/// A pair of a plan that no longer holds.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct NotAppliedPair {
    /// The request.
    request_id: RequestId,
    /// Why, as the code of a problem: `champion_busy`, `proposal_outdated`, `wrong_state`.
    code: &'static str,
}

impl AppliedView {
    pub(super) fn new(plan: MatchPlanId, applied: Applied) -> Self {
        let Applied { proposals, not_applied } = applied;
        let pair = |proposal: &Record<trellis_domain::Proposal>| AppliedPair {
            request_id: proposal.request,
            affiliation_id: proposal.affiliation,
            proposal_id: proposal.id,
        };
        let refused = |NotApplied { request, because }: &NotApplied| NotAppliedPair {
            request_id: *request,
            code: because.code(),
        };
        Self {
            match_plan_id: plan,
            applied: proposals.iter().map(pair).collect(),
            not_applied: not_applied.iter().map(refused).collect(),
        }
    }
}

/// Everybody who waits.
pub(super) fn create_example() -> Value {
    json!({ "thoroughness": "quick" })
}

/// One pair of it: request/council-tax of the demonstration, because the plan has none for the request that other examples are about.
pub(super) fn apply_example() -> Value {
    json!({ "request_ids": ["req_019b76daa80075508d98b4d5fd36fd27"] })
}
