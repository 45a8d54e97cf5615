//! Limits for callers without a token, by their address.

use std::net::IpAddr;

use actix_web::{
    Error, HttpRequest,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::header::{self, HeaderValue},
    middleware::Next,
    web::Data,
};

use super::{RateLimits, is_of_client, too_many};
use crate::{caller::bearer, problem::ApiResult, state::State};

/// Wraps a request: `App::wrap(from_fn(limit_address))`, inside what gives it an id.
///
/// What takes from no client's bucket takes from that of its address; only operators' probes are free.
pub async fn limit_address(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let limits = request.app_data::<Data<State>>().and_then(|state| state.rate_limits.clone());
    // As it will be routed: decoded.
    let path = request.match_info().as_str();
    let (Some(limits), false) = (limits, path.starts_with("/health/")) else {
        return next.call(request).await.map(ServiceResponse::map_into_boxed_body);
    };
    let public = path.starts_with("/v1/public/");
    // A client has a bucket of its own; whether this is one is seen in the answer.
    let may_be_client = path.starts_with("/v1/") && !public && bearer(request.request()).is_some();
    let address = limits.address(request.request());
    if !may_be_client && let Err(refusal) = limits.take_for_address(address) {
        let refused = request.error_response(refusal);
        return Ok(if public { readable(refused) } else { refused });
    }
    let response = next.call(request).await?;
    let nobody = may_be_client && response.status().is_client_error() && !is_of_client(response.request());
    if nobody && let Err(refusal) = limits.take_for_address(address) {
        return Ok(response.error_response(refusal).map_into_boxed_body());
    }
    Ok(response.map_into_boxed_body())
}

/// The same for scripts of any page, as all answers of the public part are.
fn readable(mut refused: ServiceResponse) -> ServiceResponse {
    let headers = [
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (header::ACCESS_CONTROL_EXPOSE_HEADERS, "retry-after, request-id"),
    ];
    for (name, value) in headers {
        refused.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    refused
}

impl RateLimits {
    /// Takes one from the bucket for public forms of whoever sends this.
    pub(crate) fn take_for_form(&self, request: &HttpRequest) -> ApiResult<()> {
        let Some(address) = self.address(request) else { return Ok(()) };
        self.0.forms.check_key(&address).map_err(|not_until| too_many(&not_until))
    }

    fn address(&self, request: &HttpRequest) -> Option<IpAddr> {
        let peer = request.peer_addr()?.ip();
        let forwarded = request.headers().get("x-forwarded-for").and_then(|value| value.to_str().ok());
        Some(client_address(peer, forwarded.unwrap_or_default(), &self.0.proxies))
    }

    fn take_for_address(&self, address: Option<IpAddr>) -> ApiResult<()> {
        let Some(address) = address else { return Ok(()) };
        self.0.addresses.check_key(&address).map_err(|not_until| too_many(&not_until))
    }
}

/// The address that asks: the peer, unless that is a proxy of ours; then the last one it names that is none.
fn client_address(peer: IpAddr, forwarded: &str, proxies: &[IpAddr]) -> IpAddr {
    if !proxies.contains(&peer) {
        return peer;
    }
    let named = forwarded.rsplit(',').map_while(|address| address.trim().parse::<IpAddr>().ok());
    named.into_iter().find(|address| !proxies.contains(address)).unwrap_or(peer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_proxy_of_ours_is_believed() {
        let ip = |text: &str| text.parse::<IpAddr>().unwrap();
        let proxies = [ip("10.0.0.1"), ip("10.0.0.2")];
        let cases = [
            ("203.0.113.9", "198.51.100.7", "203.0.113.9"),
            ("10.0.0.1", "198.51.100.7", "198.51.100.7"),
            ("10.0.0.1", "192.0.2.1, 198.51.100.7, 10.0.0.2", "198.51.100.7"),
            ("10.0.0.1", "", "10.0.0.1"),
            ("10.0.0.1", "198.51.100.7, nonsense", "10.0.0.1"),
        ];
        for (peer, forwarded, expected) in cases {
            assert_eq!(client_address(ip(peer), forwarded, &proxies), ip(expected), "{peer} {forwarded}");
        }
    }
}
