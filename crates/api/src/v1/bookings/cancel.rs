//! `POST /v1/bookings/{booking_id}/cancel`

use actix_web::post;
use trellis_app::booking;
use trellis_domain::{BookingId, booking::CancelBooking};
use trellis_storage::{Reading, Work};

use super::{
    booker,
    model::{BookingView, cancel_example, view},
};
use crate::{
    answer::{Answer, Reply},
    body::Body,
    caller::{Caller, OrNotFound},
    path::Path,
    problem::ApiResult,
};

/// Give places back
///
/// Possible until the session starts. The places are free again at once. A booking site cancels for the learner; only the partner can call a
/// place off.
#[utoipa::path(
    tag = "bookings",
    params(("booking_id" = BookingId, Path, description = "Which booking.")),
    request_body(content = CancelBooking, example = json!(cancel_example())),
    responses((status = 200, description = "The cancelled booking.", body = BookingView)),
)]
#[post("/bookings/{booking_id}/cancel")]
pub(super) async fn cancel_booking(
    caller: Caller,
    id: Path<BookingId>,
    body: Body<CancelBooking>,
) -> ApiResult<Reply<BookingView>> {
    let cancel = async |work: &mut Work| {
        let booking = work.find(id.0).await?.or_not_found()?;
        let booking = booking::cancel(work, booker(&caller)?, &booking, body.read()?).await?;
        Ok(Answer::changed(&booking, view(work, &booking, caller.now()).await?))
    };
    caller.command(&body, cancel).await
}
