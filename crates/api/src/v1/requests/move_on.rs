//! `POST /v1/requests/{request_id}/state`

use actix_web::post;
use trellis_app::request;
use trellis_domain::{RequestId, request::MoveRequest};
use trellis_storage::{Reading, Work};

use super::model::{RequestView, move_example};
use crate::{
    answer::{Answer, Reply},
    body::Body,
    caller::{Caller, OrNotFound},
    path::Path,
    problem::ApiResult,
};

/// Move a request along
///
/// `taken → matched → scheduled → helped → closed`, one step at a time; back to `taken` or `matched` while nobody has helped; or out of
/// the way by `referred_on`, `withdrawn`, or `unmet` with a reason. Out of the inbox it comes by `POST /v1/requests/{request_id}/take`.
#[utoipa::path(
    tag = "requests",
    params(("request_id" = RequestId, Path, description = "Which request.")),
    request_body(content = MoveRequest, example = json!(move_example())),
    responses((status = 200, description = "The request in its new state.", body = RequestView)),
)]
#[post("/requests/{request_id}/state")]
pub(super) async fn move_request(
    caller: Caller,
    id: Path<RequestId>,
    body: Body<MoveRequest>,
) -> ApiResult<Reply<RequestView>> {
    let step = async |work: &mut Work| {
        let request = work.find(id.0).await?.or_not_found()?;
        let request = request::move_on(work, &request, body.read()?).await?;
        Ok(Answer::changed(&request, RequestView::new(&request, caller.reach())))
    };
    caller.command(&body, step).await
}
