//! `GET /v1/public/sessions`

use std::collections::BTreeMap;

use actix_web::{HttpRequest, get, web::Data};
use chrono::TimeDelta;
use trellis_domain::NetworkId;
use trellis_storage::{ListingPage, Store};

use super::{
    model::{PublicListing, answer},
    search::{SearchSessions, find_everywhere},
};
use crate::{
    paging::Paging,
    problem::ApiResult,
    public_cache::{PublicAnswer, PublicCache},
    query::{Part, QueryBeside},
    state::State,
};

/// How long an answer over all networks is kept, in seconds; no one revision guards it.
const KEPT_SECONDS: i64 = 5;

/// List all networks' public sessions
///
/// What people can come to or ask for, wherever the network: for services that know where somebody is, and not whose borough that is. Help
/// by phone and video is listed without `near` only.
#[utoipa::path(
    tag = "public",
    params(SearchSessions, Part),
    responses((status = 200, description = "A part of the listing.", body = PublicListing)),
)]
#[get("/sessions")]
pub(super) async fn list_public_sessions(
    request: HttpRequest,
    state: Data<State>,
    cache: Data<PublicCache>,
    query: QueryBeside<SearchSessions, Part>,
) -> ApiResult<PublicAnswer> {
    let (store, now) = (&state.store, state.now());
    let paging = Paging::new(&request, &state.cursors, "list_public_sessions".to_owned());
    let page = paging.page(query.1.limit, query.1.cursor.as_deref())?;
    let make = async || {
        let asked = query.0.locate(store, now).await?;
        let found = find_everywhere(store, &asked, page, now).await?;
        let networks = slugs(store, &found).await?;
        let answer = answer(found, &networks, &asked, &paging, now)?;
        Ok(answer.until(now + TimeDelta::seconds(KEPT_SECONDS)))
    };
    let answer = cache.answer(format!("all json {}?{}", request.path(), request.query_string()), now, make).await?;
    Ok(answer.whole(None))
}

/// The short names of the networks that were found.
async fn slugs(store: &Store, found: &ListingPage) -> ApiResult<BTreeMap<NetworkId, String>> {
    let mut slugs = BTreeMap::new();
    for listed in &found.page.items {
        if !slugs.contains_key(&listed.network)
            && let Some(network) = store.installation().network(listed.network).await?
        {
            slugs.insert(network.id, network.details.slug.to_string());
        }
    }
    Ok(slugs)
}
