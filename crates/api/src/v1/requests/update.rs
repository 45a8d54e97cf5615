//! `PATCH /v1/requests/{request_id}`

use actix_web::patch;
use trellis_app::request;
use trellis_domain::RequestId;
use trellis_storage::{Reading, Work};

use super::model::{RequestPatch, RequestView, patch_example};
use crate::{
    answer::{Answer, Reply},
    caller::{Caller, OrNotFound},
    path::Path,
    precondition::IfMatch,
    problem::ApiResult,
};

/// Change a request
///
/// A JSON merge-patch of what was asked. Its state moves by `POST /v1/requests/{request_id}/state`. Once a proposal is accepted, other help than what was agreed
/// (other topics, times or places, say, or without the champion who was found) cannot be asked for before it is called off: 409 `arranged`.
#[utoipa::path(
    tag = "requests",
    params(("request_id" = RequestId, Path, description = "Which request.")),
    request_body(content = RequestPatch, content_type = "application/merge-patch+json", example = json!(patch_example())),
    responses((status = 200, description = "The request as it is now.", body = RequestView)),
)]
#[patch("/requests/{request_id}")]
pub(super) async fn update_request(
    caller: Caller,
    id: Path<RequestId>,
    if_match: IfMatch,
    patch: RequestPatch,
) -> ApiResult<Reply<RequestView>> {
    let update = async |work: &mut Work| {
        let request = work.find(id.0).await?.or_not_found()?;
        if_match.check(request.head.revision)?;
        let request = request::update(work, &request, patch.apply(&request.details)?).await?;
        Ok(Answer::changed(&request, RequestView::new(&request, caller.reach())))
    };
    caller.command(&patch, update).await
}
