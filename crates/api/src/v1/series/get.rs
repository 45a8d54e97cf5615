//! `GET /v1/series/{series_id}`

use actix_web::get;
use trellis_domain::SeriesId;
use trellis_storage::Reading;

use super::model::SeriesView;
use crate::{
    answer::Item,
    caller::{Caller, OrNotFound},
    path::Path,
    problem::ApiResult,
};

/// Read a series
///
/// What repeats, and how. Its sessions are at `/v1/sessions?series_id=…`.
#[utoipa::path(
    tag = "series",
    params(("series_id" = SeriesId, Path, description = "Which series.")),
    responses((status = 200, description = "The series.", body = SeriesView)),
)]
#[get("/series/{series_id}")]
pub(super) async fn get_series(caller: Caller, id: Path<SeriesId>) -> ApiResult<Item<SeriesView>> {
    let series = caller.reads()?.find(id.0).await?.or_not_found()?;
    Ok(caller.item(series.head.revision, SeriesView::from(&series)))
}
