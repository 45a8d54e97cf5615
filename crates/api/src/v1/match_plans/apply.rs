//! `POST /v1/match-plans/{match_plan_id}/apply`

use actix_web::post;
use trellis_app::match_plan;
use trellis_domain::MatchPlanId;
use trellis_storage::{Reading, Work};

use super::model::{AppliedView, ApplyMatchPlan, apply_example};
use crate::{
    answer::{Answer, Reply},
    body::Body,
    caller::{Caller, OrNotFound},
    path::Path,
    problem::ApiResult,
};

/// Apply a plan, all of it or a part
///
/// Each pair is judged again by the rules and commitments of this moment, and becomes an accepted proposal: the champions are taken, the requests are
/// `matched`. What no longer holds is told with its reason and left as it is; the rest happens in one unit of work.
#[utoipa::path(
    tag = "matching",
    params(("match_plan_id" = MatchPlanId, Path, description = "Which plan.")),
    request_body(content = ApplyMatchPlan, example = json!(apply_example())),
    responses((status = 200, description = "What was applied, and what no longer holds.", body = AppliedView)),
)]
#[post("/match-plans/{match_plan_id}/apply")]
pub(super) async fn apply_match_plan(
    caller: Caller,
    id: Path<MatchPlanId>,
    body: Body<ApplyMatchPlan>,
) -> ApiResult<Reply<AppliedView>> {
    let apply = async |work: &mut Work| {
        let plan = work.find(id.0).await?.or_not_found()?;
        let only = body.read()?.request_ids;
        let applied = match_plan::apply(work, &plan, only.as_deref()).await?;
        Ok(Answer::ok(None, AppliedView::new(plan.id, applied)))
    };
    caller.command(&body, apply).await
}
