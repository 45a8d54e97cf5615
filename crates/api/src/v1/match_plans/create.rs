//! `POST /v1/match-plans`

use actix_web::post;
use trellis_app::match_plan;
use trellis_domain::match_plan::MatchPlanDetails;
use trellis_storage::Work;

use super::model::create_example;
use crate::{
    answer::{Answer, Reply},
    body::Body,
    caller::Caller,
    planner,
    problem::ApiResult,
    v1::operations::OperationView,
};

/// Plan a waiting list
///
/// Asks who should help whom, so that all together wait least: overlaps, ways between places, caps and visits by two hold in the plan; waiting is dearer
/// the more urgent a request is and the longer ago it was first made, wherever; the load of a champion gets dearer with each hour, and has no end but the
/// caps. The plan is worked out beside this request: see the operation at `Location`, and then the plan at its `result_url`. The same requests,
/// champions and policy give the same plan.
///
/// For each request, up to 240 champions are considered, or 480 pairs of champions where two go together, those first who suit best; at every hour that the
/// rules allow, each hour at the place that suits best then. Where that is more than can be looked at together, the plan is made in rounds. Whatever is left out
/// is allowed for: `lower_bound` holds for all that the rules allow at these places, `optimal` is said only where nothing that was left out could be better, and
/// who waits without proof of being needed elsewhere is told to be `undecided`. Sessions with free places are left out, of the plan and of all that it
/// says: `create_proposals` finds them.
#[utoipa::path(
    tag = "matching",
    request_body(content = MatchPlanDetails, example = json!(create_example())),
    responses((status = 202, description = "Taken on: the operation, and where to look after it.", body = OperationView)),
)]
#[post("/match-plans")]
pub(super) async fn create_match_plan(caller: Caller, body: Body<MatchPlanDetails>) -> ApiResult<Reply<OperationView>> {
    let partner = caller.partner()?;
    let mut begun = None;
    let create = async |work: &mut Work| {
        let plan = match_plan::create(work, partner, body.read()?).await?;
        begun = Some((trellis_app::network::of(work).await?, plan.id));
        let location = format!("/v1/operations/{}", plan.id);
        Ok(Answer::accepted(location, &plan, OperationView::from(&plan)))
    };
    let reply = caller.command(&body, create).await?;
    // Only now is it there for others; a repeat has begun before.
    if let Some((network, plan)) = begun {
        planner::soon(caller.store().clone(), caller.clock(), network, plan);
    }
    Ok(reply)
}
