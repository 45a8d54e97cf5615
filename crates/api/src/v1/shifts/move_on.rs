//! `POST /v1/shifts/{shift_id}/state`

use actix_web::post;
use trellis_app::shift;
use trellis_domain::{ShiftId, shift::MoveShift};
use trellis_storage::{Reading, Work};

use super::model::{ShiftView, move_example};
use crate::{
    answer::{Answer, Reply},
    body::Body,
    caller::{Caller, OrNotFound},
    path::Path,
    problem::ApiResult,
};

/// Move a shift on
///
/// `asked → confirmed → attended` or `absent`; or `declined`, `withdrawn`. Confirming is refused with 409 `champion_busy` where the champion has
/// another commitment at that time, with whichever partner of the network; the answer never says which.
#[utoipa::path(
    tag = "sessions",
    params(("shift_id" = ShiftId, Path, description = "Which shift.")),
    request_body(content = MoveShift, example = json!(move_example())),
    responses((status = 200, description = "The shift as it is now.", body = ShiftView)),
)]
#[post("/shifts/{shift_id}/state")]
pub(super) async fn move_shift(
    caller: Caller,
    id: Path<ShiftId>,
    body: Body<MoveShift>,
) -> ApiResult<Reply<ShiftView>> {
    let step = async |work: &mut Work| {
        let shift = work.find(id.0).await?.or_not_found()?;
        let shift = shift::move_on(work, &shift, body.read()?).await?;
        Ok(Answer::changed(&shift, ShiftView::from(&shift)))
    };
    caller.command(&body, step).await
}
