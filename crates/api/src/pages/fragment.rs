//! `/n/{network}/fragment`: the list alone, for a website that puts it into a page of its own before it sends it.

use actix_web::{
    HttpRequest, get,
    http::{StatusCode, header},
    web::{Data, Path},
};
use askama::Template;
use trellis_domain::ClosedEnum;

use super::{
    question::{Question, Results},
    reply::{Frames, PageReply, headers_in},
    words::Words,
};
use crate::{
    problem::{ApiError, ApiResult},
    public_cache::{PublicAnswer, PublicCache},
    state::State,
};

#[derive(Template)]
#[template(path = "fragment.html")]
struct Fragment<'a> {
    lang: &'static str,
    words: &'static Words,
    mistakes: Vec<(&'static str, &'static str)>,
    found: Option<Results>,
    page: String,
    framed: bool,
    base: &'a str,
    level: u8,
}

/// The list of a network's sessions as a piece of HTML, with whole addresses and without any style.
#[get("/n/{network}/fragment")]
pub(super) async fn listing_fragment(
    request: HttpRequest,
    state: Data<State>,
    cache: Data<PublicCache>,
    network: Path<String>,
) -> ApiResult<PageReply> {
    let question = Question::read(&request, &state, &cache, &network).await?;
    let (language, words) = (question.language, Words::of(question.language));
    let fragment = |found, mistakes| Fragment {
        lang: language.code(),
        words,
        mistakes,
        found,
        page: question.page(),
        framed: false,
        base: &state.public_url,
        level: question.heading_level(),
    };
    let headers = headers_in(language, Frames::Nobody).into_iter();
    let headers = headers.chain([(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*".to_owned())]);
    let asked = match question.locate().await? {
        Ok(asked) => asked,
        Err(mistakes) => {
            let mistakes = mistakes.into_iter().map(|mistake| mistake.in_words(words)).collect();
            let text = fragment(None, mistakes).render().map_err(ApiError::internal)?;
            return Ok(PageReply::Wrong(StatusCode::UNPROCESSABLE_ENTITY, headers.collect(), text));
        }
    };
    let make = async || {
        let results = question.results(asked).await?;
        let changes = results.changes;
        let text = fragment(Some(results), Vec::new()).render().map_err(ApiError::internal)?;
        let answer = PublicAnswer::html(text, question.now, changes);
        Ok(headers.fold(answer, |answer, (name, value)| answer.with_header(name, value)))
    };
    Ok(PageReply::Good(cache.answer(question.key("fragment"), question.now, make).await?))
}
