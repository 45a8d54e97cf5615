//! `GET /v1/shifts/{shift_id}`

use actix_web::get;
use trellis_domain::ShiftId;
use trellis_storage::Reading;

use super::model::ShiftView;
use crate::{
    answer::Item,
    caller::{Caller, OrNotFound},
    path::Path,
    problem::ApiResult,
};

/// Read a shift
///
/// One of your champions on one of your sessions.
#[utoipa::path(
    tag = "sessions",
    params(("shift_id" = ShiftId, Path, description = "Which shift.")),
    responses((status = 200, description = "The shift.", body = ShiftView)),
)]
#[get("/shifts/{shift_id}")]
pub(super) async fn get_shift(caller: Caller, id: Path<ShiftId>) -> ApiResult<Item<ShiftView>> {
    let shift = caller.reads()?.find(id.0).await?.or_not_found()?;
    Ok(caller.item(shift.head.revision, ShiftView::from(&shift)))
}
