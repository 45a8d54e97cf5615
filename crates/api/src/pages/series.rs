//! `/n/{network}/series/{series_id}`: help that repeats: when, where, the next dates; as a page and a poster.

use actix_web::{
    Either, HttpRequest, get,
    web::{Data, Path, Redirect},
};
use askama::Template;
use chrono::{DateTime, Utc};
use trellis_domain::{
    ClosedEnum, Record, Series, SeriesId, TopicTree,
    geo::Point,
    interval::Interval,
    time_words::{PageLanguage, times_in_words},
};
use trellis_storage::{ListingPage, Reading, Reads, Standpoint};

use super::{
    card::{Around, Card, Spoken, spoken},
    language::language_of,
    map::{self, LocatorMap},
    page_of::page_of,
    poster::Poster,
    reply::{PAPER_STYLE, PageReply},
    session::missing,
    words::Words,
};
use crate::{
    caller::OrNotFound,
    problem::{ApiError, ApiResult, Code},
    public_cache::{PublicAnswer, PublicCache, SeenNetwork},
    state::State,
};

/// How many of the next dates a page names.
const NEXT_DATES: u64 = 10;

#[derive(Template)]
#[template(path = "series.html")]
struct SeriesPage<'a> {
    lang: &'static str,
    other_lang: &'static str,
    words: &'static Words,
    style: &'static str,
    network: Spoken,
    address: &'a str,
    id: SeriesId,
    /// When it repeats, in words; nothing where the dates say it best.
    when: Option<String>,
    /// The next occurrence, for what all have in common.
    card: Card,
    /// The next dates: address, words, and why it is cancelled.
    dates: Vec<(String, String, Option<String>)>,
    map: Option<LocatorMap>,
}

/// A series as the public finds it: there is at least one occurrence to come.
pub(super) struct Shown {
    pub(super) series: Record<Series>,
    pub(super) page: ListingPage,
    pub(super) topics: TopicTree,
    pub(super) reads: Reads,
}

/// The page of a series.
#[get("/n/{network}/series/{series_id}")]
pub(super) async fn series_page(
    request: HttpRequest,
    state: Data<State>,
    cache: Data<PublicCache>,
    path: Path<(String, String)>,
) -> ApiResult<PageReply> {
    let (network, id) = path.into_inner();
    let make = async |seen: &SeenNetwork, id: SeriesId, language, now| {
        let shown = Shown::find(&state, seen, id, NEXT_DATES, now).await?;
        let (changes, at) = (shown.page.changes_at(now), shown.place());
        let map = match at {
            Some(at) => LocatorMap::new(&map::wards(&shown.reads).await?, at),
            None => None,
        };
        let page = SeriesPage::new(seen, &shown, map, language, now).ok_or_else(ApiError::not_found)?;
        Ok(PublicAnswer::html(page.render().map_err(ApiError::internal)?, now, changes))
    };
    page_of(&request, &state, &cache, (&network, &id), make).await
}

/// The poster of a series.
#[get("/n/{network}/series/{series_id}/poster")]
pub(super) async fn series_poster(
    request: HttpRequest,
    state: Data<State>,
    cache: Data<PublicCache>,
    path: Path<(String, String)>,
) -> ApiResult<PageReply> {
    let (network, id) = path.into_inner();
    let make = async |seen: &SeenNetwork, id: SeriesId, language, now| {
        let shown = Shown::find(&state, seen, id, NEXT_DATES, now).await?;
        let (changes, at) = (shown.page.changes_at(now), shown.place());
        let slug = seen.network.details.slug.as_str();
        let card = shown.cards(slug, language, now).into_iter().next().or_not_found()?;
        let when = shown.when(language).unwrap_or_else(|| card.when.clone());
        let path = format!("/n/{slug}/s/{}", short_code(id));
        let poster = Poster::of(&shown.reads, (&state, seen), (when, card, at), &path, language).await?;
        Ok(PublicAnswer::html(poster.page()?, now, changes))
    };
    page_of(&request, &state, &cache, (&network, &id), make).await
}

/// The short address of a series, as posters print it: leads to its page.
#[get("/n/{network}/s/{code}")]
pub(super) async fn series_by_code(
    request: HttpRequest,
    state: Data<State>,
    cache: Data<PublicCache>,
    path: Path<(String, String)>,
) -> ApiResult<Either<Redirect, PageReply>> {
    let (network, code) = path.into_inner();
    let seen = match cache.network(&state.store, &network).await {
        Ok(seen) => seen,
        Err(error) if error.code() == Code::NotFound => return Ok(Either::Right(missing(language_of(&request))?)),
        Err(error) => return Err(error),
    };
    let reads = state.store.reads(Standpoint::network(seen.network.id));
    let listed = trellis_storage::listing::series_to_come(&reads, state.now()).await?;
    match listed.into_iter().find(|id| short_code(*id) == code.to_lowercase()) {
        Some(id) => Ok(Either::Left(Redirect::to(format!("/n/{network}/series/{id}")).temporary())),
        None => Ok(Either::Right(missing(language_of(&request))?)),
    }
}

/// What posters print of the id of a series: its last 32 bits, which are random. Among the thousand series that a large network
/// may have, two alike are a chance of one in ten thousand; then the code leads to the older.
fn short_code(id: SeriesId) -> String {
    let digits = id.uuid().simple().to_string();
    digits.get(24..).unwrap_or_default().to_owned()
}

impl Shown {
    pub(super) async fn find(
        state: &State,
        seen: &SeenNetwork,
        id: SeriesId,
        dates: u64,
        now: DateTime<Utc>,
    ) -> ApiResult<Self> {
        let reads = state.store.snapshot(Standpoint::network(seen.network.id)).await?;
        // What is public of a series is what is public of its sessions.
        let page = trellis_storage::listing::of_series(&reads, id, dates, now).await?;
        let series = reads.load(id).await?.filter(|_| !page.page.items.is_empty()).or_not_found()?;
        let topics = trellis_storage::topic::of(&reads).await?;
        Ok(Self { series, page, topics, reads })
    }

    fn place(&self) -> Option<Point> {
        self.page.page.items.first().and_then(|listed| listed.point)
    }

    /// The occurrences in words.
    fn cards(&self, network: &str, language: PageLanguage, now: DateTime<Utc>) -> Vec<Card> {
        let around = Around { network, topics: &self.topics, from: None, language, now };
        self.page.page.items.iter().map(|listed| Card::new(listed.clone(), around)).collect()
    }

    /// `Every Tuesday, 10am to midday`, where there are short words for it.
    fn when(&self, language: PageLanguage) -> Option<String> {
        let details = &self.series.details;
        let rule = details.rule.in_words(details.starts_on, language)?;
        let start = self.series.zone().instant(details.starts_on, details.start_time);
        let interval = Interval::new(start, start + chrono::TimeDelta::minutes(details.duration_minutes.into()))?;
        Some(format!("{rule}, {}", times_in_words(interval, self.series.zone(), language)))
    }
}

impl<'a> SeriesPage<'a> {
    fn new(
        seen: &'a SeenNetwork,
        shown: &Shown,
        map: Option<LocatorMap>,
        language: PageLanguage,
        now: DateTime<Utc>,
    ) -> Option<Self> {
        let address = seen.network.details.slug.as_str();
        let cards = shown.cards(address, language, now);
        let date = |card: &Card| (card.href.clone(), card.when.clone(), card.cancelled.clone());
        let dates = cards.iter().map(date).collect();
        Some(Self {
            lang: language.code(),
            other_lang: language.pick(("cy", "en")),
            words: Words::of(language),
            style: PAPER_STYLE,
            network: spoken(&seen.network.details.name, language),
            address,
            id: shown.series.id,
            when: shown.when(language),
            card: cards.into_iter().next()?,
            dates,
            map,
        })
    }
}
