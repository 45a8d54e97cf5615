//! `GET /v1/bookings`

use actix_web::get;
use serde::Deserialize;
use trellis_domain::{SessionId, booking::BookingState};
use trellis_storage::{Page, Reading, booking::BookingFilter};
use utoipa::IntoParams;

use super::model::{BookingPage, views};
use crate::{
    answer::Listing,
    caller::Caller,
    problem::ApiResult,
    query::{Limit, Query},
};

/// Which bookings.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ListBookings {
    /// Only those of this session.
    session_id: Option<SessionId>,
    /// Only those that stand like this now.
    #[param(inline)]
    state: Option<BookingState>,
    /// At most so many items.
    #[param(inline)]
    limit: Option<Limit>,
    /// Where to go on: `next_cursor` of the page before.
    #[param(max_length = 1024)]
    cursor: Option<String>,
}

/// List bookings
///
/// In the order in which they were made: a partner sees those of its sessions, a booking site those it made.
#[utoipa::path(tag = "bookings", params(ListBookings), responses((status = 200, description = "A page of bookings.", body = BookingPage)))]
#[get("/bookings")]
pub(super) async fn list_bookings(caller: Caller, query: Query<ListBookings>) -> ApiResult<Listing<BookingPage>> {
    let ListBookings { session_id, state, limit, cursor } = query.0;
    let page = caller.page(limit, cursor.as_deref())?;
    let now = caller.now();
    let filter = BookingFilter { session: session_id, state: state.map(|state| (state, now)) };
    let reads = caller.snapshot().await?;
    let Page { items, next } = reads.list(&filter, page).await?;
    Ok(caller.listing(Page { items: views(&reads, &items, now).await?, next }))
}
