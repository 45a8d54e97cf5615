//! `/n/{network}/cards.json`: the list in words, for the element `trellis-sessions`. It says what the page says, so that the words of
//! both languages have one home.

use actix_web::{
    HttpRequest, get,
    http::header,
    web::{Data, Path},
};
use serde::Serialize;
use trellis_domain::ClosedEnum;

use super::{
    card::Card,
    question::{Question, Results},
    words::Words,
};
use crate::{
    problem::{ApiError, ApiResult, Code},
    public_cache::{PublicAnswer, PublicCache},
    state::State,
};

/// The list.
#[derive(Debug, Serialize)]
struct Cards {
    lang: &'static str,
    status: String,
    note: Option<&'static str>,
    sessions: Vec<CardInWords>,
    /// The listing page, where one can search.
    all: Link,
}

/// Where to, and what it is called.
#[derive(Debug, Serialize)]
struct Link {
    href: String,
    text: String,
}

/// One session.
#[derive(Debug, Serialize)]
struct CardInWords {
    when: String,
    title: String,
    /// The language of the title, where it is another than that of the list.
    title_lang: Option<String>,
    href: String,
    place: String,
    about: String,
    access: Vec<&'static str>,
    cancelled: Option<String>,
    places: Option<String>,
    ring: Option<&'static str>,
    phone: Option<Link>,
    more: &'static str,
}

/// The list in words.
#[get("/n/{network}/cards.json")]
pub(super) async fn listing_cards(
    request: HttpRequest,
    state: Data<State>,
    cache: Data<PublicCache>,
    network: Path<String>,
) -> ApiResult<PublicAnswer> {
    let question = Question::read(&request, &state, &cache, &network).await?;
    let words = Words::of(question.language);
    let asked = question.locate().await?.map_err(|mistakes| {
        let said: Vec<_> = mistakes.into_iter().map(|mistake| mistake.in_words(words).1).collect();
        ApiError::new(Code::Invalid, format!("{}.", said.join(". ")))
    })?;
    let make = async || {
        let results = question.results(asked).await?;
        let changes = results.changes;
        let answer = PublicAnswer::json(&Cards::new(&question, results, words), question.now, changes)?;
        Ok(answer
            .with_header(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*".to_owned())
            .with_header(header::CONTENT_LANGUAGE, question.language.code().to_owned())
            .with_header(header::VARY, header::ACCEPT_LANGUAGE.as_str().to_owned()))
    };
    cache.answer(question.key("cards"), question.now, make).await
}

impl Cards {
    fn new(question: &Question<'_>, results: Results, words: &'static Words) -> Self {
        let base = &question.state.public_url;
        let card = |card| CardInWords::new(card, base, words);
        Self {
            lang: question.language.code(),
            status: results.status,
            note: results.district_only.then_some(words.district_only),
            sessions: results.cards.into_iter().map(card).collect(),
            all: Link { href: question.page(), text: words.all_sessions.to_owned() },
        }
    }
}

impl CardInWords {
    fn new(card: Card, base: &str, words: &'static Words) -> Self {
        Self {
            about: card.about(words),
            when: card.when,
            title: card.title.text,
            title_lang: card.title.other,
            href: format!("{base}{}", card.href),
            place: match card.distance {
                Some(distance) => format!("{}, {distance}", card.place),
                None => card.place,
            },
            access: card.access,
            cancelled: card.cancelled,
            places: card.places,
            ring: card.phone.is_some().then_some(words.ring),
            phone: card.phone.map(|phone| Link { href: phone.href, text: phone.text }),
            more: if card.can_be_booked { words.how_to_book } else { words.more },
        }
    }
}
