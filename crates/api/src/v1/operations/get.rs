//! `GET /v1/operations/{operation_id}`

use actix_web::get;
use trellis_domain::MatchPlanId;
use trellis_storage::Reading;

use super::model::OperationView;
use crate::{
    answer::Item,
    caller::{Caller, OrNotFound},
    path::Path,
    problem::ApiResult,
};

/// See how far long work has come
///
/// `progress` goes up to 100; then `status` is `ready` and `result_url` says where the result is. Ask again after a second or so.
#[utoipa::path(
    tag = "matching",
    params(("operation_id" = MatchPlanId, Path, description = "Which operation: it has the id of what it makes.")),
    responses((status = 200, description = "How far it has come.", body = OperationView)),
)]
#[get("/operations/{operation_id}")]
pub(super) async fn get_operation(caller: Caller, id: Path<MatchPlanId>) -> ApiResult<Item<OperationView>> {
    let plan = caller.reads()?.find(id.0).await?.or_not_found()?;
    Ok(caller.item(plan.head.revision, OperationView::from(&plan)))
}
