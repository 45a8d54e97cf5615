//! `POST /v1/clients`

use actix_web::{HttpResponse, http::header, post};
use trellis_app::{Secret, client};
use trellis_domain::ClientDetails;

use super::model::{NewClient, create_example};
use crate::{
    body::Body,
    caller::Caller,
    problem::{ApiError, ApiResult},
};

/// Make a client
///
/// A machine that may call the API, with a secret that is shown this once. An operator makes a network's first co-ordinator client; a
/// co-ordinator makes the clients of its network, and a partner's first one; a partner makes more of its own, and does well to renew the
/// secret of the first. A caller whose own token is narrowed to some scopes hands out no others. The answer is never stored: a repeat
/// with the same key is told so (409 `secret_already_shown`) and makes no other client.
#[utoipa::path(
    tag = "clients",
    request_body(content = ClientDetails, example = json!(create_example())),
    responses((status = 201, description = "The client and its secret.", body = NewClient)),
)]
#[post("/clients")]
pub(super) async fn create_client(caller: Caller, body: Body<ClientDetails>) -> ApiResult<HttpResponse> {
    let details = client::issued_by(caller.store(), caller.who(), body.read()?).await?;
    let secret = Secret::generate().map_err(ApiError::internal)?;
    let client = client::create(caller.store(), details, &secret, caller.shown(), caller.now()).await?;
    let location = format!("/v1/clients/{}", client.id);
    Ok(HttpResponse::Created()
        .insert_header((header::LOCATION, location))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .json(NewClient::new(client, &secret)))
}
