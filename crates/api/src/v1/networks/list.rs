//! `GET /v1/networks`

use actix_web::get;
use serde::Deserialize;
use utoipa::IntoParams;

use super::model::{NetworkPage, NetworkView};
use crate::{
    answer::Listing,
    caller::Caller,
    problem::ApiResult,
    query::{Limit, Query},
};

/// Which part of the list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ListNetworks {
    /// At most so many items.
    #[param(inline)]
    limit: Option<Limit>,
    /// Where to go on: `next_cursor` of the page before.
    #[param(max_length = 1024)]
    cursor: Option<String>,
}

/// List networks
///
/// Every network of this installation, in the order in which they were founded.
#[utoipa::path(tag = "networks", params(ListNetworks), responses((status = 200, description = "A page of networks.", body = NetworkPage)))]
#[get("/networks")]
pub(super) async fn list_networks(caller: Caller, query: Query<ListNetworks>) -> ApiResult<Listing<NetworkPage>> {
    let ListNetworks { limit, cursor } = query.0;
    let page = caller.page(limit, cursor.as_deref())?;
    let networks = caller.store().installation().networks(page).await?;
    Ok(caller.listing(networks.map(NetworkView::from)))
}
