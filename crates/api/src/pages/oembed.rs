//! `/oembed`: what a website asks when an editor pastes the address of a listing page.

use actix_web::{
    HttpRequest, HttpResponse, get,
    http::{StatusCode, header},
    web::{Data, Query},
};
use form_urlencoded::byte_serialize;
use serde::Deserialize;
use trellis_domain::{ClosedEnum, time_words::PageLanguage};
use trellis_standards::oembed::{Provider, Size, rich};

use super::{card::spoken, form::Form, language::language_of, words::Words};
use crate::{
    caller::OrNotFound,
    problem::{ApiError, ApiResult, Code},
    public_cache::PublicCache,
    state::State,
};

/// How large a frame is, in pixels, unless somebody wants it smaller.
pub(super) const USUAL: Size = Size { width: 640, height: 900 };

/// The smallest frame that a page still reads well in.
const LEAST: Size = Size { width: 200, height: 200 };

#[derive(Debug, Deserialize)]
struct Asked {
    url: String,
    maxwidth: Option<u32>,
    maxheight: Option<u32>,
    format: Option<String>,
}

/// A listing page as oEmbed: a frame without scripts. Other addresses have none.
#[get("/oembed")]
pub(super) async fn oembed(
    request: HttpRequest,
    state: Data<State>,
    cache: Data<PublicCache>,
    asked: Result<Query<Asked>, actix_web::Error>,
) -> ApiResult<HttpResponse> {
    let Ok(Query(asked)) = asked else {
        return Err(ApiError::new(Code::BadQuery, "Say url, the whole address of a listing page."));
    };
    // The standard's own answer to a format that a provider does not have.
    if asked.format.is_some_and(|format| format != "json") {
        return Ok(HttpResponse::build(StatusCode::NOT_IMPLEMENTED).finish());
    }
    let (network, query) = listing(&asked.url, &state.public_url).or_not_found()?;
    let seen = cache.network(&state.store, network).await?;
    let language = named_language(query).unwrap_or_else(|| language_of(&request));
    let details = &seen.network.details;
    let address = Form::parse(query).address(&format!("{network}/embed"), language.code());
    let name = spoken(&details.name, language).text;
    let title = format!("{}: {name}", Words::of(language).heading);
    let size = Size {
        width: asked.maxwidth.map_or(USUAL.width, |most| USUAL.width.min(most).max(LEAST.width)),
        height: asked.maxheight.map_or(USUAL.height, |most| USUAL.height.min(most).max(LEAST.height)),
    };
    let home = format!("{}/n/{}", state.public_url, byte_serialize(network.as_bytes()).collect::<String>());
    let provider = Provider { name, url: home };
    let answer = rich(&format!("{}{address}", state.public_url), &title, language.code(), &provider, size);
    Ok(HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "public, max-age=3600"))
        .insert_header((header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .insert_header((header::VARY, header::ACCEPT_LANGUAGE.as_str()))
        .json(answer))
}

/// The network and the query of an address of ours that lists sessions.
fn listing<'a>(url: &'a str, public_url: &str) -> Option<(&'a str, &'a str)> {
    let path = url.strip_prefix(public_url)?.strip_prefix("/n/")?;
    let path = path.split('#').next().unwrap_or_default();
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let path = path.strip_suffix('/').unwrap_or(path);
    let network = path.strip_suffix("/embed").unwrap_or(path);
    (!network.is_empty() && !network.contains('/')).then_some((network, query))
}

fn named_language(query: &str) -> Option<PageLanguage> {
    let mut arguments = form_urlencoded::parse(query.as_bytes());
    arguments.find_map(|(name, value)| (name == "lang").then(|| PageLanguage::parse(&value)).flatten())
}

#[cfg(test)]
mod tests {
    use super::listing;

    #[test]
    fn only_listing_pages_of_this_service_can_be_embedded() {
        let of = |url| listing(url, "https://help.example");
        assert_eq!(of("https://help.example/n/bexley"), Some(("bexley", "")));
        assert_eq!(of("https://help.example/n/bexley/embed?lang=cy&kind=#list"), Some(("bexley", "lang=cy&kind=")));
        assert_eq!(of("https://help.example/n/bexley/?a=b"), Some(("bexley", "a=b")));
        for other in [
            "https://help.example/",
            "https://help.example/n/",
            "https://help.example/n/bexley/sessions/ses_1",
            "https://help.example.org/n/bexley",
            "https://other.example/n/bexley",
            "/n/bexley",
        ] {
            assert_eq!(of(other), None, "{other}");
        }
    }
}
