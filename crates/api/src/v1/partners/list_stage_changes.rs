//! `GET /v1/partners/{partner_id}/stage-changes`

use actix_web::get;
use serde::Deserialize;
use trellis_domain::{Partner, PartnerId};
use trellis_storage::{Reading, stage_change::StageChangeFilter};
use utoipa::IntoParams;

use super::model::{StageChangePage, StageChangeView};
use crate::{
    answer::Listing,
    caller::{Caller, OrNotFound},
    path::Path,
    problem::ApiResult,
    query::{Limit, Query},
};

/// Which part of the history.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ListStageChanges {
    /// At most so many items.
    #[param(inline)]
    limit: Option<Limit>,
    /// Where to go on: `next_cursor` of the page before.
    #[param(max_length = 1024)]
    cursor: Option<String>,
}

/// List a partner's stage history
///
/// Every step that was taken, oldest first.
#[utoipa::path(
    tag = "partners",
    params(("partner_id" = PartnerId, Path, description = "Which partner."), ListStageChanges),
    responses((status = 200, description = "A page of steps.", body = StageChangePage)),
)]
#[get("/partners/{partner_id}/stage-changes")]
pub(super) async fn list_stage_changes(
    caller: Caller,
    id: Path<PartnerId>,
    query: Query<ListStageChanges>,
) -> ApiResult<Listing<StageChangePage>> {
    let ListStageChanges { limit, cursor } = query.0;
    let page = caller.page(limit, cursor.as_deref())?;
    let reads = caller.snapshot().await?;
    let partner = reads.find::<Partner>(id.0).await?.or_not_found()?;
    let changes = reads.list(&StageChangeFilter { partner: Some(partner.id) }, page).await?;
    Ok(caller.listing(changes.map(|change| StageChangeView::from(&change))))
}
