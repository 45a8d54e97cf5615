//! `GET /v1/activities`

use actix_web::get;
use serde::Deserialize;
use trellis_domain::{PartnerId, VenueId, activity::ActivityState};
use trellis_storage::{Reading, activity::ActivityFilter};
use utoipa::IntoParams;

use super::model::{ActivityPage, ActivityView};
use crate::{
    answer::Listing,
    caller::Caller,
    problem::ApiResult,
    query::{Limit, Query},
};

/// Which activities.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ListActivities {
    /// Only those of this partner.
    partner_id: Option<PartnerId>,
    /// Only those at this venue.
    venue_id: Option<VenueId>,
    /// Only those in this state.
    #[param(inline)]
    state: Option<ActivityState>,
    /// At most so many items.
    #[param(inline)]
    limit: Option<Limit>,
    /// Where to go on: `next_cursor` of the page before.
    #[param(max_length = 1024)]
    cursor: Option<String>,
}

/// List activities
///
/// Your own, and those that the network may see. For those that suit one of your champions see
/// `/v1/affiliations/{affiliation_id}/activities`.
#[utoipa::path(
    tag = "activities",
    params(ListActivities),
    responses((status = 200, description = "A page of activities.", body = ActivityPage)),
)]
#[get("/activities")]
pub(super) async fn list_activities(caller: Caller, query: Query<ListActivities>) -> ApiResult<Listing<ActivityPage>> {
    let ListActivities { partner_id, venue_id, state, limit, cursor } = query.0;
    let page = caller.page(limit, cursor.as_deref())?;
    let filter = ActivityFilter { partner: partner_id, venue: venue_id, state };
    let page = caller.reads()?.list(&filter, page).await?;
    Ok(caller.listing(page.map(|activity| ActivityView::from(&activity))))
}
