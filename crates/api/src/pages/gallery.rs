//! `/embed`: where a web editor chooses what to show, sees it, and copies it.

use actix_web::{HttpRequest, HttpResponse, get, http::header, web::Data};
use askama::Template;
use trellis_domain::{ClosedEnum, Network, time_words::PageLanguage};
use trellis_storage::PageRequest;

use super::{
    card::spoken,
    choices::{Choice, Choices},
    element::script,
    form::Form,
    language::language_of,
    reply::{STYLE, hash},
    snippets::{Snippet, Subject},
    words::Words,
};
use crate::{
    problem::{ApiError, ApiResult},
    state::State,
};

/// How many networks can be chosen from; there are some 330 boroughs.
const NETWORKS_MAX: u64 = 1000;

const SCRIPT: &str = include_str!("../../embed/gallery.js");
const MORE_STYLE: &str = include_str!("../../templates/gallery.css");

#[derive(Template)]
#[template(path = "gallery.html")]
struct Gallery<'a> {
    lang: &'static str,
    words: &'static Words,
    style: String,
    networks: Vec<Choice>,
    languages: Vec<Choice>,
    levels: Vec<Choice>,
    form: &'a Form,
    choices: Choices,
    chosen: Option<Chosen>,
    /// The address of this service.
    origin: &'a str,
}

/// What there is to see and to copy.
struct Chosen {
    preview_lang: &'static str,
    frame: String,
    /// The element for the preview, made by us.
    tag: String,
    snippets: Vec<Snippet>,
    feeds: Vec<(&'static str, String)>,
    pinned: String,
}

/// The gallery of embeds. It speaks English: it is for editors; what they choose is in the language of residents.
#[get("/embed")]
pub(super) async fn gallery(request: HttpRequest, state: Data<State>) -> ApiResult<HttpResponse> {
    let installation = state.store.installation();
    let networks = installation.networks(PageRequest { after: None, limit: NETWORKS_MAX }).await?.items;
    let topics = installation.topics().await?;
    let (form, language) = (Form::read(&request), language_of(&request));
    let argument = |wanted: &str| {
        let mut arguments = form_urlencoded::parse(request.query_string().as_bytes());
        arguments.find_map(|(name, value)| (name == wanted).then(|| value.into_owned()))
    };
    let asked = argument("network");
    let of = |network: &&Network| asked.as_deref() == Some(network.details.slug.as_str());
    let network = networks.iter().find(of).or_else(|| networks.first());
    let level = argument("heading_level").and_then(|level| level.parse().ok());
    let level = level.filter(|level| (2..=6).contains(level)).unwrap_or(3);
    let english = PageLanguage::English;
    let page = Gallery {
        lang: english.code(),
        words: Words::of(english),
        style: style(),
        networks: networks.iter().map(|each| choice(each, network)).collect(),
        languages: [("en", "English"), ("cy", "Cymraeg (Welsh)")]
            .map(|(code, name)| Choice::new(code, name, code == language.code()))
            .into(),
        levels: (2..=6).map(|n: u8| Choice::new(n.to_string(), format!("Level {n}"), n == level)).collect(),
        form: &form,
        origin: &state.public_url,
        choices: Choices::new(&form, &topics, english),
        chosen: network.map(|network| Chosen::new(&state.public_url, network, &form, language, level)),
    };
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/html; charset=utf-8"))
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .insert_header((header::CONTENT_SECURITY_POLICY, policy()))
        .insert_header((header::CONTENT_LANGUAGE, english.code()))
        .body(page.render().map_err(ApiError::internal)?))
}

/// The small script of the gallery: buttons that copy.
#[get("/embed/gallery.js")]
pub(super) async fn gallery_script(request: HttpRequest) -> HttpResponse {
    script(&request, SCRIPT, "public, max-age=3600")
}

fn choice(network: &Network, chosen: Option<&Network>) -> Choice {
    let name = spoken(&network.details.name, PageLanguage::English).text;
    Choice::new(network.details.slug.as_str(), name, chosen.is_some_and(|chosen| chosen.id == network.id))
}

fn style() -> String {
    format!("{STYLE}{MORE_STYLE}")
}

/// Our own scripts and our own frame, for the previews; the element must work under the strictest rules there are.
fn policy() -> String {
    format!(
        "default-src 'none'; style-src {}; script-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; \
         base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
        hash(&style())
    )
}

impl Chosen {
    fn new(public_url: &str, network: &Network, form: &Form, language: PageLanguage, level: u8) -> Self {
        let network = network.details.slug.as_str();
        let subject = Subject { public_url, network, form, language, level };
        Self {
            preview_lang: language.code(),
            frame: form.address(&format!("{network}/embed"), language.code()),
            tag: subject.tag(),
            snippets: subject.snippets(),
            feeds: subject.feeds(),
            pinned: subject.pinned(),
        }
    }
}
