//! Entity tags and preconditions (RFC 9110, RFC 6585).

use std::future::{Ready, ready};

use actix_web::{FromRequest, HttpRequest, dev::Payload, http::header};
use trellis_domain::Revision;

use crate::problem::{ApiError, ApiResult, Code};

/// The content codings in which an answer may go out; its tag then ends in one of them.
const CODINGS: [&str; 3] = ["gzip", "br", "deflate"];

/// The tag of one representation: the item's own revision, and which view of it.
pub(crate) fn etag(revision: Revision, variant: &str) -> String {
    format!("\"{revision}-{variant}\"")
}

/// The revision a caller changes: what its `If-Match` header says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IfMatch(Option<String>);

impl IfMatch {
    /// Goes on only if the caller saw this revision: missing 428, stale 412. Call it once the item is known to be in
    /// reach, so that nothing leaks.
    pub fn check(&self, current: Revision) -> ApiResult<()> {
        let Some(tags) = &self.0 else {
            let detail = "Send the ETag of what you read as If-Match, so that nobody's change is lost.";
            return Err(ApiError::new(Code::PreconditionRequired, detail));
        };
        let seen = tags.split(',').map(str::trim).any(|tag| tag == "*" || revision_of(tag) == Some(current));
        if seen {
            return Ok(());
        }
        Err(ApiError::new(Code::PreconditionFailed, "It has changed since you read it. Read it again, then decide."))
    }
}

/// The revision in a strong entity tag of ours.
fn revision_of(tag: &str) -> Option<Revision> {
    let inside = tag.strip_prefix('"')?.strip_suffix('"')?;
    inside.split('-').next()?.parse().ok().map(Revision::new)
}

impl FromRequest for IfMatch {
    type Error = ApiError;
    type Future = Ready<ApiResult<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self(text(request, &header::IF_MATCH))))
    }
}

/// Whether the caller already has this representation (`If-None-Match`, weak comparison).
pub(crate) fn is_known(request: &HttpRequest, etag: &str) -> bool {
    known_tag(request, etag).is_some()
}

/// The tag by which the caller has this representation, in whichever content coding.
pub(crate) fn known_tag(request: &HttpRequest, etag: &str) -> Option<String> {
    let tags = text(request, &header::IF_NONE_MATCH)?;
    let mut opaque = tags.split(',').map(|tag| tag.trim().trim_start_matches("W/"));
    let known = opaque.find(|tag| *tag == "*" || uncoded(tag) == etag)?;
    Some(if known == "*" { etag } else { known }.to_owned())
}

/// A tag without the content coding that it ends in.
fn uncoded(tag: &str) -> String {
    let inside = tag.strip_suffix('"').unwrap_or(tag);
    let coded = CODINGS.iter().find_map(|coding| inside.strip_suffix(coding)?.strip_suffix('-'));
    coded.map_or_else(|| tag.to_owned(), |plain| format!("{plain}\""))
}

/// Which way an upsert may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UpsertOnly {
    /// Create or update.
    Either,
    /// `If-None-Match: *`: create only.
    Create,
    /// `If-Match: *`, or with a tag: update only.
    Update,
    /// Both at once, which nothing can fulfil.
    Neither,
}

impl UpsertOnly {
    /// Goes on only if the caller wants this way, now that it is clear whether the thing is known.
    pub fn check(self, known: bool) -> ApiResult<()> {
        match (self, known) {
            (Self::Create, true) => {
                Err(ApiError::new(Code::PreconditionFailed, "There is one with this number already."))
            }
            (Self::Neither, _) => {
                let detail = "Send If-Match to update, or If-None-Match to create; both can never be so.";
                Err(ApiError::new(Code::PreconditionFailed, detail))
            }
            (Self::Update, false) => {
                Err(ApiError::new(Code::PreconditionFailed, "There is none with this number yet."))
            }
            _ => Ok(()),
        }
    }
}

impl FromRequest for UpsertOnly {
    type Error = ApiError;
    type Future = Ready<ApiResult<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let creates = text(request, &header::IF_NONE_MATCH).is_some_and(|tag| tag.trim() == "*");
        let updates = text(request, &header::IF_MATCH).is_some();
        ready(Ok(match (creates, updates) {
            (true, false) => Self::Create,
            (false, true) => Self::Update,
            (true, true) => Self::Neither,
            (false, false) => Self::Either,
        }))
    }
}

fn text(request: &HttpRequest, name: &header::HeaderName) -> Option<String> {
    request.headers().get(name)?.to_str().ok().map(ToOwned::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_coded_tag_is_known_by_what_was_coded() {
        for (tag, plain) in [
            ("\"42-partner-gzip\"", "\"42-partner\""),
            ("\"0a1b-br\"", "\"0a1b\""),
            ("\"42-partner\"", "\"42-partner\""),
            ("gzip", "gzip"),
            ("", ""),
        ] {
            assert_eq!(uncoded(tag), plain);
        }
    }

    #[test]
    fn a_tag_matches_by_its_revision_whatever_the_view() {
        let if_match = |tags: &str| IfMatch(Some(tags.to_owned()));
        let current = Revision::new(42);
        assert!(if_match("\"42-partner\"").check(current).is_ok());
        assert!(if_match("\"7-x\", \"42-coordinator\"").check(current).is_ok());
        assert!(if_match("\"42-partner-gzip\"").check(current).is_ok());
        assert!(if_match("*").check(current).is_ok());
        for stale in ["\"41-partner\"", "W/\"42-partner\"", "42", ""] {
            assert_eq!(if_match(stale).check(current).map_err(|e| e.code()), Err(Code::PreconditionFailed), "{stale}");
        }
        assert_eq!(IfMatch(None).check(current).map_err(|e| e.code()), Err(Code::PreconditionRequired));
    }
}
