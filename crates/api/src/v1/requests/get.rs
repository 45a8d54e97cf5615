//! `GET /v1/requests/{request_id}`

use actix_web::get;
use trellis_domain::RequestId;
use trellis_storage::Reading;

use super::model::RequestView;
use crate::{
    answer::Item,
    caller::{Caller, OrNotFound},
    path::Path,
    problem::ApiResult,
};

/// Read a request
///
/// A referrer reads how the requests it made stand, and nothing that says who asked.
#[utoipa::path(
    tag = "requests",
    params(("request_id" = RequestId, Path, description = "Which request.")),
    responses((status = 200, description = "The request.", body = RequestView)),
)]
#[get("/requests/{request_id}")]
pub(super) async fn get_request(caller: Caller, id: Path<RequestId>) -> ApiResult<Item<RequestView>> {
    let request = caller.reads()?.find(id.0).await?.or_not_found()?;
    Ok(caller.item(request.head.revision, RequestView::new(&request, caller.reach())))
}
