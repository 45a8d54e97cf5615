//! `/n/{network}/sessions/{session_id}`: one occurrence, with an address that stays good.

use actix_web::{
    HttpRequest, get,
    http::StatusCode,
    web::{Data, Path},
};
use askama::Template;
use trellis_domain::{ClosedEnum, SeriesId, SessionId, time_words::PageLanguage};
use trellis_standards::json_ld;
use trellis_storage::Standpoint;

use super::{
    card::{Around, Card, Spoken, spoken},
    happening::Publication,
    page_of::page_of,
    reply::{PageReply, STYLE},
    words::Words,
};
use crate::{
    caller::OrNotFound,
    problem::{ApiError, ApiResult},
    public_cache::{PublicAnswer, PublicCache, SeenNetwork},
    state::State,
};

#[derive(Template)]
#[template(path = "session.html")]
struct Session<'a> {
    lang: &'static str,
    other_lang: &'static str,
    words: &'static Words,
    style: &'static str,
    network: Spoken,
    address: &'a str,
    id: SessionId,
    series: Option<SeriesId>,
    card: Card,
    /// What search engines read.
    json_ld: String,
}

#[derive(Template)]
#[template(path = "missing.html")]
struct Missing {
    lang: &'static str,
    words: &'static Words,
    style: &'static str,
}

/// The page of one session.
#[get("/n/{network}/sessions/{session_id}")]
pub(super) async fn session_page(
    request: HttpRequest,
    state: Data<State>,
    cache: Data<PublicCache>,
    path: Path<(String, String)>,
) -> ApiResult<PageReply> {
    let (network, id) = path.into_inner();
    let make = async |seen: &SeenNetwork, id: SessionId, language, now| {
        let reads = state.store.snapshot(Standpoint::network(seen.network.id)).await?;
        let found = trellis_storage::listing::find(&reads, id, now).await?.or_not_found()?;
        let changes = found.changes_at(now);
        let topics = trellis_storage::topic::of(&reads).await?;
        let around = Around { network: &network, topics: &topics, from: None, language, now };
        let publication = Publication { seen, topics: &topics, language, public_url: &state.public_url, now };
        let json_ld = json_ld::in_page(&json_ld::event(&publication.happening(found.listed.clone())));
        let series = found.listed.series;
        let page = Session { series, ..Session::new(seen, id, Card::new(found.listed, around), json_ld, language) };
        Ok(PublicAnswer::html(page.render().map_err(ApiError::internal)?, now, changes))
    };
    page_of(&request, &state, &cache, (&network, &id), make).await
}

impl<'a> Session<'a> {
    fn new(seen: &'a SeenNetwork, id: SessionId, card: Card, json_ld: String, language: PageLanguage) -> Self {
        Self {
            lang: language.code(),
            other_lang: language.pick(("cy", "en")),
            words: Words::of(language),
            style: STYLE,
            network: spoken(&seen.network.details.name, language),
            address: seen.network.details.slug.as_str(),
            id,
            series: None,
            card,
            json_ld,
        }
    }
}

/// The page that says that there is none.
pub(super) fn missing(language: PageLanguage) -> ApiResult<PageReply> {
    let page = Missing { lang: language.code(), words: Words::of(language), style: STYLE };
    Ok(PageReply::wrong(StatusCode::NOT_FOUND, language, page.render().map_err(ApiError::internal)?))
}
