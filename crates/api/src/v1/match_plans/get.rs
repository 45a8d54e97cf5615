//! `GET /v1/match-plans/{match_plan_id}`

use actix_web::get;
use trellis_domain::MatchPlanId;
use trellis_storage::Reading;

use super::model::MatchPlanView;
use crate::{
    answer::Item,
    caller::{Caller, OrNotFound},
    path::Path,
    problem::ApiResult,
};

/// Read a plan
///
/// Who helps whom and what each pair contributes, who waits and why, what would help them most, and how good the plan is: no plan can cost less than
/// `lower_bound`, and `certificate` proves it. For each request, up to five other champions are named with what the whole plan would cost more with them, at
/// least; for anybody else, ask *Explain a champion* with this plan.
#[utoipa::path(
    tag = "matching",
    params(("match_plan_id" = MatchPlanId, Path, description = "Which plan.")),
    responses((status = 200, description = "The plan, as far as it has come.", body = MatchPlanView)),
)]
#[get("/match-plans/{match_plan_id}")]
pub(super) async fn get_match_plan(caller: Caller, id: Path<MatchPlanId>) -> ApiResult<Item<MatchPlanView>> {
    let plan = caller.reads()?.find(id.0).await?.or_not_found()?;
    Ok(caller.item(plan.head.revision, MatchPlanView::from(plan)))
}
