//! `POST /v1/clients/{client_id}/revoke`

use actix_web::{HttpResponse, post};
use trellis_app::client;
use trellis_domain::ClientId;

use super::{find, model::ClientView};
use crate::{caller::Caller, path::Path, problem::ApiResult};

/// Revoke a client
///
/// Its secret and its tokens are worth nothing from now on. This cannot be undone; doing it again changes nothing.
#[utoipa::path(
    tag = "clients",
    params(("client_id" = ClientId, Path, description = "Which client.")),
    responses((status = 200, description = "The client, revoked.", body = ClientView)),
)]
#[post("/clients/{client_id}/revoke")]
pub(super) async fn revoke_client(caller: Caller, id: Path<ClientId>) -> ApiResult<HttpResponse> {
    let client = find(&caller, id.0).await?;
    let client = client::revoke(caller.store(), client, caller.now()).await?;
    Ok(HttpResponse::Ok().json(ClientView::from(client)))
}
