//! `GET /v1/clients`

use actix_web::get;
use serde::Deserialize;
use trellis_domain::access::Reach;
use utoipa::IntoParams;

use super::model::{ClientPage, ClientView};
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
struct ListClients {
    /// At most so many items.
    #[param(inline)]
    limit: Option<Limit>,
    /// Where to go on: `next_cursor` of the page before.
    #[param(max_length = 1024)]
    cursor: Option<String>,
}

/// List clients
///
/// The machines that may call the API, revoked ones included, as far as you may manage them. Secrets are never shown.
#[utoipa::path(tag = "clients", params(ListClients), responses((status = 200, description = "A page of clients.", body = ClientPage)))]
#[get("/clients")]
pub(super) async fn list_clients(caller: Caller, query: Query<ListClients>) -> ApiResult<Listing<ClientPage>> {
    let ListClients { limit, cursor } = query.0;
    let page = caller.page(limit, cursor.as_deref())?;
    let partner = caller.who().partner.filter(|_| caller.reach() == Reach::Own);
    let clients = caller.store().installation().clients(caller.who().network, partner, page).await?;
    Ok(caller.listing(clients.map(ClientView::from)))
}
