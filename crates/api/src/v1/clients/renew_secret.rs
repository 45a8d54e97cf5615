//! `POST /v1/clients/{client_id}/secret`

use actix_web::post;
use trellis_app::{Secret, client};
use trellis_domain::ClientId;

use super::{find, model::NewClient};
use crate::{
    answer::Revealed,
    caller::Caller,
    path::Path,
    problem::{ApiError, ApiResult},
};

/// Renew a client's secret
///
/// A new secret, shown this once. The one before it stays good for 24 hours, so that the machine can be told in between; an older one stops
/// at once. A repeat with the same key is told so (409 `secret_already_shown`) and makes no other secret.
#[utoipa::path(
    tag = "clients",
    params(("client_id" = ClientId, Path, description = "Which client.")),
    responses((status = 200, description = "The client and its new secret.", body = NewClient)),
)]
#[post("/clients/{client_id}/secret")]
pub(super) async fn renew_client_secret(caller: Caller, id: Path<ClientId>) -> ApiResult<Revealed<NewClient>> {
    let client = find(&caller, id.0).await?;
    let secret = Secret::generate().map_err(ApiError::internal)?;
    let client = client::renew_secret(caller.store(), client.id, &secret, caller.shown(), caller.now()).await?;
    Ok(Revealed(NewClient::new(client, &secret)))
}
