//! What a visitor asks of a network's listing: the same for the page, the frame, the fragment and the element.

use std::sync::Arc;

use actix_web::HttpRequest;
use chrono::{DateTime, Utc};
use trellis_domain::{ClosedEnum, Precision, time_words::PageLanguage};
use trellis_storage::{ListingPage, PageRequest};

use super::{
    card::{Around, Card},
    form::{Form, Mistake},
    language::language_of,
    words::{self, Words},
};
use crate::{
    paging::Paging,
    problem::{ApiResult, Code},
    public_cache::{PublicCache, SeenNetwork},
    state::State,
    v1::public::{Asked, find},
};

/// How many sessions a page shows, and the most that an embed may ask for.
const SHOWN: u64 = 25;
const SHOWN_MAX: u64 = 50;

/// A visitor's question.
pub(super) struct Question<'a> {
    pub(super) request: &'a HttpRequest,
    pub(super) state: &'a State,
    pub(super) seen: Arc<SeenNetwork>,
    pub(super) form: Form,
    pub(super) language: PageLanguage,
    pub(super) now: DateTime<Utc>,
}

/// What was found, in words, and how long that is so.
#[derive(Debug)]
pub(super) struct Results {
    pub(super) cards: Vec<Card>,
    pub(super) status: String,
    /// The postcode is not known, only its district.
    pub(super) district_only: bool,
    /// Where the list goes on, at the address of the request.
    pub(super) next: Option<String>,
    pub(super) changes: Option<DateTime<Utc>>,
}

impl<'a> Question<'a> {
    /// Reads a request about a network, which may not be there.
    pub(super) async fn read(
        request: &'a HttpRequest,
        state: &'a State,
        cache: &PublicCache,
        network: &str,
    ) -> ApiResult<Self> {
        let seen = cache.network(&state.store, network).await?;
        let (form, language, now) = (Form::read(request), language_of(request), state.now());
        Ok(Self { request, state, seen, form, language, now })
    }

    /// What is meant by it; or all that is wrong with it.
    pub(super) async fn locate(&self) -> ApiResult<Result<Asked, Vec<Mistake>>> {
        let search = match self.form.search(self.seen.network.details.time_zone, self.now) {
            Ok(search) => search,
            Err(mistakes) => return Ok(Err(mistakes)),
        };
        match search.locate(&self.state.store, self.now).await {
            Ok(asked) => Ok(Ok(asked)),
            Err(error) if error.code() == Code::Invalid => Ok(Err(vec![Mistake::Postcode])),
            Err(error) => Err(error),
        }
    }

    /// Looks.
    pub(super) async fn results(&self, asked: Asked) -> ApiResult<Results> {
        let Self { request, state, seen, form, language, now } = self;
        let paging = Paging::new(request, &state.cursors, format!("listing_page {}", seen.network.id));
        let cursor = self.argument("cursor");
        // An old link with a cursor that no longer opens shows the beginning.
        let after = cursor.and_then(|cursor| paging.page(None, Some(&cursor)).ok()).and_then(|page| page.after);
        let found: ListingPage =
            find(&state.store, seen, &asked, PageRequest { after, limit: self.limit() }, *now).await?;
        let changes = found.changes_at(*now);
        let next = found.page.next.map(|position| paging.address(&paging.cursor(position)));
        let topics = state.store.installation().topics().await?;
        let from = asked.near.map(|near| near.centre.point);
        let around = Around { network: self.slug(), topics: &topics, from, language: *language, now: *now };
        let cards: Vec<_> = found.page.items.into_iter().map(|listed| Card::new(listed, around)).collect();
        let status = match cards.len() {
            0 => Words::of(*language).nothing_found.to_owned(),
            count => words::sessions_shown(count, next.is_some(), *language),
        };
        let district = asked.near.is_some_and(|near| near.centre.precision == Precision::District);
        let full_postcode = form.postcode.parse::<trellis_domain::postcode::Postcode>().is_ok();
        Ok(Results { cards, status, district_only: district && full_postcode, next, changes })
    }

    /// The short name of the network.
    pub(super) fn slug(&self) -> &str {
        self.seen.network.details.slug.as_str()
    }

    /// The listing page with the same question, whole.
    pub(super) fn page(&self) -> String {
        format!("{}{}", self.state.public_url, self.form.address(self.slug(), self.language.code()))
    }

    /// The key under which an answer of this kind is kept.
    pub(super) fn key(&self, kind: &str) -> String {
        self.seen.key(self.request, &format!("{kind} {}", self.language.code()))
    }

    /// Which heading the titles of sessions are, between the second and the last.
    pub(super) fn heading_level(&self) -> u8 {
        let asked = self.argument("heading_level").and_then(|level| level.parse().ok());
        asked.filter(|level| (2..=6).contains(level)).unwrap_or(3)
    }

    fn limit(&self) -> u64 {
        let asked = self.argument("limit").and_then(|limit| limit.parse().ok());
        asked.filter(|limit| (1..=SHOWN_MAX).contains(limit)).unwrap_or(SHOWN)
    }

    fn argument(&self, wanted: &str) -> Option<String> {
        let mut arguments = form_urlencoded::parse(self.request.query_string().as_bytes());
        arguments.find_map(|(name, value)| (name == wanted).then(|| value.into_owned()))
    }
}

impl Mistake {
    /// The field it is in, and what would be right.
    pub(super) const fn in_words(self, words: &'static Words) -> (&'static str, &'static str) {
        match self {
            Self::Postcode => ("postcode", words.wrong_postcode),
            Self::Days => ("from", words.wrong_days),
        }
    }
}
