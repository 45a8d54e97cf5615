//! A page about one thing of a network: kept as every public answer is, and a page that says so where there is none.

use actix_web::HttpRequest;
use chrono::{DateTime, Utc};
use trellis_domain::{ClosedEnum, Id, Noun, time_words::PageLanguage};

use super::{
    language::language_of,
    reply::{PageReply, headers},
    session::missing,
};
use crate::{
    problem::{ApiResult, Code},
    public_cache::{PublicAnswer, PublicCache, SeenNetwork},
    state::State,
};

/// The page about the thing of this id, kept or made; the answer gets the headers of every page.
pub(super) async fn page_of<N: Noun>(
    request: &HttpRequest,
    state: &State,
    cache: &PublicCache,
    (network, id): (&str, &str),
    make: impl AsyncFnOnce(&SeenNetwork, Id<N>, PageLanguage, DateTime<Utc>) -> ApiResult<PublicAnswer>,
) -> ApiResult<PageReply> {
    let (language, now) = (language_of(request), state.now());
    let Ok(id) = id.parse() else { return missing(language) };
    let found = async {
        let seen = cache.network(&state.store, network).await?;
        let key = seen.key(request, &format!("html {}", language.code()));
        let make = async || {
            let answer = make(&seen, id, language, now).await?;
            Ok(headers(language).into_iter().fold(answer, |answer, (name, value)| answer.with_header(name, value)))
        };
        cache.answer(key, now, make).await
    };
    match found.await {
        Ok(answer) => Ok(PageReply::Good(answer)),
        Err(error) if error.code() == Code::NotFound => missing(language),
        Err(error) => Err(error),
    }
}
