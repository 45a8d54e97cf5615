//! Rate limits: so much per client with a token, so much per address without one.
//!
//! Each is a bucket that fills steadily (GCRA, as in ITU-T I.371). Answers to clients say what is left
//! (draft-ietf-httpapi-ratelimit-headers, version 11).

mod address;

use std::{net::IpAddr, num::NonZeroU32, sync::Arc};

use actix_web::{
    HttpMessage, HttpRequest,
    http::header::{self, HeaderValue},
};
use governor::{
    DefaultKeyedRateLimiter, NotUntil, Quota, RateLimiter,
    clock::{Clock, DefaultClock},
    middleware::{StateInformationMiddleware, StateSnapshot},
    state::keyed::DefaultKeyedStateStore,
};
use trellis_domain::ClientId;

use crate::problem::{ApiError, ApiResult, Code};

pub use address::limit_address;

type PerClient = RateLimiter<ClientId, DefaultKeyedStateStore<ClientId>, DefaultClock, StateInformationMiddleware>;

/// How much may be asked in a minute, but for forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rates {
    /// By one client.
    pub per_client: NonZeroU32,
    /// By one address without a token.
    pub per_address: NonZeroU32,
    /// How many public forms one address may send in an hour.
    pub forms_per_address: NonZeroU32,
}

impl Default for Rates {
    /// Twenty a second for a client, ten for an address: people and nightly runs do not notice. Twenty forms in an hour: a library where many ask
    /// behind one address does not notice either.
    fn default() -> Self {
        let number = |number| NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN);
        Self { per_client: number(1_200), per_address: number(600), forms_per_address: number(20) }
    }
}

/// The buckets of this process.
#[derive(Clone)]
pub struct RateLimits(Arc<Buckets>);

struct Buckets {
    rates: Rates,
    clients: PerClient,
    addresses: DefaultKeyedRateLimiter<IpAddr>,
    forms: DefaultKeyedRateLimiter<IpAddr>,
    proxies: Vec<IpAddr>,
}

/// What is left to a client, for the headers of its answer.
#[derive(Debug, Clone, Copy)]
struct Left {
    quota: u32,
    remaining: u32,
}

impl RateLimits {
    /// Full buckets; `proxies` are the addresses whose `X-Forwarded-For` is believed.
    pub fn new(rates: Rates, proxies: Vec<IpAddr>) -> Self {
        let clients = RateLimiter::keyed(Quota::per_minute(rates.per_client)).with_middleware();
        let addresses = RateLimiter::keyed(Quota::per_minute(rates.per_address));
        let forms = RateLimiter::keyed(Quota::per_hour(rates.forms_per_address));
        Self(Arc::new(Buckets { rates, clients, addresses, forms, proxies }))
    }

    /// Takes one from a client's bucket, and notes what is left for the answer.
    pub(crate) fn take_for(&self, client: ClientId, request: &HttpRequest) -> ApiResult<()> {
        let taken = self.0.clients.check_key(&client);
        let remaining = taken.as_ref().map_or(0, StateSnapshot::remaining_burst_capacity);
        request.extensions_mut().insert(Left { quota: self.0.rates.per_client.get(), remaining });
        taken.map(drop).map_err(|not_until| too_many(&not_until))
    }
}

/// Whether a request took from a client's bucket, or found it empty.
fn is_of_client(request: &HttpRequest) -> bool {
    request.extensions().contains::<Left>()
}

/// The headers that say what is left, where that was noted.
pub(crate) fn headers(request: &HttpRequest) -> Option<[(&'static str, HeaderValue); 2]> {
    let Left { quota, remaining } = *request.extensions().get::<Left>()?;
    let value = |text: String| HeaderValue::try_from(text).ok();
    let policy = value(format!("\"client\";q={quota};w=60"))?;
    Some([("ratelimit-policy", policy), ("ratelimit", value(format!("\"client\";r={remaining};t=60"))?)])
}

fn too_many<P: governor::clock::Reference>(not_until: &NotUntil<P>) -> ApiError
where
    DefaultClock: Clock<Instant = P>,
{
    let wait = not_until.wait_time_from(DefaultClock::default().now()).as_secs().saturating_add(1);
    let detail = format!("Wait {wait} seconds, then ask again, and less often.");
    ApiError::new(Code::RateLimited, detail).with_header(header::RETRY_AFTER, wait.to_string())
}
