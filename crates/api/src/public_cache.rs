//! Answers for everybody, kept for a while: cacheable outside by their headers, and inside by stamp.
//!
//! A kept answer is good while its network has the revision it was made at and the clock alone has not changed it. The
//! revision is looked at most once a second, so a public answer may be a second old.

mod whole;

use std::{sync::Arc, time::Duration};

use actix_web::{
    HttpMessage, HttpRequest, HttpResponse, Responder,
    body::BoxBody,
    http::{StatusCode, header},
    web::Bytes,
};
use chrono::{DateTime, TimeDelta, Utc};
use moka::future::Cache;
use sha2::{Digest, Sha256};
use trellis_domain::{Network, Revision};
use trellis_storage::{Standpoint, Store};

pub use whole::answer_kept;
use whole::{Good, WholeAnswers};

use crate::{
    caller::OrNotFound,
    precondition::is_known,
    problem::{ApiError, ApiResult},
};

/// How long a look at a network's revision is trusted.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// The longest that an answer is kept, in seconds: what browsers are told, too.
const KEPT_SECONDS: i64 = 60;

/// How much is kept, in bytes.
const CAPACITY: u64 = 64 * 1024 * 1024;

const PUBLIC: &str = "public, max-age=60, stale-while-revalidate=300";

/// What is kept.
#[derive(Clone)]
pub(crate) struct PublicCache {
    networks: Cache<String, Arc<SeenNetwork>>,
    answers: Cache<String, PublicAnswer>,
    whole: WholeAnswers,
}

/// A network as it was a moment ago.
#[derive(Debug)]
pub(crate) struct SeenNetwork {
    pub(crate) network: Network,
    pub(crate) revision: Revision,
}

/// An answer that everybody gets alike.
#[derive(Debug, Clone)]
pub(crate) struct PublicAnswer {
    content_type: &'static str,
    etag: String,
    body: Bytes,
    headers: Vec<(header::HeaderName, String)>,
    valid_until: DateTime<Utc>,
    sharing: Sharing,
}

/// How others come by an answer.
#[derive(Debug, Clone)]
enum Sharing {
    /// Its body is kept, and its head made for each.
    Body,
    /// All of it is kept as it goes out, while this network is as it was.
    Whole(Option<Arc<SeenNetwork>>),
}

impl PublicCache {
    pub(crate) fn new() -> Self {
        let weigh = |key: &String, answer: &PublicAnswer| {
            u32::try_from(key.len() + answer.body.len() + 256).unwrap_or(u32::MAX)
        };
        let kept = Duration::from_secs(KEPT_SECONDS.unsigned_abs());
        Self {
            networks: Cache::builder().max_capacity(10_000).time_to_live(LOOK_EVERY).build(),
            answers: Cache::builder().max_capacity(CAPACITY).weigher(weigh).time_to_live(kept).build(),
            whole: WholeAnswers::new(),
        }
    }

    /// The network with this short name and its revision, as they were at most a second ago.
    pub(crate) async fn network(&self, store: &Store, slug: &str) -> ApiResult<Arc<SeenNetwork>> {
        if let Some(seen) = self.networks.get(slug).await {
            return Ok(seen);
        }
        let network = store.installation().network_by_slug(slug).await?.or_not_found()?;
        let revision = store.reads(Standpoint::network(network.id)).revision().await?;
        let seen = Arc::new(SeenNetwork { network, revision });
        self.networks.insert(slug.to_owned(), Arc::clone(&seen)).await;
        Ok(seen)
    }

    /// The answer under this key, kept or made. The key names the network and its revision, or the answer says itself
    /// how long it is good.
    pub(crate) async fn answer(
        &self,
        key: String,
        now: DateTime<Utc>,
        make: impl AsyncFnOnce() -> ApiResult<PublicAnswer>,
    ) -> ApiResult<PublicAnswer> {
        if let Some(kept) = self.answers.get(&key).await
            && now < kept.valid_until
        {
            return Ok(kept);
        }
        let fresh = make().await?;
        self.answers.insert(key, fresh.clone()).await;
        Ok(fresh)
    }
}

impl SeenNetwork {
    /// The key of an answer to this request about this network.
    pub(crate) fn key(&self, request: &HttpRequest, variant: &str) -> String {
        let (id, revision) = (self.network.id, self.revision);
        format!("{id} {revision} {variant} {}?{}", request.path(), request.query_string())
    }
}

impl PublicAnswer {
    /// A JSON answer, good until the clock changes it.
    pub(crate) fn json(
        view: &impl serde::Serialize,
        now: DateTime<Utc>,
        changes: Option<DateTime<Utc>>,
    ) -> ApiResult<Self> {
        let body = serde_json::to_vec(view).map_err(ApiError::internal)?;
        Ok(Self::new("application/json", body.into(), now, changes))
    }

    /// A page.
    pub(crate) fn html(page: String, now: DateTime<Utc>, changes: Option<DateTime<Utc>>) -> Self {
        Self::new("text/html; charset=utf-8", page.into(), now, changes)
    }

    /// A document in a format of its own, to be read by programs.
    pub(crate) fn document(
        content_type: &'static str,
        document: String,
        now: DateTime<Utc>,
        changes: Option<DateTime<Utc>>,
    ) -> Self {
        Self::new(content_type, document.into(), now, changes)
    }

    fn new(content_type: &'static str, body: Bytes, now: DateTime<Utc>, changes: Option<DateTime<Utc>>) -> Self {
        let digest = Sha256::digest(&body);
        let etag = digest.iter().take(12).fold("\"".to_owned(), |tag, byte| format!("{tag}{byte:02x}")) + "\"";
        let at_most = now + TimeDelta::seconds(KEPT_SECONDS);
        let valid_until = changes.map_or(at_most, |changes| changes.min(at_most));
        Self { content_type, etag, body, headers: Vec::new(), valid_until, sharing: Sharing::Body }
    }

    /// The same with a header more.
    #[must_use]
    pub(crate) fn with_header(mut self, name: header::HeaderName, value: String) -> Self {
        self.headers.push((name, value));
        self
    }

    /// The same, for an answer that depends on nothing but its address, and the network if one is named.
    #[must_use]
    pub(crate) fn whole(self, network: Option<&Arc<SeenNetwork>>) -> Self {
        Self { sharing: Sharing::Whole(network.cloned()), ..self }
    }

    /// The same, kept no longer than this: for what no revision guards.
    #[must_use]
    pub(crate) fn until(self, at: DateTime<Utc>) -> Self {
        Self { valid_until: self.valid_until.min(at), ..self }
    }
}

impl Responder for PublicAnswer {
    type Body = BoxBody;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse {
        let known = is_known(request, &self.etag);
        let mut answer = HttpResponse::build(if known { StatusCode::NOT_MODIFIED } else { StatusCode::OK });
        answer.insert_header((header::ETAG, self.etag)).insert_header((header::CACHE_CONTROL, PUBLIC));
        for (name, value) in self.headers {
            answer.insert_header((name, value));
        }
        if known {
            return answer.finish();
        }
        if let Sharing::Whole(network) = self.sharing {
            request.extensions_mut().insert(Good { until: self.valid_until, network });
        }
        answer.insert_header((header::CONTENT_TYPE, self.content_type)).body(self.body)
    }
}
