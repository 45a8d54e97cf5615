//! `GET /v1/series`

use actix_web::get;
use serde::Deserialize;
use trellis_domain::{ActivityId, PartnerId};
use trellis_storage::{Reading, series::SeriesFilter};
use utoipa::IntoParams;

use super::model::{SeriesPage, SeriesView};
use crate::{
    answer::Listing,
    caller::Caller,
    problem::ApiResult,
    query::{Limit, Query},
};

/// Which series.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ListSeries {
    /// Only those of this partner.
    partner_id: Option<PartnerId>,
    /// Only those that are part of this activity.
    activity_id: Option<ActivityId>,
    /// At most so many items.
    #[param(inline)]
    limit: Option<Limit>,
    /// Where to go on: `next_cursor` of the page before.
    #[param(max_length = 1024)]
    cursor: Option<String>,
}

/// List series
///
/// Your own, and those that the network may see.
#[utoipa::path(tag = "series", params(ListSeries), responses((status = 200, description = "A page of series.", body = SeriesPage)))]
#[get("/series")]
pub(super) async fn list_series(caller: Caller, query: Query<ListSeries>) -> ApiResult<Listing<SeriesPage>> {
    let ListSeries { partner_id, activity_id, limit, cursor } = query.0;
    let page = caller.page(limit, cursor.as_deref())?;
    let page = caller.reads()?.list(&SeriesFilter { partner: partner_id, activity: activity_id }, page).await?;
    Ok(caller.listing(page.map(|series| SeriesView::from(&series))))
}
