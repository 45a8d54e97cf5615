//! `POST /v1/bookings/{booking_id}/state`

use actix_web::post;
use trellis_app::booking;
use trellis_domain::{BookingId, booking::MoveBooking};
use trellis_storage::{Reading, Work};

use super::{
    booker,
    model::{BookingView, move_example, view},
};
use crate::{
    answer::{Answer, Reply},
    body::Body,
    caller::{Caller, OrNotFound},
    path::Path,
    problem::ApiResult,
};

/// Move a booking on
///
/// Confirms a hold; one that has run out is confirmed only if there is still room. From the start of the session on, the partner notes what
/// came of it: `attended`, `learner_absent`, `champion_absent`, `venue_closed`; that can be corrected.
#[utoipa::path(
    tag = "bookings",
    params(("booking_id" = BookingId, Path, description = "Which booking.")),
    request_body(content = MoveBooking, example = json!(move_example())),
    responses((status = 200, description = "The booking as it is now.", body = BookingView)),
)]
#[post("/bookings/{booking_id}/state")]
pub(super) async fn move_booking(
    caller: Caller,
    id: Path<BookingId>,
    body: Body<MoveBooking>,
) -> ApiResult<Reply<BookingView>> {
    let step = async |work: &mut Work| {
        let booking = work.find(id.0).await?.or_not_found()?;
        let booking = booking::move_on(work, booker(&caller)?, &booking, body.read()?).await?;
        Ok(Answer::changed(&booking, view(work, &booking, caller.now()).await?))
    };
    caller.command(&body, step).await
}
