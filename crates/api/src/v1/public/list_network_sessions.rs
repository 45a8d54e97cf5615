//! `GET /v1/public/networks/{network}/sessions`

use std::collections::BTreeMap;

use actix_web::{HttpRequest, get, web::Data};

use super::{
    model::{PublicListing, answer},
    search::{SearchSessions, find},
};
use crate::{
    paging::Paging,
    path::Path,
    problem::ApiResult,
    public_cache::{PublicAnswer, PublicCache},
    query::{Part, QueryBeside},
    state::State,
};

/// List a network's public sessions
///
/// What residents of a borough can come to or ask for, in the order in which it starts. Cancelled sessions stay, marked as such. An answer
/// may be kept for a minute.
#[utoipa::path(
    tag = "public",
    params(("network" = String, Path, description = "The short name of the network.", example = "bexley"), SearchSessions, Part),
    responses((status = 200, description = "A part of the listing.", body = PublicListing)),
)]
#[get("/networks/{network}/sessions")]
pub(super) async fn list_network_sessions(
    request: HttpRequest,
    state: Data<State>,
    cache: Data<PublicCache>,
    network: Path<String>,
    query: QueryBeside<SearchSessions, Part>,
) -> ApiResult<PublicAnswer> {
    let (store, now) = (&state.store, state.now());
    let seen = cache.network(store, &network.0).await?;
    let paging = Paging::new(&request, &state.cursors, format!("list_network_sessions {}", seen.network.id));
    let page = paging.page(query.1.limit, query.1.cursor.as_deref())?;
    let make = async || {
        let asked = query.0.locate(store, now).await?;
        let found = find(store, &seen, &asked, page, now).await?;
        let networks = BTreeMap::from([(seen.network.id, network.0.clone())]);
        answer(found, &networks, &asked, &paging, now)
    };
    let answer = cache.answer(seen.key(&request, "json"), now, make).await?;
    Ok(answer.whole(Some(&seen)))
}
