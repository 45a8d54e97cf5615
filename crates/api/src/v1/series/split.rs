//! `POST /v1/series/{series_id}/split`

use actix_web::post;
use trellis_app::series;
use trellis_domain::{SeriesId, series::SplitSeries};
use trellis_storage::{Reading, Work};

use super::model::{SeriesView, split_example};
use crate::{
    answer::{Answer, Reply},
    body::Body,
    caller::{Caller, OrNotFound},
    path::Path,
    problem::ApiResult,
};

/// Let a series go on as another one
///
/// The way to change this and the following sessions: the series ends the day before `from`, and a new series, which says the same, goes on from
/// there. No session moves, and bookings and champions stay: the sessions from that date on only belong to the new series. Then change, or
/// cancel, the new one.
#[utoipa::path(
    tag = "series",
    params(("series_id" = SeriesId, Path, description = "Which series.")),
    request_body(content = SplitSeries, example = json!(split_example())),
    responses((status = 201, description = "The series that goes on.", body = SeriesView)),
)]
#[post("/series/{series_id}/split")]
pub(super) async fn split_series(
    caller: Caller,
    id: Path<SeriesId>,
    body: Body<SplitSeries>,
) -> ApiResult<Reply<SeriesView>> {
    let split = async |work: &mut Work| {
        let series = work.find(id.0).await?.or_not_found()?;
        let new = series::split(work, &series, body.read()?).await?;
        Ok(Answer::created("/v1/series", &new, SeriesView::from(&new)))
    };
    caller.command(&body, split).await
}
