//! `PATCH /v1/series/{series_id}`

use actix_web::patch;
use trellis_app::series;
use trellis_domain::SeriesId;
use trellis_storage::{Reading, Work};

use super::model::{SeriesPatch, SeriesView, SettleConflict, patch_example};
use crate::{
    answer::{Answer, Reply},
    caller::{Caller, OrNotFound},
    path::Path,
    precondition::IfMatch,
    problem::ApiResult,
    query::Query,
};

/// Change a series and its sessions to come
///
/// A JSON merge-patch of what a partner says about a series. Every session that has not started changes with it; what was said about one
/// session alone, by `PATCH /v1/sessions/{session_id}`, stays. To change this and the following sessions only, split the series first.
/// A session that has bookings or champions is never silently moved or dropped: the answer is 409 `sessions_in_use` with these `sessions`,
/// or 409 `capacity_below_booked`, until `on_conflict` says what to do with them. A date on which a session was kept or called off gets no other.
#[utoipa::path(
    tag = "series",
    params(("series_id" = SeriesId, Path, description = "Which series."), SettleConflict),
    request_body(content = SeriesPatch, content_type = "application/merge-patch+json", example = json!(patch_example())),
    responses((status = 200, description = "The series as it is now.", body = SeriesView)),
)]
#[patch("/series/{series_id}")]
pub(super) async fn update_series(
    caller: Caller,
    id: Path<SeriesId>,
    if_match: IfMatch,
    settle: Query<SettleConflict>,
    patch: SeriesPatch,
) -> ApiResult<Reply<SeriesView>> {
    let SettleConflict { on_conflict } = settle.0;
    let update = async |work: &mut Work| {
        let series = work.find(id.0).await?.or_not_found()?;
        if_match.check(series.head.revision)?;
        let series = series::update(work, &series, patch.apply(&series.details)?, on_conflict).await?;
        Ok(Answer::changed(&series, SeriesView::from(&series)))
    };
    caller.command(&patch, update).await
}
