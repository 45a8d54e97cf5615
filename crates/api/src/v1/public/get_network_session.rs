//! `GET /v1/public/networks/{network}/sessions/{session_id}`

use actix_web::{HttpRequest, get, web::Data};
use trellis_domain::SessionId;
use trellis_storage::Standpoint;

use super::model::PublicSession;
use crate::{
    caller::OrNotFound,
    path::Path,
    problem::ApiResult,
    public_cache::{PublicAnswer, PublicCache},
    state::State,
};

/// Read a public session
///
/// One occurrence with its places as they are now. Its address stays good when it is cancelled or over.
#[utoipa::path(
    tag = "public",
    params(
        ("network" = String, Path, description = "The short name of the network.", example = "bexley"),
        ("session_id" = SessionId, Path, description = "Which session."),
    ),
    responses((status = 200, description = "The session.", body = PublicSession)),
)]
#[get("/networks/{network}/sessions/{session_id}")]
pub(super) async fn get_network_session(
    request: HttpRequest,
    state: Data<State>,
    cache: Data<PublicCache>,
    path: Path<(String, SessionId)>,
) -> ApiResult<PublicAnswer> {
    let (store, now) = (&state.store, state.now());
    let (network, id) = &path.0;
    let seen = cache.network(store, network).await?;
    let make = async || {
        let reads = store.snapshot(Standpoint::network(seen.network.id)).await?;
        let found = trellis_storage::listing::find(&reads, *id, now).await?.or_not_found()?;
        let changes = found.changes_at(now);
        PublicAnswer::json(&PublicSession::new(network, found.listed, None, now), now, changes)
    };
    cache.answer(seen.key(&request, "json"), now, make).await
}
