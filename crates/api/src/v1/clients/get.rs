//! `GET /v1/clients/{client_id}`

use actix_web::get;
use trellis_domain::{ClientId, Revision};

use super::{find, model::ClientView};
use crate::{answer::Item, caller::Caller, path::Path, problem::ApiResult};

/// Read a client
///
/// One machine that may call the API. Its secret is never shown again.
#[utoipa::path(
    tag = "clients",
    params(("client_id" = ClientId, Path, description = "Which client.")),
    responses((status = 200, description = "The client.", body = ClientView)),
)]
#[get("/clients/{client_id}")]
pub(super) async fn get_client(caller: Caller, id: Path<ClientId>) -> ApiResult<Item<ClientView>> {
    let client = find(&caller, id.0).await?;
    // A client changes once at most: when it is revoked.
    let revision = Revision::new(i64::from(client.revoked_at.is_some()));
    Ok(caller.item(revision, client.into()))
}
