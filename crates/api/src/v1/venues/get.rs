//! `GET /v1/venues/{venue_id}`

use actix_web::get;
use trellis_domain::VenueId;
use trellis_storage::Reading;

use super::model::VenueView;
use crate::{
    answer::Item,
    caller::{Caller, OrNotFound},
    path::Path,
    problem::ApiResult,
};

/// Read a venue
///
/// One place where help is given.
#[utoipa::path(
    tag = "places",
    params(("venue_id" = VenueId, Path, description = "Which venue.")),
    responses((status = 200, description = "The venue.", body = VenueView)),
)]
#[get("/venues/{venue_id}")]
pub(super) async fn get_venue(caller: Caller, id: Path<VenueId>) -> ApiResult<Item<VenueView>> {
    let venue = caller.reads()?.find(id.0).await?.or_not_found()?;
    Ok(caller.item(venue.head.revision, VenueView::seen_by(caller.who().partner, &venue)))
}
