//! Operations as answers show them.

use serde::Serialize;
use trellis_domain::{
    MatchPlan, MatchPlanId, Record,
    match_plan::{MatchPlanState, PlanFailure},
};
use utoipa::ToSchema;

/// Long work, and how far it has come.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Operation)]
pub(crate) struct OperationView {
    /// The id of what is made.
    id: MatchPlanId,
    /// How far it has come.
    status: MatchPlanState,
    /// How much of the work is done, in percent.
    #[schema(maximum = 100)]
    progress: u8,
    /// Where the result is, once it is ready.
    #[schema(required)]
    result_url: Option<String>,
    /// Why it failed, when it did.
    #[schema(required)]
    problem: Option<PlanFailure>,
}

impl From<&Record<MatchPlan>> for OperationView {
    fn from(plan: &Record<MatchPlan>) -> Self {
        let ready = plan.state == MatchPlanState::Ready;
        Self {
            id: plan.id,
            status: plan.state,
            progress: plan.progress,
            result_url: ready.then(|| format!("/v1/match-plans/{}", plan.id)),
            problem: plan.failure,
        }
    }
}
