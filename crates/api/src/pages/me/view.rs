//! Reading the page: own shifts, and open ones.

use std::collections::BTreeMap;

use actix_web::{
    HttpRequest, get,
    web::{Data, Path},
};
use askama::Template;
use trellis_app::shift::{Looks, open_to};
use trellis_domain::{ClosedEnum, Partner, Record, Session, SessionId, Venue, time_words::PageLanguage};
use trellis_storage::{PageRequest, Reading, Reads};

use super::{
    Visitor,
    card::{Around, OpenCard, OwnCard},
    reply::PrivateReply,
    words::{Said, Words},
};
use crate::{
    pages::{
        card::{Spoken, spoken},
        language::language_of,
        reply::STYLE,
        session::missing,
    },
    problem::{ApiError, ApiResult, Code},
    public_cache::PublicCache,
    state::State,
};

/// How many sessions are looked at for open shifts, the earliest first.
const LOOKED_AT: u64 = 100;

#[derive(Template)]
#[template(path = "me.html")]
struct PersonalPage<'a> {
    lang: &'static str,
    other_lang: &'static str,
    words: &'static Words,
    style: &'static str,
    network: Spoken,
    partner: &'a str,
    address: String,
    said: Option<&'static str>,
    own: Vec<OwnCard>,
    open: Vec<OpenCard>,
}

/// The page of one champion with one partner.
#[get("/n/{network}/me/{token}")]
pub(super) async fn personal_page(
    request: HttpRequest,
    state: Data<State>,
    cache: Data<PublicCache>,
    path: Path<(String, String)>,
) -> ApiResult<PrivateReply> {
    let language = language_of(&request);
    let (network, token) = path.into_inner();
    match Visitor::of(&state, &cache, &network, token).await {
        Ok(visitor) => Ok(PrivateReply::Page(language, page(&state, &visitor, said(&request), language).await?)),
        Err(error) if error.code() == Code::NotFound => Ok(PrivateReply::Missing(missing(language)?)),
        Err(error) => Err(error),
    }
}

/// What became of the order before.
fn said(request: &HttpRequest) -> Option<Said> {
    let mut arguments = form_urlencoded::parse(request.query_string().as_bytes());
    arguments.find_map(|(name, value)| (name == "said").then(|| Said::parse(&value)).flatten())
}

async fn page(state: &State, visitor: &Visitor, said: Option<Said>, language: PageLanguage) -> ApiResult<String> {
    let now = state.now();
    let Visitor { seen, affiliation, token: _ } = visitor;
    let reads = state.store.snapshot(visitor.standpoint()).await?;
    let shifts = trellis_storage::shift::live(&reads, affiliation.id, now).await?;
    let ids: Vec<SessionId> = shifts.iter().map(|shift| shift.details.session_id).collect();
    let sessions = reads.load_all::<Session>(&ids).await?;
    let open = open_to(&reads, affiliation, Looks::Champion, PageRequest { after: None, limit: LOOKED_AT }, now);
    let open = open.await?.items;
    let venues = venues(&reads, sessions.iter().chain(&open)).await?;
    let partner: Option<Record<Partner>> = reads.load(affiliation.head.owner).await?;

    let around = Around { venues: &venues, language, now };
    let mut own: Vec<_> = sessions
        .iter()
        .filter_map(|session| {
            let shift = shifts.iter().find(|shift| shift.details.session_id == session.id)?;
            Some((session.details.starts_at, session.id, OwnCard::new(shift, session, around)))
        })
        .collect();
    own.sort_by_key(|(starts_at, id, _)| (*starts_at, *id));
    let open_ids: Vec<SessionId> = open.iter().map(|session| session.id).collect();
    let attendance = trellis_storage::session::attendance(&reads, &open_ids, now).await?;
    let helpers = trellis_storage::shift::helpers(&reads, &open_ids).await?;
    let topics = trellis_storage::topic::of(&reads).await?;
    let open = open.iter().map(|session| {
        let helpers = helpers.get(&session.id).map(Vec::as_slice).unwrap_or_default();
        let missing = trellis_domain::session::Missing::of(&session.details, helpers, &topics);
        let staffing = attendance.staffing(session.id, session).missing(missing);
        OpenCard::new(session, &staffing, &topics, around)
    });
    let page = PersonalPage {
        lang: language.code(),
        other_lang: language.pick(("cy", "en")),
        words: Words::of(language),
        style: STYLE,
        network: spoken(&seen.network.details.name, language),
        partner: partner.as_ref().map(|partner| partner.details.name.as_str()).unwrap_or_default(),
        address: address(visitor),
        said: said.map(|said| said.words(language)),
        own: own.into_iter().map(|(_, _, card)| card).collect(),
        open: open.collect(),
    };
    page.render().map_err(ApiError::internal)
}

/// The path of somebody's page.
pub(super) fn address(visitor: &Visitor) -> String {
    format!("/n/{}/me/{}", visitor.seen.network.details.slug, visitor.token.reveal())
}

async fn venues<'a>(
    reads: &Reads,
    sessions: impl Iterator<Item = &'a Record<Session>>,
) -> ApiResult<BTreeMap<trellis_domain::VenueId, Record<Venue>>> {
    let ids: Vec<_> = sessions.filter_map(|session| session.details.venue_id).collect();
    Ok(reads.load_all(&ids).await?.into_iter().map(|venue| (venue.id, venue)).collect())
}
