//! Pages for one person alone: kept by nobody, found by no search engine, named to no other site.

use actix_web::{
    HttpRequest, HttpResponse, HttpResponseBuilder, Responder,
    body::BoxBody,
    http::header::{self, HeaderName},
};
use trellis_domain::time_words::PageLanguage;

use crate::pages::reply::{PageReply, headers};

const ROBOTS: HeaderName = HeaderName::from_static("x-robots-tag");

/// What somebody with a personal link is answered.
#[derive(Debug)]
pub(super) enum PrivateReply {
    /// The page.
    Page(PageLanguage, String),
    /// Where to look after something was done, so that a reload does not do it again.
    See(String),
    /// The page that says that there is none.
    Missing(PageReply),
}

impl Responder for PrivateReply {
    type Body = BoxBody;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse {
        match self {
            Self::Page(language, page) => {
                let mut answer = HttpResponse::Ok();
                answer.insert_header((header::CONTENT_TYPE, "text/html; charset=utf-8"));
                for header in headers(language) {
                    answer.insert_header(header);
                }
                secluded(&mut answer).body(page)
            }
            Self::See(address) => {
                let mut answer = HttpResponse::SeeOther();
                answer.insert_header((header::LOCATION, address));
                secluded(&mut answer).finish()
            }
            Self::Missing(page) => page.respond_to(request),
        }
    }
}

fn secluded(answer: &mut HttpResponseBuilder) -> &mut HttpResponseBuilder {
    answer
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header((header::REFERRER_POLICY, "no-referrer"))
        .insert_header((ROBOTS, "noindex"))
}
