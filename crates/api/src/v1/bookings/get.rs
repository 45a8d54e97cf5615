//! `GET /v1/bookings/{booking_id}`

use actix_web::get;
use trellis_domain::BookingId;
use trellis_storage::Reading;

use super::model::{BookingView, view};
use crate::{
    answer::Item,
    caller::{Caller, OrNotFound},
    path::Path,
    problem::ApiResult,
};

/// Read a booking
///
/// One booking as it stands now.
#[utoipa::path(
    tag = "bookings",
    params(("booking_id" = BookingId, Path, description = "Which booking.")),
    responses((status = 200, description = "The booking.", body = BookingView)),
)]
#[get("/bookings/{booking_id}")]
pub(super) async fn get_booking(caller: Caller, id: Path<BookingId>) -> ApiResult<Item<BookingView>> {
    let reads = caller.snapshot().await?;
    let booking = reads.find(id.0).await?.or_not_found()?;
    let view = view(&reads, &booking, caller.now()).await?;
    Ok(view.into_item(&caller, &booking))
}
