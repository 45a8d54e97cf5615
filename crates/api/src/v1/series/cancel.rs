//! `POST /v1/series/{series_id}/cancel`

use actix_web::post;
use trellis_app::series;
use trellis_domain::{SeriesId, session::CancelSession};
use trellis_storage::{Reading, Work};

use super::model::{SeriesView, SettleConflict, cancel_example};
use crate::{
    answer::{Answer, Reply},
    body::Body,
    caller::{Caller, OrNotFound},
    path::Path,
    problem::ApiResult,
    query::Query,
};

/// Call a series off
///
/// Every session that has not started is called off with it, and stays in the public listing with the reason. Where some have bookings or
/// champions, the answer is 409 `sessions_in_use` with these `sessions`, until `on_conflict` says what to do with them: `keep` lets them take
/// place all the same.
#[utoipa::path(
    tag = "series",
    params(("series_id" = SeriesId, Path, description = "Which series."), SettleConflict),
    request_body(content = CancelSession, example = json!(cancel_example())),
    responses((status = 200, description = "The cancelled series.", body = SeriesView)),
)]
#[post("/series/{series_id}/cancel")]
pub(super) async fn cancel_series(
    caller: Caller,
    id: Path<SeriesId>,
    settle: Query<SettleConflict>,
    body: Body<CancelSession>,
) -> ApiResult<Reply<SeriesView>> {
    let SettleConflict { on_conflict } = settle.0;
    let cancel = async |work: &mut Work| {
        let series = work.find(id.0).await?.or_not_found()?;
        let series = series::cancel(work, &series, body.read()?, on_conflict).await?;
        Ok(Answer::changed(&series, SeriesView::from(&series)))
    };
    caller.command(&body, cancel).await
}
