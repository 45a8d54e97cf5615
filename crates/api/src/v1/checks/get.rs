//! `GET /v1/checks/{check_id}`

use actix_web::get;
use trellis_domain::CheckId;
use trellis_storage::Reading;

use super::model::CheckView;
use crate::{
    answer::Item,
    caller::{Caller, OrNotFound},
    path::Path,
    problem::ApiResult,
};

/// Read a check
///
/// What may be known of a vetting record without a disclosure: level, scheme, workforce, date of issue, and whether it can be relied on.
#[utoipa::path(
    tag = "checks",
    params(("check_id" = CheckId, Path, description = "Which check.")),
    responses((status = 200, description = "The check.", body = CheckView)),
)]
#[get("/checks/{check_id}")]
pub(super) async fn get_check(caller: Caller, id: Path<CheckId>) -> ApiResult<Item<CheckView>> {
    let check = caller.reads()?.find(id.0).await?.or_not_found()?;
    Ok(caller.item(check.head.revision, CheckView::from(&check)))
}
