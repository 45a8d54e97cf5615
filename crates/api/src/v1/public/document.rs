//! The listing of a network as a document in a format of others: the same filters, the same order, all at once.

use actix_web::{HttpRequest, http::header, web::Data};
use serde::Deserialize;
use trellis_domain::{ClosedEnum, time_words::PageLanguage};
use trellis_standards::Collection;
use trellis_storage::PageRequest;
use utoipa::IntoParams;

use super::search::{SearchSessions, find};
use crate::{
    pages::{Publication, language_of},
    problem::ApiResult,
    public_cache::{PublicAnswer, PublicCache},
    query::Beside,
    state::State,
};

/// The most sessions of a document: the first in time of those that are asked for.
const DOCUMENT_MAX: u64 = 500;

/// The language of a document.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct InLanguage {
    /// The language of its words; what `Accept-Language` asks for when left out, else English.
    #[param(inline)]
    #[expect(dead_code, reason = "read with the headers")]
    lang: Option<PageLanguage>,
}

impl Beside for InLanguage {
    const NAMES: &'static [&'static str] = &["lang"];
}

/// What is asked for.
pub(super) struct Question<'a> {
    pub(super) request: &'a HttpRequest,
    pub(super) state: &'a Data<State>,
    pub(super) cache: &'a Data<PublicCache>,
    pub(super) network: &'a str,
    pub(super) search: &'a SearchSessions,
}

/// A format: its media type, and the name under which it is kept.
#[derive(Debug, Clone, Copy)]
pub(super) struct Format {
    pub(super) media_type: &'static str,
    pub(super) ending: &'static str,
}

/// The document, kept or made.
pub(super) async fn document(
    question: Question<'_>,
    format: Format,
    write: impl FnOnce(&Collection, &Publication<'_>) -> ApiResult<String>,
) -> ApiResult<PublicAnswer> {
    let Question { request, state, cache, network, search } = question;
    let (store, now, language) = (&state.store, state.now(), language_of(request));
    let seen = cache.network(store, network).await?;
    let make = async || {
        let asked = search.locate(store, now).await?;
        let found = find(store, &seen, &asked, PageRequest { after: None, limit: DOCUMENT_MAX }, now).await?;
        let changes = found.changes_at(now);
        let topics = store.installation().topics().await?;
        let publication = Publication { seen: &seen, topics: &topics, language, public_url: &state.public_url, now };
        let collection = publication.collection(&address(request), found.page.items);
        let text = write(&collection, &publication)?;
        let filename = format!("inline; filename=\"{}-sessions.{}\"", seen.network.details.slug, format.ending);
        let answer = PublicAnswer::document(format.media_type, text, now, changes)
            .with_header(header::CONTENT_DISPOSITION, filename)
            .with_header(header::CONTENT_LANGUAGE, language.code().to_owned())
            .with_header(header::VARY, header::ACCEPT_LANGUAGE.as_str().to_owned());
        Ok(answer)
    };
    cache.answer(seen.key(request, &format!("{} {}", format.ending, language.code())), now, make).await
}

fn address(request: &HttpRequest) -> String {
    match request.query_string() {
        "" => request.path().to_owned(),
        query => format!("{}?{query}", request.path()),
    }
}
