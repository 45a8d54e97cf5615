//! The token endpoint (RFC 6749, section 4.4).

use actix_web::{
    HttpRequest, HttpResponse,
    http::header,
    post,
    web::{Bytes, Data},
};
use base64::{Engine, prelude::BASE64_STANDARD};
use serde::{Deserialize, Serialize};
use trellis_app::Secret;
use trellis_domain::{
    Client, ClientId, ClosedEnum,
    access::{Operation, Scope},
};
use utoipa::ToSchema;

use super::keys::TOKEN_LIFETIME;
use crate::{problem::ApiResult, state::State};

/// What is asked of the token endpoint, as a form.
#[derive(Debug, Deserialize, ToSchema)]
struct TokenRequest {
    /// Always `client_credentials`.
    #[schema(examples("client_credentials"))]
    grant_type: String,
    /// The scopes wanted, with spaces between; all that the client has when absent. Those it does not have are left out: see `scope` in the
    /// answer.
    #[schema(max_length = 2000, examples("sessions:read sessions:write"))]
    scope: Option<String>,
}

/// An access token.
#[derive(Debug, Serialize, ToSchema)]
#[expect(clippy::struct_field_names, reason = "the names are the standard's")]
struct AccessToken {
    /// The token; send it as `Authorization: Bearer …`.
    access_token: String,
    /// Always `Bearer`.
    #[schema(examples("Bearer"))]
    token_type: &'static str,
    /// For how many seconds it is good.
    #[schema(examples(600))]
    expires_in: i64,
    /// The scopes it carries, with spaces between.
    #[schema(examples("sessions:read sessions:write"))]
    scope: String,
}

/// Why no token was issued (RFC 6749, section 5.2).
#[derive(Debug, Serialize, ToSchema)]
struct TokenError {
    /// The code of the standard.
    #[schema(examples("invalid_client"))]
    error: &'static str,
    /// What would be right.
    #[schema(examples("The client is unknown, revoked, or the secret is wrong."))]
    error_description: &'static str,
}

/// Get an access token
///
/// Client credentials: the client's id and secret as HTTP Basic authentication, a form as body. The token is good for ten minutes; a \
/// revoked client's tokens stop working at once.
#[utoipa::path(
    tag = "tokens",
    security(("client" = [])),
    request_body(content = TokenRequest, content_type = "application/x-www-form-urlencoded", example = json!({"grant_type": "client_credentials"})),
    responses(
        (status = 200, description = "A token.", body = AccessToken),
        (status = 400, description = "The form is wrong (RFC 6749).", body = TokenError),
        (status = 401, description = "The client is not let in (RFC 6749).", body = TokenError),
    ),
)]
#[post("/oauth/token")]
pub(crate) async fn issue_token(request: HttpRequest, state: Data<State>, form: Bytes) -> ApiResult<HttpResponse> {
    let Ok(TokenRequest { grant_type, scope }) = serde_urlencoded::from_bytes(&form) else {
        return Ok(refused("invalid_request", "Send a form with grant_type=client_credentials."));
    };
    if grant_type != "client_credentials" {
        return Ok(refused("unsupported_grant_type", "Only client_credentials is supported."));
    }
    let Some(client) = authenticate(&request, &state).await? else {
        return Ok(refused("invalid_client", "The client is unknown, revoked, or the secret is wrong."));
    };
    let Some(scopes) = granted(&client, scope.as_deref()) else {
        return Ok(refused("invalid_scope", "A scope is unknown, or this client has none of those asked for."));
    };
    let now = state.now();
    let token = state.store.new_id::<Client>(now).uuid();
    let access_token = state.keys.sign(&state.public_url, &client, &scopes, token, now)?;
    let scope = scopes.iter().map(|scope| scope.code()).collect::<Vec<_>>().join(" ");
    let token = AccessToken { access_token, token_type: "Bearer", expires_in: TOKEN_LIFETIME.num_seconds(), scope };
    Ok(HttpResponse::Ok().insert_header((header::CACHE_CONTROL, "no-store")).json(token))
}

async fn authenticate(request: &HttpRequest, state: &State) -> ApiResult<Option<Client>> {
    let Some((id, secret)) = basic(request) else { return Ok(None) };
    Ok(trellis_app::client::authenticate(&state.store, id, &secret, state.now()).await?)
}

/// The client's id and secret, each form-encoded, then joined and encoded (RFC 6749, section 2.3.1).
fn basic(request: &HttpRequest) -> Option<(ClientId, Secret)> {
    let value = request.headers().get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, credentials) = value.split_once(' ')?;
    let decoded = BASE64_STANDARD.decode(credentials.trim()).ok().filter(|_| scheme.eq_ignore_ascii_case("basic"))?;
    let text = String::from_utf8(decoded).ok()?;
    let (id, secret) = text.split_once(':')?;
    Some((id.parse().ok()?, Secret::presented(secret)))
}

/// What the client gets: what it asks for, as far as its role and its own limits go (RFC 6749, section 3.3); none if it asks for
/// something that is no scope, or for nothing that it has.
fn granted(client: &Client, wanted: Option<&str>) -> Option<Vec<Scope>> {
    let role = Operation::scopes_of(client.details.role);
    let own = |scope: &Scope| client.details.scopes.as_ref().is_none_or(|scopes| scopes.contains(scope));
    let available: Vec<Scope> = role.into_iter().filter(own).collect();
    let Some(wanted) = wanted.map(str::trim).filter(|wanted| !wanted.is_empty()) else { return Some(available) };
    let wanted: Vec<Scope> = wanted.split_whitespace().map(Scope::parse).collect::<Option<_>>()?;
    let granted: Vec<Scope> = available.into_iter().filter(|scope| wanted.contains(scope)).collect();
    (!granted.is_empty()).then_some(granted)
}

fn refused(error: &'static str, error_description: &'static str) -> HttpResponse {
    let mut answer = match error {
        "invalid_client" => HttpResponse::Unauthorized(),
        _ => HttpResponse::BadRequest(),
    };
    if error == "invalid_client" {
        answer.insert_header((header::WWW_AUTHENTICATE, "Basic realm=\"trellis\""));
    }
    answer.insert_header((header::CACHE_CONTROL, "no-store")).json(TokenError { error, error_description })
}
