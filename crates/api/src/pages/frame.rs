//! Who may show our pages in a frame.
//!
//! The policy in the page's head names the websites that a network knows; a browser shows the page to nobody else, and says so in its own
//! words, which help nobody. So where the browser tells us that the page is for a frame of a website that the network does not know, that
//! website gets a message that may be framed anywhere: what is the matter, a link to the page, and what to send to the co-ordinator.
//! What a browser does not tell, or tells wrongly, changes only which of two refusals is seen.

use actix_web::http::{StatusCode, header};
use askama::Template;
use trellis_domain::{ClosedEnum, Origin};

use super::{
    card::{Spoken, spoken},
    question::Question,
    reply::{Frames, PageReply, STYLE, headers_in},
    words::Words,
};
use crate::problem::{ApiError, ApiResult};

/// What the answer depends on beside the address.
pub(super) const VARIES: &str = "accept-language, referer, sec-fetch-dest";

/// Where a page will be shown.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Frame {
    /// In a window of its own, in a frame of a website that the network knows, or nobody knows where.
    Known,
    /// In a frame of another website.
    Unknown(Origin),
}

#[derive(Template)]
#[template(path = "refused.html")]
struct Refused<'a> {
    lang: &'static str,
    words: &'static Words,
    style: &'static str,
    network: Spoken,
    page: String,
    origin: &'a Origin,
}

impl Frame {
    /// Where the answer to this request will be shown.
    pub(super) fn of(question: &Question<'_>) -> Self {
        let header = |name| question.request.headers().get(name).and_then(|value| value.to_str().ok());
        let framed = matches!(header("sec-fetch-dest"), Some("iframe" | "frame" | "embed" | "object"));
        let Some(origin) = header(header::REFERER.as_str()).filter(|_| framed).and_then(Origin::of) else {
            return Self::Known;
        };
        let own = Origin::of(&question.state.public_url).is_some_and(|own| own == origin);
        if own || question.seen.network.details.embed_origins.contains(&origin) {
            return Self::Known;
        }
        Self::Unknown(origin)
    }
}

/// The message for a website that the network does not know.
pub(super) fn refused(question: &Question<'_>, origin: &Origin) -> ApiResult<PageReply> {
    let language = question.language;
    let page = Refused {
        lang: language.code(),
        words: Words::of(language),
        style: STYLE,
        network: spoken(&question.seen.network.details.name, language),
        page: question.page(),
        origin,
    };
    let headers = headers_in(language, Frames::Anybody);
    Ok(PageReply::Wrong(StatusCode::FORBIDDEN, headers.into(), page.render().map_err(ApiError::internal)?))
}
