//! Public answers as they went out, head and coded body: for whoever asks for the same with the same words.
//!
//! [`answer_kept`] stands outside of what routes, codes and labels an answer, and inside of what counts, limits and logs requests. An answer
//! says itself whether it may be kept so, and how long it is good.

use std::{sync::Arc, time::Duration};

use actix_web::{
    Error, HttpMessage, HttpResponse,
    body::{BoxBody, MessageBody, to_bytes},
    dev::{ServiceRequest, ServiceResponse},
    http::{
        Method, StatusCode, Uri,
        header::{self, HeaderMap, HeaderValue},
    },
    middleware::Next,
    web::{Bytes, Data},
};
use chrono::{DateTime, Utc};
use moka::future::Cache;

use super::{KEPT_SECONDS, PublicCache, SeenNetwork};
use crate::{middleware::Route, problem::ApiError, state::State};

/// How much is kept, in bytes; most of it is what is kept before it is coded, too.
const CAPACITY: u64 = 32 * 1024 * 1024;

/// What an answer depends on: the address as it was sent, and the codings that are taken.
type Asked = (Uri, Option<HeaderValue>);

/// Answers as they went out.
#[derive(Clone)]
pub(super) struct WholeAnswers(Cache<Asked, Arc<WholeAnswer>>);

struct WholeAnswer {
    head: HeaderMap,
    body: Bytes,
    route: Route,
    good: Good,
}

/// How long an answer may be given to others, whoever they are.
#[derive(Debug, Clone)]
pub(super) struct Good {
    /// At most until then.
    pub(super) until: DateTime<Utc>,
    /// While this network is as it was; whatever the networks do when none.
    pub(super) network: Option<Arc<SeenNetwork>>,
}

impl WholeAnswers {
    pub(super) fn new() -> Self {
        let weigh = |(uri, _): &Asked, answer: &Arc<WholeAnswer>| {
            let address = uri.path_and_query().map_or(0, |address| address.as_str().len());
            u32::try_from(address + answer.body.len() + 1024).unwrap_or(u32::MAX)
        };
        let kept = Duration::from_secs(KEPT_SECONDS.unsigned_abs());
        Self(Cache::builder().max_capacity(CAPACITY).weigher(weigh).time_to_live(kept).build())
    }
}

impl PublicCache {
    /// The answer to just this, if it is still good.
    async fn whole(&self, asked: &Asked, now: DateTime<Utc>) -> Option<Arc<WholeAnswer>> {
        let kept = self.whole.0.get(asked).await.filter(|kept| now < kept.good.until)?;
        if let Some(network) = &kept.good.network {
            let seen = self.networks.get(network.network.details.slug.as_str()).await?;
            let same = seen.network.id == network.network.id && seen.revision == network.revision;
            return same.then_some(kept);
        }
        Some(kept)
    }
}

/// Wraps a request: `App::wrap(from_fn(answer_kept))`.
pub async fn answer_kept(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let data = request.app_data::<Data<PublicCache>>().zip(request.app_data::<Data<State>>());
    let (Some(asked), Some((cache, state))) = (asked(&request), data) else {
        return next.call(request).await.map(ServiceResponse::map_into_boxed_body);
    };
    let cache = cache.clone();
    if let Some(kept) = cache.whole(&asked, state.now()).await {
        request.extensions_mut().insert(kept.route.clone());
        let mut answer = HttpResponse::with_body(StatusCode::OK, BoxBody::new(kept.body.clone()));
        *answer.headers_mut() = kept.head.clone();
        return Ok(request.into_response(answer));
    }
    let response = next.call(request).await?;
    let good = response.request().extensions_mut().remove::<Good>();
    let Some(good) = good.filter(|_| response.status() == StatusCode::OK) else {
        return Ok(response.map_into_boxed_body());
    };
    let (request, response) = response.into_parts();
    let (response, body) = response.into_parts();
    let body = to_bytes(body).await.map_err(|error| ApiError::internal(error.into().to_string()))?;
    let (head, route) = (response.headers().clone(), Route::of(&request));
    cache.whole.0.insert(asked, Arc::new(WholeAnswer { head, body: body.clone(), route, good })).await;
    Ok(ServiceResponse::new(request, response.set_body(BoxBody::new(body))))
}

/// What is asked for, where an answer depends on nothing else: without a tag to compare, and not by a script of another website.
fn asked(request: &ServiceRequest) -> Option<Asked> {
    let plain = request.method() == Method::GET
        && request.uri().path().starts_with("/v1/public/")
        && !request.headers().contains_key(header::IF_NONE_MATCH)
        && !request.headers().contains_key(header::ORIGIN);
    let mut codings = request.headers().get_all(header::ACCEPT_ENCODING);
    let (coding, more) = (codings.next().cloned(), codings.next().is_some());
    (plain && !more).then(|| (request.uri().clone(), coding))
}
