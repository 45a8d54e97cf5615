//! `POST /v1/series`

use actix_web::post;
use trellis_app::series;
use trellis_domain::series::SeriesDetails;
use trellis_storage::Work;

use super::model::{SeriesView, create_example};
use crate::{
    answer::{Answer, Reply},
    body::Body,
    caller::Caller,
    problem::ApiResult,
};

/// Plan a series
///
/// Help by your partner that repeats, at the same time of day on the wall clock. Its sessions are made half a year (26 weeks) ahead, and further
/// as time goes by: the first hundred at once, the rest within minutes. They are sessions as any other, with `series_id`.
/// A rule that names no date to come is refused, as is one with more than one session a day.
/// It is your own business until you publish it: `visibility` is `partner` unless you say otherwise.
#[utoipa::path(
    tag = "series",
    request_body(content = SeriesDetails, example = json!(create_example())),
    responses((status = 201, description = "The new series.", body = SeriesView)),
)]
#[post("/series")]
pub(super) async fn create_series(caller: Caller, body: Body<SeriesDetails>) -> ApiResult<Reply<SeriesView>> {
    let create = async |work: &mut Work| {
        let series = series::create(work, caller.partner()?, body.read()?).await?;
        Ok(Answer::created("/v1/series", &series, SeriesView::from(&series)))
    };
    caller.command(&body, create).await
}
