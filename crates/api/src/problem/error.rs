//! The one error of handlers, and the one place where it becomes an answer.

use std::{error::Error, fmt};

use actix_web::{
    HttpResponse, ResponseError,
    http::{StatusCode, header},
};
use serde::Serialize;
use trellis_domain::{FieldCode, Refusals, SessionId};
use utoipa::ToSchema;

use super::Code;
use crate::request_id::RequestId;

/// What handlers answer.
pub type ApiResult<T> = Result<T, ApiError>;

/// A failure on its way out: a code, a text for the caller, and a cause that only the log sees.
#[derive(Debug)]
pub struct ApiError {
    code: Code,
    detail: String,
    errors: Vec<ProblemField>,
    sessions: Vec<SessionId>,
    header: Option<(header::HeaderName, String)>,
    request_id: Option<RequestId>,
    source: Option<Box<dyn Error>>,
}

/// A problem (RFC 9457), `application/problem+json`.
#[derive(Debug, Serialize, ToSchema)]
pub struct Problem {
    /// The address of a page about this kind of problem.
    #[schema(format = UriReference, examples("/problems/not_found"))]
    r#type: String,
    /// What it means, in words that never change from case to case.
    #[schema(examples("There is no such thing"))]
    title: String,
    /// The HTTP status.
    #[schema(minimum = 400, maximum = 599, examples(404))]
    status: u16,
    /// What happened here, and what would be right. For people; it may change.
    #[schema(examples("There is nothing with this id that you may see."))]
    detail: String,
    /// The id of this request, as a URN; quote it when you ask for help.
    #[schema(format = Uri, examples("urn:uuid:0198c0de-0000-7000-8000-00000000000a"))]
    instance: String,
    /// The stable code of the problem. New ones may be added.
    #[schema(examples("not_found"))]
    code: String,
    /// What is wrong with single values; empty where the whole request is meant.
    errors: Vec<ProblemField>,
    /// The sessions that stand in the way; only where it is theirs.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    sessions: Vec<SessionId>,
}

/// What is wrong with one value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ProblemField {
    /// A JSON pointer into the body, or the name of a parameter or header.
    #[schema(examples("/availability/0/end"))]
    pub pointer: String,
    /// The stable code of what is wrong. New ones may be added.
    pub code: FieldCode,
    /// What would be right.
    #[schema(examples("a time after the start"))]
    pub detail: String,
}

impl ApiError {
    /// A failure with a text for the caller; the text must not repeat values, names or SQL.
    pub fn new(code: Code, detail: impl Into<String>) -> Self {
        let request_id = RequestId::current();
        Self {
            code,
            detail: detail.into(),
            errors: Vec::new(),
            sessions: Vec::new(),
            header: None,
            request_id,
            source: None,
        }
    }

    /// There is nothing here that the caller may see.
    pub fn not_found() -> Self {
        Self::new(Code::NotFound, "There is nothing with this id that you may see.")
    }

    /// Our fault; the cause goes to the log.
    pub fn internal(source: impl Into<Box<dyn Error>>) -> Self {
        let detail = "The request was not carried out. Quote the instance when you ask for help.";
        Self { source: Some(source.into()), ..Self::new(Code::Internal, detail) }
    }

    /// The same failure with the values that caused it.
    #[must_use]
    pub fn with_refusals(mut self, refusals: Refusals) -> Self {
        let fields = refusals.into_vec().into_iter();
        self.errors.extend(fields.map(|r| ProblemField { pointer: r.pointer, code: r.code, detail: r.detail }));
        self
    }

    /// The same failure with the sessions that stand in the way.
    #[must_use]
    pub fn with_sessions(self, sessions: Vec<SessionId>) -> Self {
        Self { sessions, ..self }
    }

    /// The same failure with a header that belongs to it.
    #[must_use]
    pub fn with_header(self, name: header::HeaderName, value: impl Into<String>) -> Self {
        Self { header: Some((name, value.into())), ..self }
    }

    /// The same failure with its cause, for the log.
    #[must_use]
    pub(super) fn with_source(self, source: impl Into<Box<dyn Error>>) -> Self {
        Self { source: Some(source.into()), ..self }
    }

    /// What is wrong.
    pub const fn code(&self) -> Code {
        self.code
    }

    fn problem(&self) -> Problem {
        Problem {
            r#type: format!("/problems/{}", self.code.code()),
            title: self.code.title().to_owned(),
            status: self.code.status().as_u16(),
            detail: self.detail.clone(),
            instance: self.request_id.map(RequestId::urn).unwrap_or_default(),
            code: self.code.code().to_owned(),
            errors: self.errors.clone(),
            sessions: self.sessions.clone(),
        }
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code.code(), self.detail)
    }
}

impl Error for ApiError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref()
    }
}

impl ResponseError for ApiError {
    fn status_code(&self) -> StatusCode {
        self.code.status()
    }

    fn error_response(&self) -> HttpResponse {
        if let Some(source) = &self.source {
            // The only place where a cause is logged, and it is never shown.
            let cause = chain(source.as_ref());
            tracing::error!(request_id = self.request_id.map(tracing::field::display), cause, "request failed");
        }
        let mut answer = HttpResponse::build(self.code.status());
        answer.insert_header((header::CONTENT_TYPE, "application/problem+json"));
        answer.insert_header((header::CACHE_CONTROL, "no-store"));
        if let Some((name, value)) = &self.header {
            answer.insert_header((name.clone(), value.as_str()));
        }
        // `json` keeps a content type that is already set.
        answer.json(self.problem())
    }
}

fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        text = format!("{text}: {cause}");
        next = cause.source();
    }
    text
}
