//! `PATCH /v1/venues/{venue_id}`

use actix_web::patch;
use trellis_app::venue;
use trellis_domain::VenueId;
use trellis_storage::{Reading, Work};

use super::model::{VenuePatch, VenueView, patch_example};
use crate::{
    answer::{Answer, Reply},
    caller::{Caller, OrNotFound},
    path::Path,
    precondition::IfMatch,
    problem::ApiResult,
};

/// Change a venue
///
/// A JSON merge-patch of what its owner says about it.
#[utoipa::path(
    tag = "places",
    params(("venue_id" = VenueId, Path, description = "Which venue.")),
    request_body(content = VenuePatch, content_type = "application/merge-patch+json", example = json!(patch_example())),
    responses((status = 200, description = "The venue as it is now.", body = VenueView)),
)]
#[patch("/venues/{venue_id}")]
pub(super) async fn update_venue(
    caller: Caller,
    id: Path<VenueId>,
    if_match: IfMatch,
    patch: VenuePatch,
) -> ApiResult<Reply<VenueView>> {
    let update = async |work: &mut Work| {
        let venue = work.find(id.0).await?.or_not_found()?;
        if_match.check(venue.head.revision)?;
        let venue = venue::update(work, &venue, patch.apply(&venue.details)?).await?;
        Ok(Answer::changed(&venue, VenueView::seen_by(caller.who().partner, &venue)))
    };
    caller.command(&patch, update).await
}
