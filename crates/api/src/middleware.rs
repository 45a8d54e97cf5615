//! Around every request: its id, its log line, its metrics, and an answer even when a handler panics.

use std::{panic::AssertUnwindSafe, sync::Arc};

use actix_web::{
    Error, HttpMessage, HttpRequest,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    http::header::{self, HeaderMap, HeaderName, HeaderValue},
    middleware::Next,
    web::Data,
};
use futures::FutureExt;
use metrics::{Label, SharedString};

use crate::{
    problem::{ApiError, Code},
    rate_limit,
    request_id::RequestId,
    state::State,
};

/// Sent with everything: what browsers must not do with it.
const SAFETY: [(HeaderName, &str); 3] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "strict-origin-when-cross-origin"),
    // What may be framed says so itself.
    (header::CONTENT_SECURITY_POLICY, "frame-ancestors 'none'"),
];

/// What the documentation may do: run and ask what is its own. Its styles are set from scripts, its pictures are in its styles.
const DOCUMENTATION: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
     connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// What a page without script or style may do: nothing.
const PLAIN: &str = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The pattern of the route that answers, for whoever counts and logs; found out once.
#[derive(Debug, Clone)]
pub(crate) struct Route(Arc<str>);

impl Route {
    /// The route of a request that was answered.
    pub(crate) fn of(request: &HttpRequest) -> Self {
        let known = request.extensions().get::<Self>().cloned();
        known.unwrap_or_else(|| Self(request.match_pattern().unwrap_or_else(|| "none".to_owned()).into()))
    }
}

/// Wraps a request: `App::wrap(from_fn(observe))`.
///
/// The log has one line a request, with the route's pattern and never its path, query or body.
pub async fn observe(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let id = new_id(&request)?;
    let method = request.method().clone();
    let started = std::time::Instant::now();
    let answered = id.during(AssertUnwindSafe(next.call(request)).catch_unwind());
    // A panic is our fault and one request's alone.
    let answered = answered.await.unwrap_or_else(|_panic| id_error(id));
    let mut response = answered?;
    let left = rate_limit::headers(response.request());
    let policy = policy_of(response.request().match_info().as_str());
    let headers = response.headers_mut();
    for (name, value) in left.into_iter().flatten() {
        headers.insert(HeaderName::from_static(name), value);
    }
    add_headers(headers, policy, id);
    let Route(route) = Route::of(response.request());
    let status = response.status().as_u16();
    let elapsed = started.elapsed();
    tracing::info!(request_id = %id, %method, route = &*route, status, elapsed_ms = elapsed.as_secs_f64() * 1000.0, "answered");
    let labels = vec![
        Label::new("method", method.to_string()),
        Label::new("route", SharedString::from(route)),
        Label::new("status", status.to_string()),
    ];
    metrics::histogram!("http_request_duration_seconds", labels).record(elapsed.as_secs_f64());
    Ok(response)
}

/// What the pages for developers may load; pages for people say so themselves.
fn policy_of(path: &str) -> Option<&'static str> {
    match path {
        _ if path.starts_with("/docs") => Some(DOCUMENTATION),
        _ if path.starts_with("/problems/") => Some(PLAIN),
        _ => None,
    }
}

fn new_id(request: &ServiceRequest) -> Result<RequestId, Error> {
    let state = request.app_data::<Data<State>>();
    let state = state.ok_or_else(|| ApiError::new(Code::Internal, "The service is not configured."))?;
    Ok(RequestId::new(state.store.new_id::<RequestId>(state.now()).uuid()))
}

fn id_error<B>(id: RequestId) -> Result<ServiceResponse<B>, Error> {
    let problem = id.during(async { ApiError::internal("a handler panicked") }).now_or_never();
    Err(problem.unwrap_or_else(|| ApiError::internal("a handler panicked")).into())
}

fn add_headers(headers: &mut HeaderMap, policy: Option<&'static str>, id: RequestId) {
    if let Ok(id) = HeaderValue::from_str(&id.to_string()) {
        headers.insert(HeaderName::from_static("request-id"), id);
    }
    let policy = policy.map(|policy| (header::CONTENT_SECURITY_POLICY, policy));
    // The first that is said holds.
    for (name, value) in policy.into_iter().chain(SAFETY) {
        if !headers.contains_key(&name) {
            headers.insert(name, HeaderValue::from_static(value));
        }
    }
}
