//! Limits for callers without a token, by their address.

use std::net::IpAddr;

use actix_web::{
    Error,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    middleware::Next,
    web::Data,
};

use super::{RateLimits, too_many};
use crate::{problem::ApiResult, state::State};

/// Where no token is needed, and anybody may ask.
const OPEN: [&str; 4] = ["/v1/public/", "/n/", "/calendars/", "/oauth/token"];

/// Wraps a request: `App::wrap(from_fn(limit_address))`, inside what gives it an id.
pub async fn limit_address(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let limits = request.app_data::<Data<State>>().and_then(|state| state.rate_limits.clone());
    let open = OPEN.iter().any(|open| request.path().starts_with(open));
    let taken = limits.filter(|_| open).map_or(Ok(()), |limits| limits.take_for_address(&request));
    if let Err(refusal) = taken {
        return Ok(request.error_response(refusal));
    }
    next.call(request).await.map(ServiceResponse::map_into_boxed_body)
}

impl RateLimits {
    fn take_for_address(&self, request: &ServiceRequest) -> ApiResult<()> {
        let Some(peer) = request.peer_addr().map(|peer| peer.ip()) else { return Ok(()) };
        let forwarded = request.headers().get("x-forwarded-for").and_then(|value| value.to_str().ok());
        let address = client_address(peer, forwarded.unwrap_or_default(), &self.0.proxies);
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
