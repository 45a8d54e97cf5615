//! Answers that anybody may have: the same for all, and kept by caches for a minute.

use actix_web::{
    HttpRequest, HttpResponse, Responder,
    body::BoxBody,
    http::{StatusCode, header},
};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::{
    precondition::is_known,
    problem::{ApiError, ApiResult},
};

const CACHED: &str = "public, max-age=60, stale-while-revalidate=300";

/// What anybody may read; 304 for who has it already.
#[derive(Debug)]
pub struct Public {
    etag: String,
    body: Vec<u8>,
}

impl Public {
    /// The answer that shows this; its tag is a digest, since it stands for no single revision.
    pub fn new<V: Serialize>(view: &V) -> ApiResult<Self> {
        let body = serde_json::to_vec(view).map_err(ApiError::internal)?;
        Ok(Self { etag: tag_of(&body), body })
    }
}

/// The tag of something that stands for no single revision: a digest of it.
pub(super) fn tag_of(body: &[u8]) -> String {
    let digest = Sha256::digest(body);
    let tag = digest.iter().take(12).map(|byte| format!("{byte:02x}")).collect::<String>();
    format!("\"{tag}\"")
}

impl Responder for Public {
    type Body = BoxBody;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse {
        let known = is_known(request, &self.etag);
        let mut answer = HttpResponse::build(if known { StatusCode::NOT_MODIFIED } else { StatusCode::OK });
        answer.insert_header((header::ETAG, self.etag)).insert_header((header::CACHE_CONTROL, CACHED));
        if known { answer.finish() } else { answer.content_type("application/json").body(self.body) }
    }
}
