//! From a request to a caller: token, client, role, scope; or, by a delegation, the partner it acts for.

use actix_web::{FromRequest, HttpRequest, dev::Payload, http::header, web::Data};
use futures::future::LocalBoxFuture;
use trellis_domain::access::{self, Operation};

use super::{Caller, acting};
use crate::{
    contract::Routes,
    oauth::{Claims, invalid_token},
    problem::{ApiError, ApiResult, Code},
    state::State,
};

/// The longest opaque reference of a member of staff.
pub(super) const ON_BEHALF_OF_MAX: usize = 100;

/// The longest idempotency key.
pub(super) const IDEMPOTENCY_KEY_MAX: usize = 255;

impl FromRequest for Caller {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, ApiResult<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move { extract(request).await })
    }
}

async fn extract(request: HttpRequest) -> ApiResult<Caller> {
    let missing = |what: &str| ApiError::internal(format!("{what} is not configured"));
    let state = request.app_data::<Data<State>>().ok_or_else(|| missing("the state"))?.get_ref().clone();
    let operation = operation_of(&request).ok_or_else(|| missing("the operation of this route"))?;
    let now = state.now();
    let who = authenticate(&request, &state).await?;
    if let Some(limits) = &state.rate_limits {
        limits.take_for(who.client, &request)?;
    }
    let (who, acting) = match acting::asked_for(&request)? {
        Some(giver) => acting::by_delegation(&state, who, giver, operation, now).await?,
        None => (who, None),
    };
    let reach = who.reach(operation)?;
    let on_behalf_of = short_header(&request, "On-Behalf-Of", ON_BEHALF_OF_MAX)?;
    let idempotency_key = short_header(&request, "Idempotency-Key", IDEMPOTENCY_KEY_MAX)?;
    Ok(Caller { who, acting, operation, reach, now, on_behalf_of, idempotency_key, state, request })
}

fn operation_of(request: &HttpRequest) -> Option<Operation> {
    let routes = request.app_data::<Data<Routes>>()?;
    routes.operation(request.method(), &request.match_pattern()?)
}

/// The client behind the token, as it is now: a revoked one is nobody.
async fn authenticate(request: &HttpRequest, state: &State) -> ApiResult<access::Caller> {
    let token = bearer(request).ok_or_else(|| {
        let detail = "Send an access token: Authorization: Bearer …. Get one at /oauth/token.";
        ApiError::new(Code::Unauthenticated, detail).with_header(header::WWW_AUTHENTICATE, "Bearer")
    })?;
    let Claims { client, network, scopes } = state.keys.verify(token, &state.public_url, state.now())?;
    let stored = state.store.installation().client(client).await?.ok_or_else(invalid_token)?;
    let details = stored.client.details;
    if stored.client.revoked_at.is_some() || details.network_id != network {
        return Err(invalid_token());
    }
    Ok(access::Caller { client, role: details.role, network, partner: details.partner_id, scopes })
}

/// What a request sends as its access token.
pub(crate) fn bearer(request: &HttpRequest) -> Option<&str> {
    let value = request.headers().get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
}

/// A header of visible characters up to a length.
fn short_header(request: &HttpRequest, name: &str, max: usize) -> ApiResult<Option<String>> {
    let Some(value) = request.headers().get(name) else { return Ok(None) };
    let text = value.to_str().ok().map(str::trim).filter(|text| !text.is_empty() && text.len() <= max);
    let wrong = || ApiError::new(Code::BadRequest, format!("{name} has 1 to {max} visible ASCII characters."));
    text.map(|text| Some(text.to_owned())).ok_or_else(wrong)
}
