//! `POST /v1/bookings`

use actix_web::post;
use trellis_app::booking;
use trellis_domain::booking::BookingDetails;
use trellis_storage::Work;

use super::{
    booker,
    model::{BookingView, create_example, view},
};
use crate::{
    answer::{Answer, Reply},
    body::Body,
    caller::Caller,
    problem::ApiResult,
};

/// Book a place
///
/// A partner books in its own sessions, a booking site in public ones; the booking belongs to the partner that runs the session. With
/// `hold_for_minutes` the places are kept for a while and then free again, unless they are confirmed. There are never more places given than
/// there are: 409 `session_full`. A session that has started, is cancelled, or takes no bookings answers 409 too.
#[utoipa::path(
    tag = "bookings",
    request_body(content = BookingDetails, example = json!(create_example())),
    responses((status = 201, description = "The new booking.", body = BookingView)),
)]
#[post("/bookings")]
pub(super) async fn create_booking(caller: Caller, body: Body<BookingDetails>) -> ApiResult<Reply<BookingView>> {
    caller.require_idempotency_key()?;
    let create = async |work: &mut Work| {
        let booking = booking::create(work, booker(&caller)?, body.read()?).await?;
        Ok(Answer::created("/v1/bookings", &booking, view(work, &booking, caller.now()).await?))
    };
    caller.command(&body, create).await
}
