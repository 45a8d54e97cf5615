//! Where clients find the token endpoint and the keys (RFC 8414, RFC 7517).

use actix_web::{HttpResponse, get, http::header, web::Data};
use serde::Serialize;
use strum::VariantArray;
use trellis_domain::{ClosedEnum, access::Scope};
use utoipa::ToSchema;

use crate::state::State;

const CACHE: &str = "public, max-age=300";

/// What a client needs to know of the authorisation server.
#[derive(Debug, Serialize, ToSchema)]
struct AuthorizationServer {
    /// The issuer of tokens.
    #[schema(format = Uri, examples("http://127.0.0.1:8080"))]
    issuer: String,
    /// Where tokens are issued.
    #[schema(format = Uri, examples("http://127.0.0.1:8080/oauth/token"))]
    token_endpoint: String,
    /// Where the signing keys are.
    #[schema(format = Uri, examples("http://127.0.0.1:8080/.well-known/jwks.json"))]
    jwks_uri: String,
    /// How tokens can be asked for.
    grant_types_supported: Vec<&'static str>,
    /// Always empty: there is no front channel.
    response_types_supported: Vec<&'static str>,
    /// How clients say who they are.
    token_endpoint_auth_methods_supported: Vec<&'static str>,
    /// The scopes there are.
    scopes_supported: Vec<&'static str>,
    /// The documentation.
    #[schema(format = Uri, examples("http://127.0.0.1:8080/docs"))]
    service_documentation: String,
}

/// Read how to get a token
///
/// OAuth 2.0 authorisation server metadata (RFC 8414).
#[utoipa::path(
    tag = "tokens",
    responses((status = 200, description = "The metadata.", body = AuthorizationServer)),
)]
#[get("/.well-known/oauth-authorization-server")]
pub(crate) async fn get_authorization_server(state: Data<State>) -> HttpResponse {
    let base = &state.public_url;
    let metadata = AuthorizationServer {
        issuer: base.to_string(),
        token_endpoint: format!("{base}/oauth/token"),
        jwks_uri: format!("{base}/.well-known/jwks.json"),
        grant_types_supported: vec!["client_credentials"],
        response_types_supported: Vec::new(),
        token_endpoint_auth_methods_supported: vec!["client_secret_basic"],
        scopes_supported: Scope::VARIANTS.iter().map(|scope| scope.code()).collect(),
        service_documentation: format!("{base}/docs"),
    };
    HttpResponse::Ok().insert_header((header::CACHE_CONTROL, CACHE)).json(metadata)
}

/// A JSON Web Key Set.
#[derive(Debug, Serialize, ToSchema)]
struct SigningKeys {
    /// The public keys that tokens can be checked with.
    keys: Vec<SigningKey>,
}

/// The public half of a signing key.
#[derive(Debug, Serialize, ToSchema)]
struct SigningKey {
    /// The kind of key.
    #[schema(examples("EC"))]
    kty: String,
    /// The curve.
    #[schema(examples("P-256"))]
    crv: String,
    /// The algorithm.
    #[schema(examples("ES256"))]
    alg: String,
    /// What it is for.
    #[schema(examples("sig"))]
    r#use: String,
    /// Its id.
    kid: String,
    /// The x coordinate.
    x: String,
    /// The y coordinate.
    y: String,
}

/// Read the signing keys
///
/// The public keys that access tokens are signed with, as a JSON Web Key Set (RFC 7517).
#[utoipa::path(
    tag = "tokens",
    responses((status = 200, description = "The keys.", body = SigningKeys)),
)]
#[get("/.well-known/jwks.json")]
pub(crate) async fn get_signing_keys(state: Data<State>) -> HttpResponse {
    HttpResponse::Ok().insert_header((header::CACHE_CONTROL, CACHE)).json(state.keys.public())
}
