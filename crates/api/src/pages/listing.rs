//! `/n/{network}`: what there is, as a page that any website can link to.

use actix_web::{
    HttpRequest, get,
    http::StatusCode,
    web::{Data, Path},
};
use askama::Template;
use chrono::{DateTime, Utc};
use strum::VariantArray;
use trellis_domain::{
    ClosedEnum, Precision, TopicTree,
    clock_time::Weekday,
    help::AccessFeature,
    time_words::{PageLanguage, weekday_in_words},
};
use trellis_storage::ListingPage;

use super::{
    card::{Around, Card, Spoken, spoken},
    form::{DISTANCES, Form, Kind, Mistake, PartOfDay},
    language::language_of,
    reply::{PageReply, STYLE, headers},
    session::missing,
    words::{self, Words},
};
use crate::{
    paging::Paging,
    problem::{ApiError, ApiResult, Code},
    public_cache::{PublicAnswer, PublicCache, SeenNetwork},
    state::State,
    v1::public::{Asked, find},
};

/// What programs find beside the page, by ending and media type.
const FEEDS: [(&str, &str); 3] =
    [("ics", "text/calendar"), ("atom", "application/atom+xml"), ("feed.json", "application/feed+json")];

/// How many sessions a page shows.
const SHOWN: u64 = 25;

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
    form: &'a Form,
    distances: Vec<Choice>,
    kinds: Vec<Choice>,
    topics: Vec<Choice>,
    weekdays: Vec<Choice>,
    hours: Vec<Choice>,
    access: Vec<Choice>,
    feeds: [(&'static str, &'static str); 3],
    mistakes: Vec<(&'static str, &'static str)>,
    status: Option<String>,
    district_only: bool,
    cards: Vec<Card>,
    next: Option<String>,
}

/// One line of a choice.
struct Choice {
    value: String,
    text: String,
    chosen: bool,
}

/// What was found, and how long that is so.
struct Found {
    page: ListingPage,
    asked: Asked,
    next: Option<String>,
}

/// The listing page of a network.
#[get("/n/{network}")]
pub(super) async fn listing_page(
    request: HttpRequest,
    state: Data<State>,
    cache: Data<PublicCache>,
    network: Path<String>,
) -> ApiResult<PageReply> {
    let (language, now) = (language_of(&request), state.now());
    let seen = match cache.network(&state.store, &network).await {
        Ok(seen) => seen,
        Err(error) if error.code() == Code::NotFound => return missing(language),
        Err(error) => return Err(error),
    };
    let form = Form::read(&request);
    let search = match form.search(seen.network.details.time_zone, now) {
        Ok(search) => search,
        Err(mistakes) => return wrong(&state, &seen, &form, &mistakes, language).await,
    };
    let asked = match search.locate(&state.store, now).await {
        Ok(asked) => asked,
        Err(error) if error.code() == Code::Invalid => {
            return wrong(&state, &seen, &form, &[Mistake::Postcode], language).await;
        }
        Err(error) => return Err(error),
    };
    let make = async || {
        let found = look(&request, &state, &seen, asked, now).await?;
        let changes = found.page.changes_at(now);
        let topics = state.store.installation().topics().await?;
        let page = Listing::new(&seen, &form, &topics, language).with(found, &topics, now, language);
        let page = page.render().map_err(ApiError::internal)?;
        let answer = PublicAnswer::html(page, now, changes);
        Ok(headers(language).into_iter().fold(answer, |answer, (name, value)| answer.with_header(name, value)))
    };
    let key = seen.key(&request, &format!("html {}", language.code()));
    Ok(PageReply::Good(cache.answer(key, now, make).await?))
}

async fn look(
    request: &HttpRequest,
    state: &State,
    seen: &SeenNetwork,
    asked: Asked,
    now: DateTime<Utc>,
) -> ApiResult<Found> {
    let paging = Paging::new(request, &state.cursors, format!("listing_page {}", seen.network.id));
    let mut arguments = form_urlencoded::parse(request.query_string().as_bytes());
    let cursor = arguments.find_map(|(name, value)| (name == "cursor").then(|| value.into_owned()));
    // An old link with a cursor that no longer opens shows the beginning.
    let after = cursor.and_then(|cursor| paging.page(None, Some(&cursor)).ok()).and_then(|page| page.after);
    let page = find(&state.store, seen, &asked, trellis_storage::PageRequest { after, limit: SHOWN }, now).await?;
    let next = page.page.next.map(|position| paging.address(&paging.cursor(position)));
    Ok(Found { page, asked, next })
}

/// The form again, with what is wrong in it.
async fn wrong(
    state: &State,
    seen: &SeenNetwork,
    form: &Form,
    mistakes: &[Mistake],
    language: PageLanguage,
) -> ApiResult<PageReply> {
    let words = Words::of(language);
    let topics = state.store.installation().topics().await?;
    let say = |mistake: &Mistake| match mistake {
        Mistake::Postcode => ("postcode", words.wrong_postcode),
        Mistake::Days => ("from", words.wrong_days),
    };
    let mistakes = mistakes.iter().map(say).collect();
    let page = Listing { mistakes, ..Listing::new(seen, form, &topics, language) };
    Ok(PageReply::Wrong(StatusCode::UNPROCESSABLE_ENTITY, language, page.render().map_err(ApiError::internal)?))
}

impl<'a> Listing<'a> {
    /// The page with its form and nothing found yet.
    fn new(seen: &'a SeenNetwork, form: &'a Form, topics: &TopicTree, language: PageLanguage) -> Self {
        let details = &seen.network.details;
        let other_lang = language.pick(("cy", "en"));
        Self {
            lang: language.code(),
            other_lang,
            other_address: form.address(details.slug.as_str(), other_lang),
            sheet: form.sheet_address(details.slug.as_str(), language.code()),
            words: Words::of(language),
            style: STYLE,
            network: spoken(&details.name, language),
            address: details.slug.as_str(),
            form,
            distances: distances(form, language),
            kinds: kinds(form, language),
            topics: topic_choices(form, topics, language),
            weekdays: weekdays(form, language),
            hours: hours(form, language),
            access: access(form, language),
            feeds: FEEDS,
            mistakes: Vec::new(),
            status: None,
            district_only: false,
            cards: Vec::new(),
            next: None,
        }
    }

    fn with(self, found: Found, topics: &TopicTree, now: DateTime<Utc>, language: PageLanguage) -> Self {
        let Found { page, asked, next } = found;
        let from = asked.near.map(|near| near.centre.point);
        let around = Around { network: self.address, topics, from, language, now };
        let cards: Vec<_> = page.page.items.into_iter().map(|listed| Card::new(listed, around)).collect();
        let status = match cards.len() {
            0 => self.words.nothing_found.to_owned(),
            count => words::sessions_shown(count, next.is_some(), language),
        };
        let district_only = asked.near.is_some_and(|near| near.centre.precision == Precision::District);
        let full_postcode = self.form.postcode.parse::<trellis_domain::postcode::Postcode>().is_ok();
        Self { cards, status: Some(status), district_only: district_only && full_postcode, next, ..self }
    }
}

fn distances(form: &Form, language: PageLanguage) -> Vec<Choice> {
    let choice =
        |km: u8| Choice { value: km.to_string(), text: words::up_to(km, language), chosen: km == form.distance };
    DISTANCES.into_iter().map(choice).collect()
}

fn kinds(form: &Form, language: PageLanguage) -> Vec<Choice> {
    let words = Words::of(language);
    let text = |kind| match kind {
        Kind::Any => words.any_kind,
        Kind::Centre => words.at_a_centre,
        Kind::Home => words.at_home,
        Kind::Specialist => words.specialist,
        Kind::Remote => words.remote,
    };
    let choice =
        |kind: Kind| Choice { value: kind.code().to_owned(), text: text(kind).to_owned(), chosen: kind == form.kind };
    Kind::ALL.into_iter().map(choice).collect()
}

fn weekdays(form: &Form, language: PageLanguage) -> Vec<Choice> {
    let choice = |day: &Weekday| Choice {
        value: day.code().to_owned(),
        text: weekday_in_words(*day, language).to_owned(),
        chosen: form.weekday == Some(*day),
    };
    Weekday::VARIANTS.iter().map(choice).collect()
}

fn hours(form: &Form, language: PageLanguage) -> Vec<Choice> {
    let words = Words::of(language);
    let text = |part| match part {
        PartOfDay::Any => words.any_hours,
        PartOfDay::Morning => words.morning,
        PartOfDay::Afternoon => words.afternoon,
        PartOfDay::Evening => words.evening,
    };
    let choice = |part: PartOfDay| Choice {
        value: part.code().to_owned(),
        text: text(part).to_owned(),
        chosen: part == form.hours,
    };
    PartOfDay::ALL.into_iter().map(choice).collect()
}

fn access(form: &Form, language: PageLanguage) -> Vec<Choice> {
    let choice = |feature: &AccessFeature| Choice {
        value: feature.code().to_owned(),
        text: words::feature(*feature, language).to_owned(),
        chosen: form.access.contains(feature),
    };
    AccessFeature::VARIANTS.iter().map(choice).collect()
}

/// Every topic, those below another set in.
fn topic_choices(form: &Form, topics: &TopicTree, language: PageLanguage) -> Vec<Choice> {
    let choice = |topic: &trellis_domain::topic::Topic| {
        let set_in = if topic.parent.is_some() { "– " } else { "" };
        let text = format!("{set_in}{}", spoken(&topic.name, language).text);
        Choice { value: topic.slug.to_string(), text, chosen: topic.slug.as_str() == form.topic }
    };
    topics.topics().iter().map(choice).collect()
}
