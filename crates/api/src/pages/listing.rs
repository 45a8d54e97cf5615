//! `/n/{network}`: what there is, as a page that any website can link to; and `/n/{network}/embed`, the same for a frame.

use actix_web::{
    HttpRequest, get,
    http::{StatusCode, header},
    web::{Data, Path},
};
use askama::Template;
use trellis_domain::{ClosedEnum, TopicTree};

use super::{
    card::{Spoken, spoken},
    choices::Choices,
    form::{Form, Mistake},
    frame::{self, Frame},
    language::language_of,
    question::{Question, Results},
    reply::{Frames, PageReply, STYLE, headers_in},
    session::missing,
    words::Words,
};
use crate::{
    problem::{ApiError, ApiResult, Code},
    public_cache::{PublicAnswer, PublicCache},
    state::State,
};

/// What programs find beside the page, by ending and media type.
pub(super) const FEEDS: [(&str, &str); 3] =
    [("ics", "text/calendar"), ("atom", "application/atom+xml"), ("feed.json", "application/feed+json")];

#[derive(Template)]
#[template(path = "listing.html")]
struct Listing<'a> {
    lang: &'static str,
    other_lang: &'static str,
    other_address: String,
    /// The same search as a sheet to print.
    sheet: String,
    words: &'static Words,
    style: &'static str,
    network: Spoken,
    address: &'a str,
    /// Where the form leads.
    action: String,
    form: &'a Form,
    choices: Choices,
    feeds: [(&'static str, &'static str); 3],
    /// What a website asks when it is given this address.
    oembed: String,
    mistakes: Vec<(&'static str, &'static str)>,
    found: Option<Results>,
    framed: bool,
    /// What stands before the addresses of sessions.
    base: &'static str,
    level: u8,
}

/// The listing page of a network.
#[get("/n/{network}")]
pub(super) async fn listing_page(
    request: HttpRequest,
    state: Data<State>,
    cache: Data<PublicCache>,
    network: Path<String>,
) -> ApiResult<PageReply> {
    let question = match Question::read(&request, &state, &cache, &network).await {
        Ok(question) => question,
        Err(error) if error.code() == Code::NotFound => return missing(language_of(&request)),
        Err(error) => return Err(error),
    };
    reply(&question, &cache, false).await
}

/// The listing page of a network, in a frame of a website that the network knows.
#[get("/n/{network}/embed")]
pub(super) async fn embedded_page(
    request: HttpRequest,
    state: Data<State>,
    cache: Data<PublicCache>,
    network: Path<String>,
) -> ApiResult<PageReply> {
    let question = match Question::read(&request, &state, &cache, &network).await {
        Ok(question) => question,
        Err(error) if error.code() == Code::NotFound => return missing(language_of(&request)),
        Err(error) => return Err(error),
    };
    match Frame::of(&question) {
        Frame::Known => reply(&question, &cache, true).await,
        Frame::Unknown(origin) => frame::refused(&question, &origin),
    }
}

async fn reply(question: &Question<'_>, cache: &PublicCache, framed: bool) -> ApiResult<PageReply> {
    let origins = &question.seen.network.details.embed_origins;
    let headers = headers_in(question.language, if framed { Frames::These(origins) } else { Frames::Nobody });
    let asked = match question.locate().await? {
        Ok(asked) => asked,
        Err(mistakes) => {
            let page = page(question, framed, None, &mistakes).await?;
            return Ok(PageReply::Wrong(StatusCode::UNPROCESSABLE_ENTITY, headers.into(), page));
        }
    };
    let make = async || {
        let results = question.results(asked).await?;
        let changes = results.changes;
        let page = page(question, framed, Some(results), &[]).await?;
        let answer = PublicAnswer::html(page, question.now, changes);
        let answer = headers.into_iter().fold(answer, |answer, (name, value)| answer.with_header(name, value));
        // Another website may get another answer.
        Ok(if framed { answer.with_header(header::VARY, frame::VARIES.to_owned()) } else { answer })
    };
    let kind = if framed { "framed" } else { "html" };
    Ok(PageReply::Good(cache.answer(question.key(kind), question.now, make).await?))
}

async fn page(
    question: &Question<'_>,
    framed: bool,
    found: Option<Results>,
    mistakes: &[Mistake],
) -> ApiResult<String> {
    let topics = question.state.store.installation().topics().await?;
    let page = Listing::new(question, &topics, framed, found, mistakes);
    page.render().map_err(ApiError::internal)
}

impl<'a> Listing<'a> {
    fn new(
        question: &'a Question<'_>,
        topics: &TopicTree,
        framed: bool,
        found: Option<Results>,
        mistakes: &[Mistake],
    ) -> Self {
        let Question { form, language, seen, state, .. } = question;
        let (address, words) = (question.slug(), Words::of(*language));
        let other_lang = language.pick(("cy", "en"));
        let place = if framed { format!("{address}/embed") } else { address.to_owned() };
        let page: String = form_urlencoded::byte_serialize(question.page().as_bytes()).collect();
        Self {
            lang: language.code(),
            other_lang,
            other_address: form.address(&place, other_lang),
            words,
            sheet: form.sheet_address(address, language.code()),
            style: STYLE,
            network: spoken(&seen.network.details.name, *language),
            address,
            action: format!("/n/{place}"),
            form,
            choices: Choices::new(form, topics, *language),
            feeds: FEEDS,
            oembed: format!("{}/oembed?format=json&url={page}", state.public_url),
            mistakes: mistakes.iter().map(|mistake| mistake.in_words(words)).collect(),
            found,
            framed,
            base: "",
            level: 2,
        }
    }
}
