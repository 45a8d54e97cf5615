//! `POST /v1/requests/{request_id}/take`

use actix_web::post;
use trellis_app::{proposal, request};
use trellis_domain::RequestId;
use trellis_storage::{Reading, Work};

use super::model::RequestView;
use crate::{
    answer::{Answer, Reply},
    body::NoBody,
    caller::{Caller, OrNotFound},
    path::Path,
    problem::ApiResult,
};

/// Take a request out of the inbox
///
/// The request and its learner become the partner's, with whatever else the learner has waiting; from then on nobody else reads them,
/// the lead body included. The first partner wins; another is told `already_taken`. The mode of
/// the partner's policy goes on with them at once, and `automatic` says what came of it.
#[utoipa::path(
    tag = "requests",
    params(("request_id" = RequestId, Path, description = "Which request.")),
    responses((status = 200, description = "The request, now the partner's own.", body = RequestView)),
)]
#[post("/requests/{request_id}/take")]
pub(super) async fn take_request(caller: Caller, id: Path<RequestId>) -> ApiResult<Reply<RequestView>> {
    let taker = caller.partner()?;
    proposal::warm_to_go_on(&caller.snapshot().await?, taker, caller.now()).await?;
    let take = async |work: &mut Work| {
        let request = work.find(id.0).await?.or_not_found()?;
        let (request, done) = request::take(work, &request, taker).await?;
        Ok(Answer::changed(&request, RequestView::new(&request, caller.reach()).with(done)))
    };
    caller.command(&NoBody, take).await
}
