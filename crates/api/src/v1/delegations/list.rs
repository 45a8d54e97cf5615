//! `GET /v1/delegations`

use actix_web::get;
use serde::Deserialize;
use trellis_domain::PartnerId;
use trellis_storage::{Reading, delegation::DelegationFilter};
use utoipa::IntoParams;

use super::model::{DelegationPage, DelegationView};
use crate::{
    answer::Listing,
    caller::Caller,
    problem::ApiResult,
    query::{Limit, Query},
};

/// Which delegations.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ListDelegations {
    /// Only those that this partner gave.
    partner_id: Option<PartnerId>,
    /// Only those that let somebody act now, or only those that do not.
    live: Option<bool>,
    /// At most so many items.
    #[param(inline)]
    limit: Option<Limit>,
    /// Where to go on: `next_cursor` of the page before.
    #[param(max_length = 1024)]
    cursor: Option<String>,
}

/// List delegations
///
/// Those that your partner gave and those that it was given, in the order in which they were given; those that are over stay. The
/// co-ordinator sees those given to the co-ordinator.
#[utoipa::path(
    tag = "delegations",
    params(ListDelegations),
    responses((status = 200, description = "A page of delegations.", body = DelegationPage)),
)]
#[get("/delegations")]
pub(super) async fn list_delegations(
    caller: Caller,
    query: Query<ListDelegations>,
) -> ApiResult<Listing<DelegationPage>> {
    let ListDelegations { partner_id, live, limit, cursor } = query.0;
    let (page, now) = (caller.page(limit, cursor.as_deref())?, caller.now());
    let filter = DelegationFilter { giver: partner_id, live: live.map(|live| (live, now)) };
    let found = caller.reads()?.list(&filter, page).await?;
    Ok(caller.listing(found.map(|given| DelegationView::new(&given, now))))
}
