//! `GET /v1/shifts`

use actix_web::get;
use serde::Deserialize;
use trellis_domain::{AffiliationId, SessionId, shift::ShiftState};
use trellis_storage::{Reading, shift::ShiftFilter};
use utoipa::IntoParams;

use super::model::{ShiftPage, ShiftView};
use crate::{
    answer::Listing,
    caller::Caller,
    problem::ApiResult,
    query::{Limit, Query},
};

/// Which shifts.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ListShifts {
    /// Only those on this session.
    session_id: Option<SessionId>,
    /// Only those of this champion, by the partner's own record.
    affiliation_id: Option<AffiliationId>,
    /// Only those that have come so far.
    #[param(inline)]
    state: Option<ShiftState>,
    /// At most so many items.
    #[param(inline)]
    limit: Option<Limit>,
    /// Where to go on: `next_cursor` of the page before.
    #[param(max_length = 1024)]
    cursor: Option<String>,
}

/// List shifts
///
/// Your champions on your sessions, in the order in which they were asked.
#[utoipa::path(tag = "sessions", params(ListShifts), responses((status = 200, description = "A page of shifts.", body = ShiftPage)))]
#[get("/shifts")]
pub(super) async fn list_shifts(caller: Caller, query: Query<ListShifts>) -> ApiResult<Listing<ShiftPage>> {
    let ListShifts { session_id, affiliation_id, state, limit, cursor } = query.0;
    let page = caller.page(limit, cursor.as_deref())?;
    let filter = ShiftFilter { session: session_id, affiliation: affiliation_id, state };
    let shifts = caller.reads()?.list(&filter, page).await?;
    Ok(caller.listing(shifts.map(|shift| ShiftView::from(&shift))))
}
