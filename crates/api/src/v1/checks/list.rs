//! `GET /v1/checks`

use actix_web::get;
use serde::Deserialize;
use trellis_domain::AffiliationId;
use trellis_storage::{Reading, check::CheckFilter};
use utoipa::IntoParams;

use super::model::{CheckPage, CheckView};
use crate::{
    answer::Listing,
    caller::Caller,
    problem::ApiResult,
    query::{Limit, Query},
};

/// Which checks.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ListChecks {
    /// Only those on this affiliation.
    affiliation_id: Option<AffiliationId>,
    /// At most so many items.
    #[param(inline)]
    limit: Option<Limit>,
    /// Where to go on: `next_cursor` of the page before.
    #[param(max_length = 1024)]
    cursor: Option<String>,
}

/// List checks
///
/// The vetting records of your partner's people, without their protected detail, in the order in which they were made.
#[utoipa::path(
    tag = "checks",
    params(ListChecks),
    responses((status = 200, description = "A page of checks.", body = CheckPage)),
)]
#[get("/checks")]
pub(super) async fn list_checks(caller: Caller, query: Query<ListChecks>) -> ApiResult<Listing<CheckPage>> {
    let ListChecks { affiliation_id, limit, cursor } = query.0;
    let page = caller.page(limit, cursor.as_deref())?;
    let found = caller.reads()?.list(&CheckFilter { affiliation: affiliation_id }, page).await?;
    Ok(caller.listing(found.map(|record| CheckView::from(&record))))
}
