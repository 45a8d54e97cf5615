//! Content codings: which answers are compressed, and how each is labelled.
//!
//! [`choose`] stands inside actix's `Compress` and [`label`] outside. `Compress` leaves alone what has a coding already, so the
//! one marks such answers and the other takes the mark away.

use actix_web::{
    Error, HttpMessage,
    body::{BodySize, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::{
        StatusCode,
        header::{self, AcceptEncoding, Encoding, HeaderMap, HeaderValue},
    },
    middleware::Next,
};

use crate::precondition::known_tag;

/// Shorter answers are not worth it, in bytes.
const SHORTEST: u64 = 1024;

const IDENTITY: HeaderValue = HeaderValue::from_static("identity");

/// Inside `Compress`: keeps it from what is short, and from secrets, whose length would tell of them.
pub async fn choose<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let mut response = next.call(request).await?;
    let short = match response.response().body().size() {
        BodySize::None => true,
        BodySize::Sized(length) => length < SHORTEST,
        BodySize::Stream => false,
    };
    let headers = response.headers_mut();
    if (short || is_secret(headers)) && !headers.contains_key(header::CONTENT_ENCODING) {
        headers.insert(header::CONTENT_ENCODING, IDENTITY);
    }
    Ok(response)
}

/// Outside `Compress`: each coding has a strong tag of its own, and caches are told that there are several.
pub async fn label<B: MessageBody + 'static>(
    mut request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let ours = [Encoding::identity(), Encoding::brotli(), Encoding::gzip()];
    if request.get_header::<AcceptEncoding>().is_some_and(|accepted| accepted.negotiate(ours.iter()).is_none()) {
        // Who takes none of them gets the answer as it is (RFC 9110, section 12.5.3).
        request.headers_mut().remove(header::ACCEPT_ENCODING);
    }
    let mut response = next.call(request).await?;
    let tag = tag(&response);
    let headers = response.headers_mut();
    if headers.get(header::CONTENT_ENCODING) == Some(&IDENTITY) {
        headers.remove(header::CONTENT_ENCODING);
    }
    if let Some(tag) = tag {
        headers.insert(header::ETAG, tag);
    }
    if !is_secret(headers) {
        vary(headers);
    }
    Ok(response)
}

fn is_secret(headers: &HeaderMap) -> bool {
    let control = headers.get(header::CACHE_CONTROL).and_then(|value| value.to_str().ok());
    control.is_some_and(|control| control.contains("no-store"))
}

/// The tag of the answer in its coding; on a 304 that of what the caller has.
fn tag<B>(response: &ServiceResponse<B>) -> Option<HeaderValue> {
    let text = |name| response.headers().get(name)?.to_str().ok();
    let plain = text(header::ETAG)?;
    let tag = match text(header::CONTENT_ENCODING) {
        _ if response.status() == StatusCode::NOT_MODIFIED => known_tag(response.request(), plain)?,
        None | Some("identity") => return None,
        Some(coding) => format!("{}-{coding}\"", plain.strip_suffix('"')?),
    };
    HeaderValue::try_from(tag).ok()
}

/// Adds `Accept-Encoding` to what the answer depends on, once.
fn vary(headers: &mut HeaderMap) {
    let depends: Vec<_> = headers.get_all(header::VARY).filter_map(|value| value.to_str().ok()).collect();
    let others = depends.iter().flat_map(|names| names.split(',')).map(str::trim);
    let others = others.filter(|name| !name.eq_ignore_ascii_case(header::ACCEPT_ENCODING.as_str()));
    let all: Vec<_> = others.chain([header::ACCEPT_ENCODING.as_str()]).collect();
    if let Ok(all) = HeaderValue::try_from(all.join(", ")) {
        headers.insert(header::VARY, all);
    }
}
