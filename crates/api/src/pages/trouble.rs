//! What goes wrong on a page is said on a page: whoever reads pages gets words, programs get the problem.

use actix_web::{
    Error, HttpRequest, HttpResponse,
    body::{EitherBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::{StatusCode, header},
    middleware::Next,
};
use askama::Template;
use trellis_domain::{ClosedEnum, time_words::PageLanguage};

use super::{
    language::language_of,
    reply::{STYLE, headers},
    words::Words,
};

#[derive(Template)]
#[template(path = "trouble.html")]
struct Trouble {
    lang: &'static str,
    style: &'static str,
    title: &'static str,
    detail: &'static str,
}

/// Wraps a request: `App::wrap(from_fn(say_on_page))`, around all that can refuse.
pub async fn say_on_page<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, Error> {
    let response = next.call(request).await?;
    let answer = response.headers();
    let is_problem = answer.get(header::CONTENT_TYPE).is_some_and(|kind| kind == "application/problem+json");
    if !is_problem || !reads_pages(response.request()) {
        return Ok(response.map_into_left_body());
    }
    let (language, status) = (language_of(response.request()), response.status());
    let Ok(page) = Trouble::new(status, language).render() else { return Ok(response.map_into_left_body()) };
    let mut said = HttpResponse::build(status);
    for name in [header::CACHE_CONTROL, header::RETRY_AFTER, header::ALLOW] {
        if let Some(value) = answer.get(&name) {
            said.insert_header((name, value.clone()));
        }
    }
    for name_and_value in headers(language) {
        said.insert_header(name_and_value);
    }
    said.insert_header((header::CONTENT_TYPE, "text/html; charset=utf-8"));
    Ok(response.into_response(said.body(page)).map_into_right_body())
}

fn reads_pages(request: &HttpRequest) -> bool {
    let accepted = request.headers().get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut kinds = accepted.split(',').map(str::trim);
    request.match_info().as_str().starts_with("/n/") && kinds.any(|kind| kind.starts_with("text/html"))
}

impl Trouble {
    fn new(status: StatusCode, language: PageLanguage) -> Self {
        let words = Words::of(language);
        let (title, detail) = match status {
            StatusCode::NOT_FOUND => (words.not_found, words.not_found_detail),
            StatusCode::TOO_MANY_REQUESTS => language.pick(TOO_MANY),
            StatusCode::SERVICE_UNAVAILABLE => language.pick(BUSY),
            _ if status.is_client_error() => language.pick(NOT_HERE),
            _ => language.pick(OUR_FAULT),
        };
        Self { lang: language.code(), style: STYLE, title, detail }
    }
}

/// A title and a sentence, in English and in Welsh.
type Said = ((&'static str, &'static str), (&'static str, &'static str));

const TOO_MANY: Said = (
    ("Please wait a minute", "Too many requests came from your connection. Wait a minute, then try again."),
    ("Arhoswch funud", "Daeth gormod o geisiadau o'ch cysylltiad. Arhoswch funud, yna rhowch gynnig arni eto."),
);

const BUSY: Said = (
    ("This page is not available just now", "Wait a minute, then try again."),
    ("Nid yw'r dudalen hon ar gael ar hyn o bryd", "Arhoswch funud, yna rhowch gynnig arni eto."),
);

const NOT_HERE: Said = (
    ("This does not work here", "Go back to the page before, and try again."),
    ("Nid yw hyn yn gweithio yma", "Ewch yn ôl i'r dudalen flaenorol, a rhowch gynnig arni eto."),
);

const OUR_FAULT: Said = (
    ("Something went wrong", "This is our fault, not yours. Wait a minute, then try again."),
    ("Aeth rhywbeth o'i le", "Ein bai ni yw hyn, nid eich bai chi. Arhoswch funud, yna rhowch gynnig arni eto."),
);
