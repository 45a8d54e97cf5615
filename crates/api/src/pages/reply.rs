//! Pages on their way out: no script, no cookie, and a frame only where the network says so.

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
use trellis_domain::{ClosedEnum, Origin, time_words::PageLanguage};

use crate::public_cache::PublicAnswer;

/// The style of every page; small, so that it travels inside.
pub(super) const STYLE: &str = include_str!("../../templates/style.css");

/// The style of pages with dates, a map, or what is made to be printed.
pub(super) const PAPER_STYLE: &str =
    concat!(include_str!("../../templates/style.css"), include_str!("../../templates/paper.css"));

/// Nothing may be loaded and nothing may run; the styles are known by their hashes.
static POLICY: LazyLock<String> = LazyLock::new(|| {
    let styles = format!("{} {}", hash(STYLE), hash(PAPER_STYLE));
    format!("default-src 'none'; style-src {styles}; form-action 'self'; base-uri 'none'")
});

/// Who may show a page in a frame.
#[derive(Debug, Clone, Copy)]
pub(super) enum Frames<'a> {
    /// No website at all.
    Nobody,
    /// This service, for previews, and these websites.
    These(&'a [Origin]),
    /// Every website.
    Anybody,
}

/// A page, or a page that says what is wrong.
#[derive(Debug)]
pub(super) enum PageReply {
    /// Everybody gets it alike, and may keep it for a while.
    Good(PublicAnswer),
    /// What is wrong, for this reader and this moment.
    Wrong(StatusCode, Vec<(HeaderName, String)>, String),
}

impl PageReply {
    /// A page that says what is wrong, in no frame.
    pub(super) fn wrong(status: StatusCode, language: PageLanguage, page: String) -> Self {
        Self::Wrong(status, headers(language).into(), page)
    }
}

impl Frames<'_> {
    fn directive(self) -> String {
        let known = |origins: &[Origin]| origins.iter().map(|origin| format!(" {origin}")).collect::<String>();
        match self {
            Self::Nobody => "frame-ancestors 'none'".to_owned(),
            Self::These(origins) => format!("frame-ancestors 'self'{}", known(origins)),
            Self::Anybody => "frame-ancestors *".to_owned(),
        }
    }
}

/// What a policy calls a script or a style that stands in the page.
pub(super) fn hash(text: &str) -> String {
    format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)))
}

/// The headers of a page that nobody may frame.
pub(super) fn headers(language: PageLanguage) -> [(HeaderName, String); 3] {
    headers_in(language, Frames::Nobody)
}

/// The headers of every page in a language.
pub(super) fn headers_in(language: PageLanguage, frames: Frames<'_>) -> [(HeaderName, String); 3] {
    [
        (header::CONTENT_SECURITY_POLICY, format!("{}; {}", *POLICY, frames.directive())),
        (header::CONTENT_LANGUAGE, language.code().to_owned()),
        (header::VARY, header::ACCEPT_LANGUAGE.as_str().to_owned()),
    ]
}

impl Responder for PageReply {
    type Body = BoxBody;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse {
        match self {
            Self::Good(answer) => answer.respond_to(request),
            Self::Wrong(status, headers, page) => {
                let mut answer = HttpResponse::build(status);
                answer.insert_header((header::CONTENT_TYPE, "text/html; charset=utf-8"));
                answer.insert_header((header::CACHE_CONTROL, "no-store"));
                for header in headers {
                    answer.insert_header(header);
                }
                answer.body(page)
            }
        }
    }
}
