//! `POST /v1/requests/{request_id}/triage`

use actix_web::post;
use trellis_app::request;
use trellis_domain::{RequestId, request::TriageRequest};
use trellis_storage::{Reading, Work};

use super::model::{RequestView, triage_example};
use crate::{
    answer::{Answer, Reply},
    body::Body,
    caller::{Caller, OrNotFound},
    path::Path,
    problem::ApiResult,
};

/// Sort a request
///
/// A first look before anybody is sought: how urgent it is, what it is really about, and a note for whoever takes it. In the inbox this is
/// for the lead body. What is left out stays.
#[utoipa::path(
    tag = "requests",
    params(("request_id" = RequestId, Path, description = "Which request.")),
    request_body(content = TriageRequest, example = json!(triage_example())),
    responses((status = 200, description = "The request, sorted.", body = RequestView)),
)]
#[post("/requests/{request_id}/triage")]
pub(super) async fn triage_request(
    caller: Caller,
    id: Path<RequestId>,
    body: Body<TriageRequest>,
) -> ApiResult<Reply<RequestView>> {
    let triage = async |work: &mut Work| {
        let request = work.find(id.0).await?.or_not_found()?;
        let request = request::triage(work, &request, body.read()?).await?;
        Ok(Answer::changed(&request, RequestView::new(&request, caller.reach())))
    };
    caller.command(&body, triage).await
}
