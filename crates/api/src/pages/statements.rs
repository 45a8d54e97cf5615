//! `/embed/accessibility` and `/embed/privacy`: what is promised about pages and embeds, in plain words.

use actix_web::{HttpRequest, get, web::Data};
use askama::Template;
use trellis_domain::{ClosedEnum, time_words::PageLanguage};

use super::{
    language::language_of,
    reply::{PageReply, STYLE, headers},
    words::Words,
};
use crate::{
    problem::{ApiError, ApiResult},
    public_cache::PublicAnswer,
    state::State,
};

#[derive(Template)]
#[template(path = "statement.html")]
struct Statement {
    lang: &'static str,
    other_lang: &'static str,
    words: &'static Words,
    style: &'static str,
    title: &'static str,
    address: &'static str,
    /// The text of the statement, written by us.
    text: &'static str,
}

/// How accessible pages and embeds are.
#[get("/embed/accessibility")]
pub(super) async fn accessibility(request: HttpRequest, state: Data<State>) -> ApiResult<PageReply> {
    let language = language_of(&request);
    let text = language.pick((
        include_str!("../../templates/accessibility.en.html"),
        include_str!("../../templates/accessibility.cy.html"),
    ));
    statement(&state, language, "/embed/accessibility", Words::of(language).accessibility, text)
}

/// What becomes of what people type.
#[get("/embed/privacy")]
pub(super) async fn privacy(request: HttpRequest, state: Data<State>) -> ApiResult<PageReply> {
    let language = language_of(&request);
    let text = language
        .pick((include_str!("../../templates/privacy.en.html"), include_str!("../../templates/privacy.cy.html")));
    statement(&state, language, "/embed/privacy", Words::of(language).privacy, text)
}

fn statement(
    state: &State,
    language: PageLanguage,
    address: &'static str,
    title: &'static str,
    text: &'static str,
) -> ApiResult<PageReply> {
    let (lang, other_lang) = (language.code(), language.pick(("cy", "en")));
    let page = Statement { lang, other_lang, words: Words::of(language), style: STYLE, title, address, text };
    let answer = PublicAnswer::html(page.render().map_err(ApiError::internal)?, state.now(), None);
    let answer = headers(language).into_iter().fold(answer, |answer, (name, value)| answer.with_header(name, value));
    Ok(PageReply::Good(answer))
}
