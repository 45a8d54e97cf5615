//! `DELETE /v1/operations/{operation_id}`

use actix_web::delete;
use trellis_app::match_plan;
use trellis_domain::MatchPlanId;
use trellis_storage::{Reading, Work};

use crate::{
    answer::{Answer, Reply},
    body::NoBody,
    caller::{Caller, OrNotFound},
    path::Path,
    precondition::IfMatch,
    problem::ApiResult,
};

/// Call long work off
///
/// Nobody waits for it any more, and what comes of it is not kept. What is ready, failed or called off already stays so. To call it off however far it has
/// come, send `If-Match: *`.
#[utoipa::path(
    tag = "matching",
    params(("operation_id" = MatchPlanId, Path, description = "Which operation: it has the id of what it makes.")),
    responses((status = 204, description = "It is called off.")),
)]
#[delete("/operations/{operation_id}")]
pub(super) async fn cancel_operation(caller: Caller, id: Path<MatchPlanId>, if_match: IfMatch) -> ApiResult<Reply<()>> {
    let cancel = async |work: &mut Work| {
        let plan = work.find(id.0).await?.or_not_found()?;
        if_match.check(plan.head.revision)?;
        match_plan::cancel(work, &plan).await?;
        Ok(Answer::done())
    };
    caller.command(&NoBody, cancel).await
}
