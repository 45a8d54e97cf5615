//! `/n/{network}/sessions/{session_id}/poster`: a page of A4 for a noticeboard, to be read at two metres and copied in black and
//! white.

use actix_web::{
    HttpRequest, get,
    web::{Data, Path},
};
use askama::Template;
use trellis_domain::{ClosedEnum, SessionId, geo::Point, time_words::PageLanguage};
use trellis_storage::{Reads, Standpoint};

use super::{
    card::{Around, Card, Spoken, spoken},
    map::{self, LocatorMap},
    page_of::page_of,
    qr::Qr,
    reply::{PAPER_STYLE, PageReply},
    words::Words,
};
use crate::{
    caller::OrNotFound,
    problem::{ApiError, ApiResult},
    public_cache::{PublicAnswer, PublicCache, SeenNetwork},
    state::State,
};

#[derive(Template)]
#[template(path = "poster.html")]
pub(super) struct Poster {
    lang: &'static str,
    words: &'static Words,
    style: &'static str,
    network: Spoken,
    /// When, in words: a date, or every so often.
    when: String,
    card: Card,
    map: Option<LocatorMap>,
    qr: Option<Qr>,
    /// The address in the code, as people type it.
    short: String,
}

impl Poster {
    /// A poster that leads to `path`; `when` says when, where it is not the one occasion of the card.
    pub(super) async fn of(
        reads: &Reads,
        (state, seen): (&State, &SeenNetwork),
        (when, card, at): (String, Card, Option<Point>),
        path: &str,
        language: PageLanguage,
    ) -> ApiResult<Self> {
        let map = match at {
            Some(at) => LocatorMap::new(&map::wards(reads).await?, at),
            None => None,
        };
        let address = format!("{}{path}", state.public_url);
        let short = address.split_once("://").map_or(address.as_str(), |(_, rest)| rest).to_owned();
        Ok(Self {
            lang: language.code(),
            words: Words::of(language),
            style: PAPER_STYLE,
            network: spoken(&seen.network.details.name, language),
            when,
            card,
            map,
            qr: Qr::new(&address),
            short,
        })
    }

    /// The page.
    pub(super) fn page(&self) -> ApiResult<String> {
        self.render().map_err(ApiError::internal)
    }
}

/// The poster of one session.
#[get("/n/{network}/sessions/{session_id}/poster")]
pub(super) async fn session_poster(
    request: HttpRequest,
    state: Data<State>,
    cache: Data<PublicCache>,
    path: Path<(String, String)>,
) -> ApiResult<PageReply> {
    let (network, id) = path.into_inner();
    let make = async |seen: &SeenNetwork, id: SessionId, language, now| {
        let reads = state.store.snapshot(Standpoint::network(seen.network.id)).await?;
        let found = trellis_storage::listing::find(&reads, id, now).await?.or_not_found()?;
        let (changes, at) = (found.changes_at(now), found.listed.point);
        let topics = trellis_storage::topic::of(&reads).await?;
        let card = Card::new(found.listed, Around { network: &network, topics: &topics, from: None, language, now });
        let path = format!("/n/{network}/sessions/{id}");
        let poster = Poster::of(&reads, (&state, seen), (card.when.clone(), card, at), &path, language).await?;
        Ok(PublicAnswer::html(poster.page()?, now, changes))
    };
    page_of(&request, &state, &cache, (&network, &id), make).await
}
