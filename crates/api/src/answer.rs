//! What handlers answer when all went well.

mod public;

pub use public::Public;

use std::marker::PhantomData;

use actix_web::{
    HttpRequest, HttpResponse, HttpResponseBuilder, Responder,
    body::BoxBody,
    http::{StatusCode, header},
};
use serde::Serialize;
use trellis_domain::{Noun, Record, Revision};
use trellis_storage::StoredAnswer;
use uuid::Uuid;

use crate::{
    precondition::{etag, is_known},
    problem::{ApiError, ApiResult},
};

/// The header that marks an answer as a repeat.
pub const REPLAYED: &str = "Idempotent-Replayed";

const PRIVATE: &str = "private, no-cache";

/// One item and its tag; 304 for who has it already.
#[derive(Debug)]
pub struct Item<V> {
    etag: String,
    view: V,
}

impl<V: Serialize> Item<V> {
    /// The item at a revision, as one role sees it.
    pub fn new(revision: Revision, variant: &str, view: V) -> Self {
        Self { etag: etag(revision, variant), view }
    }

    /// Something that is worked out and stands for no single revision; its tag is a digest of it.
    pub fn digested(view: V) -> ApiResult<Self> {
        let body = serde_json::to_vec(&view).map_err(ApiError::internal)?;
        Ok(Self { etag: public::tag_of(&body), view })
    }
}

impl<V: Serialize> Responder for Item<V> {
    type Body = BoxBody;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse {
        let known = is_known(request, &self.etag);
        let mut answer = HttpResponse::build(if known { StatusCode::NOT_MODIFIED } else { StatusCode::OK });
        answer.insert_header((header::ETAG, self.etag)).insert_header((header::CACHE_CONTROL, PRIVATE));
        if known { answer.finish() } else { answer.json(self.view) }
    }
}

/// A part of a list, and where it goes on.
#[derive(Debug)]
pub struct Listing<P> {
    pub(crate) page: P,
    pub(crate) next: Option<String>,
}

impl<P: Serialize> Responder for Listing<P> {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        let mut answer = HttpResponse::Ok();
        answer.insert_header((header::CACHE_CONTROL, PRIVATE));
        if let Some(next) = self.next {
            answer.insert_header((header::LINK, format!("<{next}>; rel=\"next\"")));
        }
        answer.json(self.page)
    }
}

/// What a command answers the first time.
#[derive(Debug)]
pub struct Answer<V> {
    status: StatusCode,
    location: Option<String>,
    tagged: Option<Revision>,
    subject: Option<Uuid>,
    body: Option<V>,
}

impl<V: Serialize> Answer<V> {
    /// 200: something changed, and this is how it is now.
    pub fn changed<N: Noun>(record: &Record<N>, view: V) -> Self {
        Self::of(StatusCode::OK, record, view)
    }

    /// 201: something new, at this address.
    pub fn created<N: Noun>(collection: &str, record: &Record<N>, view: V) -> Self {
        let location = Some(format!("{collection}/{}", record.id));
        Self { location, ..Self::of(StatusCode::CREATED, record, view) }
    }

    /// 202: taken on, and to be looked after at this address.
    pub fn accepted<N: Noun>(location: String, record: &Record<N>, view: V) -> Self {
        Self { location: Some(location), tagged: None, ..Self::of(StatusCode::ACCEPTED, record, view) }
    }

    /// 200 with something that has no record of its own, at a revision where it has one.
    pub const fn ok(revision: Option<Revision>, view: V) -> Self {
        Self { status: StatusCode::OK, location: None, tagged: revision, subject: None, body: Some(view) }
    }

    /// 201 with something that has no record of its own.
    pub const fn made(location: String, view: V) -> Self {
        Self { status: StatusCode::CREATED, location: Some(location), tagged: None, subject: None, body: Some(view) }
    }

    /// The same answer, about something else: erasing that erases the stored answer.
    #[must_use]
    pub fn about(self, subject: Uuid) -> Self {
        Self { subject: Some(subject), ..self }
    }

    fn of<N: Noun>(status: StatusCode, record: &Record<N>, view: V) -> Self {
        let (tagged, subject) = (Some(record.head.revision), Some(record.id.uuid()));
        Self { status, location: None, tagged, subject, body: Some(view) }
    }

    pub(crate) fn subject(&self) -> Option<Uuid> {
        self.subject
    }

    pub(crate) fn stored(self, variant: &str) -> ApiResult<StoredAnswer> {
        let body = self.body.map(|body| serde_json::to_value(body).map_err(ApiError::internal)).transpose()?;
        Ok(StoredAnswer {
            status: self.status.as_u16(),
            location: self.location,
            etag: self.tagged.map(|revision| etag(revision, variant)),
            body: body.unwrap_or_default(),
        })
    }
}

impl Answer<()> {
    /// 204: done, nothing to show.
    pub const fn done() -> Self {
        Self { status: StatusCode::NO_CONTENT, location: None, tagged: None, subject: None, body: None }
    }
}

/// A command's answer on its way out, first or repeated.
#[derive(Debug)]
pub struct Reply<V> {
    answer: StoredAnswer,
    replayed: bool,
    view: PhantomData<fn() -> V>,
}

impl<V> Reply<V> {
    pub(crate) const fn new(answer: StoredAnswer, replayed: bool) -> Self {
        Self { answer, replayed, view: PhantomData }
    }
}

impl<V> Responder for Reply<V> {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        let StoredAnswer { status, location, etag, body } = self.answer;
        let mut answer = HttpResponseBuilder::new(StatusCode::from_u16(status).unwrap_or(StatusCode::OK));
        answer.insert_header((header::CACHE_CONTROL, PRIVATE));
        for (name, value) in [(header::LOCATION, location), (header::ETAG, etag)] {
            if let Some(value) = value {
                answer.insert_header((name, value));
            }
        }
        if self.replayed {
            answer.insert_header((REPLAYED, "true"));
        }
        if body.is_null() { answer.finish() } else { answer.json(body) }
    }
}

/// The answer to a question that was asked with a body: worked out anew each time, of no revision.
#[derive(Debug)]
pub struct WorkedOut<V>(pub V);

impl<V: Serialize> Responder for WorkedOut<V> {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::Ok().insert_header((header::CACHE_CONTROL, PRIVATE)).json(self.0)
    }
}

/// Something that nobody keeps on the way: a secret that is shown once, or a detail that is protected.
#[derive(Debug)]
pub struct Revealed<V>(pub V);

impl<V: Serialize> Responder for Revealed<V> {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::Ok().insert_header((header::CACHE_CONTROL, "no-store")).json(self.0)
    }
}
