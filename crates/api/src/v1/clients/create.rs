//! `POST /v1/clients`

use actix_web::{HttpResponse, http::header, post};
use trellis_app::{Secret, client};
use trellis_domain::{
    ClientDetails, FieldCode, Refusals,
    access::{Reach, Role},
};

use super::model::{NewClient, create_example};
use crate::{
    body::Body,
    caller::Caller,
    problem::{ApiError, ApiResult},
};

/// Make a client
///
/// A machine that may call the API, with a secret that is shown this once. An operator makes a network's first co-ordinator client; a \
/// co-ordinator makes the clients of its network; a partner makes more clients of its own. The answer is never stored: a repeat \
/// with the same key is told so (409 `secret_already_shown`) and makes no other client.
#[utoipa::path(
    tag = "clients",
    request_body(content = ClientDetails, example = json!(create_example())),
    responses((status = 201, description = "The client and its secret.", body = NewClient)),
)]
#[post("/clients")]
pub(super) async fn create_client(caller: Caller, body: Body<ClientDetails>) -> ApiResult<HttpResponse> {
    let details = within_reach(&caller, body.read()?)?;
    let secret = Secret::generate().map_err(ApiError::internal)?;
    let client = client::create(caller.store(), details, &secret, caller.shown(), caller.now()).await?;
    let location = format!("/v1/clients/{}", client.id);
    Ok(HttpResponse::Created()
        .insert_header((header::LOCATION, location))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .json(NewClient::new(client, &secret)))
}

/// The details, filled in and held to what the caller may hand out.
fn within_reach(caller: &Caller, details: ClientDetails) -> ApiResult<ClientDetails> {
    let who = caller.who();
    let mut refusals = Refusals::none();
    let details = match who.network {
        None => {
            let first = matches!(details.role, Role::Operator | Role::Coordinator);
            refusals.require(first, "/role", FieldCode::UnknownValue, "operator or coordinator");
            details
        }
        Some(network) => {
            let here = details.network_id.is_none_or(|wanted| wanted == network);
            refusals.require(
                here,
                "/network_id",
                FieldCode::UnknownReference,
                "the network of your own token, or none",
            );
            refusals.require(
                details.role != Role::Operator,
                "/role",
                FieldCode::UnknownValue,
                "a role inside the network",
            );
            ClientDetails { network_id: Some(network), ..details }
        }
    };
    let details = if caller.reach() == Reach::Own {
        let own = details.role == Role::Partner && details.partner_id.is_none_or(|wanted| Some(wanted) == who.partner);
        refusals.require(own, "/role", FieldCode::UnknownValue, "partner, for your own partner");
        ClientDetails { partner_id: who.partner, ..details }
    } else {
        details
    };
    refusals.finish()?;
    Ok(details)
}
