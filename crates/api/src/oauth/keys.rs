//! Signing keys and the tokens made with them: ES256 and nothing else.

use std::fmt;

use actix_web::http::header;
use aws_lc_rs::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair},
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use trellis_domain::{Client, ClientId, ClosedEnum, NetworkId, access::Scope};

use crate::problem::{ApiError, ApiResult, Code};

/// How long an access token is good.
pub(super) const TOKEN_LIFETIME: TimeDelta = TimeDelta::minutes(10);

/// The media type of access tokens, which keeps other tokens of ours out (RFC 9068).
const TOKEN_TYPE: &str = "at+jwt";

/// A key that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("not a P-256 private key in PKCS #8 form")]
pub struct KeyError;

/// The key pair that signs access tokens.
pub struct TokenKeys {
    id: String,
    signing: EncodingKey,
    verifying: DecodingKey,
    coordinates: (String, String),
}

impl fmt::Debug for TokenKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenKeys").field("id", &self.id).finish_non_exhaustive()
    }
}

/// What a token says that we act on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claims {
    /// The client.
    pub client: ClientId,
    /// The network.
    pub network: Option<NetworkId>,
    /// The scopes.
    pub scopes: Vec<Scope>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Payload {
    iss: String,
    aud: String,
    sub: String,
    client_id: String,
    iat: i64,
    exp: i64,
    jti: String,
    scope: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    network: Option<NetworkId>,
}

impl TokenKeys {
    /// A new private key, in PKCS #8 form.
    pub fn generate() -> Result<Vec<u8>, KeyError> {
        let document = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new());
        document.map(|document| document.as_ref().to_vec()).map_err(|_unspecified| KeyError)
    }

    /// The keys of a private key in PKCS #8 form.
    pub fn from_pkcs8(der: &[u8]) -> Result<Self, KeyError> {
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, der).map_err(|_rejected| KeyError)?;
        // An uncompressed point: 0x04, then 32 bytes each of x and y.
        let point = pair.public_key().as_ref().strip_prefix(&[4]).ok_or(KeyError)?;
        let (x, y) = point.split_at_checked(32).ok_or(KeyError)?;
        let coordinates = (BASE64_URL_SAFE_NO_PAD.encode(x), BASE64_URL_SAFE_NO_PAD.encode(y));
        let verifying = DecodingKey::from_ec_components(&coordinates.0, &coordinates.1);
        let verifying = verifying.map_err(|_rejected: jsonwebtoken::errors::Error| KeyError)?;
        let id = BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(point)).chars().take(16).collect();
        Ok(Self { id, signing: EncodingKey::from_ec_der(der), verifying, coordinates })
    }

    /// The public half, as a JSON Web Key Set.
    pub fn public(&self) -> serde_json::Value {
        let (x, y) = &self.coordinates;
        let key = serde_json::json!({ "kty": "EC", "crv": "P-256", "alg": "ES256", "use": "sig", "kid": self.id, "x": x, "y": y });
        serde_json::json!({ "keys": [key] })
    }

    /// A token for a client, good for ten minutes.
    pub fn sign(
        &self,
        issuer: &str,
        client: &Client,
        scopes: &[Scope],
        token: uuid::Uuid,
        now: DateTime<Utc>,
    ) -> ApiResult<String> {
        let mut header = Header::new(Algorithm::ES256);
        header.typ = Some(TOKEN_TYPE.to_owned());
        header.kid = Some(self.id.clone());
        let id = client.id.to_string();
        let scope = scopes.iter().map(|scope| scope.code()).collect::<Vec<_>>().join(" ");
        let payload = Payload {
            iss: issuer.to_owned(),
            aud: issuer.to_owned(),
            sub: id.clone(),
            client_id: id,
            iat: now.timestamp(),
            exp: (now + TOKEN_LIFETIME).timestamp(),
            jti: token.to_string(),
            scope,
            network: client.details.network_id,
        };
        jsonwebtoken::encode(&header, &payload, &self.signing).map_err(ApiError::internal)
    }

    /// What a token says, if it is ours, of the right type, for us, and still good.
    ///
    /// The algorithm is fixed and headers that point at other keys are not looked at.
    pub fn verify(&self, token: &str, issuer: &str, now: DateTime<Utc>) -> ApiResult<Claims> {
        let mut validation = Validation::new(Algorithm::ES256);
        validation.set_issuer(&[issuer]);
        validation.set_audience(&[issuer]);
        validation.set_required_spec_claims(&["iss", "aud", "exp", "sub"]);
        // Our own clock decides, below.
        validation.validate_exp = false;
        let decoded = jsonwebtoken::decode::<Payload>(token, &self.verifying, &validation);
        let decoded = decoded.map_err(|_wrong: jsonwebtoken::errors::Error| invalid_token())?;
        let Payload { client_id, exp, scope, network, .. } = decoded.claims;
        if decoded.header.typ.as_deref() != Some(TOKEN_TYPE) || exp <= now.timestamp() {
            return Err(invalid_token());
        }
        let client = client_id.parse().map_err(|_other| invalid_token())?;
        Ok(Claims { client, network, scopes: scope.split_whitespace().filter_map(Scope::parse).collect() })
    }
}

/// The refusal of a token that is not, or no longer, good.
pub(crate) fn invalid_token() -> ApiError {
    ApiError::new(Code::Unauthenticated, "The access token is not valid, has expired, or its client was revoked.")
        .with_header(header::WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"")
}
