//! Pages on their way out: no script, no cookie, no frame of somebody else's.

use std::sync::LazyLock;

use actix_web::{
    HttpRequest, HttpResponse, Responder,
    body::BoxBody,
    http::{
        StatusCode,
        header::{self, HeaderName},
    },
};
use base64::{Engine, prelude::BASE64_STANDARD};
use sha2::{Digest, Sha256};
use trellis_domain::{ClosedEnum, time_words::PageLanguage};

use crate::public_cache::PublicAnswer;

/// The style of every page; small, so that it travels inside.
pub(super) const STYLE: &str = include_str!("../../templates/style.css");

/// Nothing may be loaded and nothing may run; the one style is known by its hash.
static POLICY: LazyLock<String> = LazyLock::new(|| {
    let style = BASE64_STANDARD.encode(Sha256::digest(STYLE));
    format!(
        "default-src 'none'; style-src 'sha256-{style}'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
    )
});

/// A page, or a page that says what is wrong.
#[derive(Debug)]
pub(super) enum PageReply {
    /// Everybody gets it alike, and may keep it for a while.
    Good(PublicAnswer),
    /// What is wrong, for this reader and this moment.
    Wrong(StatusCode, PageLanguage, String),
}

/// The headers of every page in a language.
pub(super) fn headers(language: PageLanguage) -> [(HeaderName, String); 3] {
    [
        (header::CONTENT_SECURITY_POLICY, POLICY.clone()),
        (header::CONTENT_LANGUAGE, language.code().to_owned()),
        (header::VARY, header::ACCEPT_LANGUAGE.as_str().to_owned()),
    ]
}

impl Responder for PageReply {
    type Body = BoxBody;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse {
        match self {
            Self::Good(answer) => answer.respond_to(request),
            Self::Wrong(status, language, page) => {
                let mut answer = HttpResponse::build(status);
                answer.insert_header((header::CONTENT_TYPE, "text/html; charset=utf-8"));
                answer.insert_header((header::CACHE_CONTROL, "no-store"));
                for header in headers(language) {
                    answer.insert_header(header);
                }
                answer.body(page)
            }
        }
    }
}
