//! `GET /v1/policies`

use actix_web::get;
use serde::Deserialize;
use trellis_domain::Policy;
use trellis_storage::{Reading, policy::PolicyFilter};
use utoipa::IntoParams;

use super::model::{PolicyPage, PolicyView};
use crate::{
    answer::Listing,
    caller::Caller,
    problem::ApiResult,
    query::{Limit, Query},
};

/// Which policies.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ListPolicies {
    /// At most so many items.
    #[param(inline)]
    limit: Option<Limit>,
    /// Where to go on: `next_cursor` of the page before.
    #[param(max_length = 1024)]
    cursor: Option<String>,
}

/// List policies
///
/// The partner's own, as it is in force. Every partner has one from the start: the network's default if there is one, else the built-in
/// rules, which require no check of anybody.
#[utoipa::path(tag = "matching", params(ListPolicies), responses((status = 200, description = "A page of policies.", body = PolicyPage)))]
#[get("/policies")]
pub(super) async fn list_policies(caller: Caller, query: Query<ListPolicies>) -> ApiResult<Listing<PolicyPage>> {
    let ListPolicies { limit, cursor } = query.0;
    let page = caller.page(limit, cursor.as_deref())?;
    let policies = caller.reads()?.list::<Policy>(&PolicyFilter, page).await?;
    Ok(caller.listing(policies.map(|policy| PolicyView::from(&policy))))
}
