//! `POST /v1/venues`

use actix_web::post;
use trellis_app::venue;
use trellis_domain::venue::VenueDetails;

use super::model::{VenueView, create_example};
use crate::{
    answer::{Answer, Reply},
    body::Body,
    caller::Caller,
    problem::ApiResult,
};

/// Add a venue
///
/// A place where help is given. The whole network can use the record; your partner keeps it, and alone sees who the host is.
#[utoipa::path(
    tag = "places",
    request_body(content = VenueDetails, example = json!(create_example())),
    responses((status = 201, description = "The new venue.", body = VenueView)),
)]
#[post("/venues")]
pub(super) async fn create_venue(caller: Caller, body: Body<VenueDetails>) -> ApiResult<Reply<VenueView>> {
    let create = async |work: &mut _| {
        let venue = venue::create(work, caller.partner()?, body.read()?).await?;
        Ok(Answer::created("/v1/venues", &venue, VenueView::seen_by(caller.who().partner, &venue)))
    };
    caller.command(&body, create).await
}
