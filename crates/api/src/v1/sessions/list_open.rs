//! `GET /v1/affiliations/{affiliation_id}/open-shifts`

use actix_web::get;
use serde::Deserialize;
use trellis_app::shift::{Looks, open_to};
use trellis_domain::AffiliationId;
use trellis_storage::{Page, Reading};
use utoipa::IntoParams;

use super::model::{SessionPage, views};
use crate::{
    answer::Listing,
    caller::{Caller, OrNotFound},
    path::Path,
    problem::ApiResult,
    query::{Limit, Query},
};

/// Which part of the list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ListOpenShifts {
    /// At most so many items.
    #[param(inline)]
    limit: Option<Limit>,
    /// Where to go on: `next_cursor` of the page before.
    #[param(max_length = 1024)]
    cursor: Option<String>,
}

/// List open shifts
///
/// Your sessions of the next 92 days that still lack champions and that your policy lets this one do, in the order in which they start: what the
/// person sees behind their personal link. A page may be shorter than its limit, because sessions that break a rule are left out
/// of it; there is more while `next_cursor` is not null. The list knows only of commitments to you: whether the person is busy for
/// others shows when the shift is taken.
#[utoipa::path(
    tag = "sessions",
    params(("affiliation_id" = AffiliationId, Path, description = "For whom."), ListOpenShifts),
    responses((status = 200, description = "A page of sessions.", body = SessionPage)),
)]
#[get("/affiliations/{affiliation_id}/open-shifts")]
pub(super) async fn list_open_shifts(
    caller: Caller,
    id: Path<AffiliationId>,
    query: Query<ListOpenShifts>,
) -> ApiResult<Listing<SessionPage>> {
    let ListOpenShifts { limit, cursor } = query.0;
    let page = caller.page(limit, cursor.as_deref())?;
    let reads = caller.snapshot().await?;
    let affiliation = reads.find(id.0).await?.or_not_found()?;
    let Page { items, next } = open_to(&reads, &affiliation, Looks::Partner, page, caller.now()).await?;
    let items = views(&reads, &items, caller.now()).await?;
    Ok(caller.listing(Page { items, next }))
}
