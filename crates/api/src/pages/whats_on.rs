//! `/n/{network}/whats-on`: a sheet in large print of what is on near a postcode, to print and hand out.

use actix_web::{
    HttpRequest, get,
    http::StatusCode,
    web::{Data, Path},
};
use askama::Template;
use trellis_domain::{
    ClosedEnum,
    interval::Interval,
    time_words::{PageLanguage, date_in_words, day_in_words, times_in_words},
};
use trellis_storage::{ListedSession, PageRequest};

use super::{
    card::{Around, Card, Spoken, spoken},
    form::{Form, Mistake},
    language::language_of,
    question::Question,
    reply::{PAPER_STYLE, PageReply, headers},
    session::missing,
    words::{self, Words},
};
use crate::{
    problem::{ApiError, ApiResult, Code},
    public_cache::{PublicAnswer, PublicCache},
    state::State,
    v1::public::find,
};

/// The most sessions on a sheet; the sheet says so where there are more.
const SHOWN: u64 = 60;

#[derive(Template)]
#[template(path = "whats_on.html")]
struct Sheet<'a> {
    lang: &'static str,
    other_lang: &'static str,
    other_address: String,
    words: &'static Words,
    style: &'static str,
    network: Spoken,
    address: &'a str,
    form: &'a Form,
    wrong_postcode: bool,
    heading: String,
    days: Vec<Day>,
    /// Whether it was looked, and there is nothing.
    nothing: bool,
    more: bool,
    printed: String,
    online: String,
}

/// What is on in a day.
struct Day {
    name: String,
    sessions: Vec<(String, Card)>,
}

/// The sheet.
#[get("/n/{network}/whats-on")]
pub(super) async fn whats_on_page(
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
    let Question { seen, language, now, .. } = &question;
    let (language, now) = (*language, *now);
    let empty = || Sheet::new(&question);
    let asked = match question.locate().await? {
        Ok(asked) => asked,
        Err(mistakes) => {
            return wrong(&Sheet { wrong_postcode: mistakes.contains(&Mistake::Postcode), ..empty() }, language);
        }
    };
    let make = async || {
        let found = find(&state.store, seen, &asked, PageRequest { after: None, limit: SHOWN }, now).await?;
        let (changes, more) = (found.changes_at(now), found.page.next.is_some());
        let topics = state.store.installation().topics().await?;
        let from = asked.near.map(|near| near.centre.point);
        let around = Around { network: &network, topics: &topics, from, language, now };
        let days = days(found.page.items, around);
        let sheet = Sheet { nothing: days.is_empty(), days, more, ..empty() };
        let answer = PublicAnswer::html(sheet.render().map_err(ApiError::internal)?, now, changes);
        Ok(headers(language).into_iter().fold(answer, |answer, (name, value)| answer.with_header(name, value)))
    };
    Ok(PageReply::Good(cache.answer(question.key("html"), now, make).await?))
}

fn wrong(sheet: &Sheet<'_>, language: PageLanguage) -> ApiResult<PageReply> {
    Ok(PageReply::wrong(StatusCode::UNPROCESSABLE_ENTITY, language, sheet.render().map_err(ApiError::internal)?))
}

impl<'a> Sheet<'a> {
    fn new(question: &'a Question<'_>) -> Self {
        let Question { state, seen, form, .. } = question;
        let (language, now, details) = (question.language, question.now, &seen.network.details);
        let (words, slug) = (Words::of(language), details.slug.as_str());
        let other_lang = language.pick(("cy", "en"));
        let known = !form.postcode.is_empty();
        Self {
            lang: language.code(),
            other_lang,
            other_address: form.sheet_address(slug, other_lang),
            words,
            style: PAPER_STYLE,
            network: spoken(&details.name, language),
            address: slug,
            form,
            wrong_postcode: false,
            heading: if known { words::whats_on_near(&form.postcode, language) } else { words.whats_on.to_owned() },
            days: Vec::new(),
            nothing: false,
            more: false,
            printed: date_in_words(details.time_zone.local(now).date_naive(), language),
            online: format!("{}/n/{slug}", state.public_url),
        }
    }
}

/// Sessions in time order, by day.
fn days(sessions: Vec<ListedSession>, around: Around<'_>) -> Vec<Day> {
    let mut days: Vec<Day> = Vec::new();
    for listed in sessions {
        let zone = listed.card.time_zone;
        let name = day_in_words(zone.local(listed.starts_at).date_naive(), around.language);
        let interval = Interval::new(listed.starts_at, listed.ends_at);
        let times = interval.map(|at| times_in_words(at, zone, around.language)).unwrap_or_default();
        let session = (times, Card::new(listed, around));
        match days.last_mut() {
            Some(day) if day.name == name => day.sessions.push(session),
            _ => days.push(Day { name, sessions: vec![session] }),
        }
    }
    days
}
