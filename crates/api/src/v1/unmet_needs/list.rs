//! `GET /v1/unmet-needs`

use actix_web::get;
use serde::Deserialize;
use trellis_domain::{help::Setting, unmet_need::UnmetNeedReason};
use trellis_storage::unmet_need::{self, UnmetNeedFilter};
use utoipa::IntoParams;

use super::model::{UnmetNeedPage, UnmetNeedView};
use crate::{
    answer::Listing,
    caller::Caller,
    problem::ApiResult,
    query::{Limit, Query},
};

/// Which needs.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ListUnmetNeeds {
    /// Only those for this reason.
    #[param(inline)]
    reason: Option<UnmetNeedReason>,
    /// Only those for help in this setting.
    #[param(inline)]
    setting: Option<Setting>,
    /// At most so many items.
    #[param(inline)]
    limit: Option<Limit>,
    /// Where to go on: `next_cursor` of the page before.
    #[param(max_length = 1024)]
    cursor: Option<String>,
}

/// List needs that were not met
///
/// Your own requests that were `unmet` or `withdrawn`, and those that lapsed: untaken, or without a time and a place, and unchanged for 60
/// days after the last day on which help was wanted. One that is taken up again leaves the ledger. It stays when the learner is erased.
#[utoipa::path(tag = "requests", params(ListUnmetNeeds), responses((status = 200, description = "A page of the ledger.", body = UnmetNeedPage)))]
#[get("/unmet-needs")]
pub(super) async fn list_unmet_needs(
    caller: Caller,
    query: Query<ListUnmetNeeds>,
) -> ApiResult<Listing<UnmetNeedPage>> {
    let ListUnmetNeeds { reason, setting, limit, cursor } = query.0;
    let page = caller.page(limit, cursor.as_deref())?;
    let needs = unmet_need::list(&caller.reads()?, &UnmetNeedFilter { reason, setting }, page).await?;
    Ok(caller.listing(needs.map(UnmetNeedView::from)))
}
