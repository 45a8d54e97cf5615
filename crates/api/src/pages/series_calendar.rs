//! `/n/{network}/series/{series_id}.ics`: a series as one event that repeats, with its exceptions, for somebody's own calendar.

use std::collections::{BTreeMap, BTreeSet};

use actix_web::{
    HttpRequest, get,
    http::header,
    web::{Data, Path},
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use trellis_domain::{
    Record, SeriesId, Session, SessionId,
    interval::Interval,
    series::{NeverMatches, Pattern},
    time_words::PageLanguage,
};
use trellis_standards::{
    Happening,
    calendar::{self, Recurrence},
};
use trellis_storage::{ListedSession, PageRequest, Reading, session::SessionFilter};

use super::{happening::Publication, page_of::page_of, reply::PageReply, series::Shown};
use crate::{
    problem::{ApiError, ApiResult},
    public_cache::{PublicAnswer, PublicCache, SeenNetwork},
    state::State,
};

/// More sessions than a series has ahead: one a day for half a year.
const SESSIONS_MAX: u64 = 300;

/// How far ahead dates that fall out are named; a calendar that is asked for again learns of later ones in time.
const AHEAD: TimeDelta = TimeDelta::days(365);

/// A series as a calendar. Cancelled and moved occasions stay in it, marked as such.
#[get("/n/{network}/series/{series_id}.ics")]
pub(super) async fn series_calendar(
    request: HttpRequest,
    state: Data<State>,
    cache: Data<PublicCache>,
    path: Path<(String, String)>,
) -> ApiResult<PageReply> {
    let (network, id) = path.into_inner();
    let make = async |seen: &SeenNetwork, id: SeriesId, language: PageLanguage, now| {
        let shown = Shown::find(&state, seen, id, SESSIONS_MAX, now).await?;
        let until = (now + AHEAD).date_naive();
        let pattern = shown.series.pattern(seen.network.details.nation, until);
        let pattern = pattern.map_err(|NeverMatches| ApiError::not_found())?;
        let sessions = sessions_to_come(&shown, id, now).await?;
        let changes = shown.page.changes_at(now);
        let publication = Publication { seen, topics: &shown.topics, language, public_url: &state.public_url, now };
        let collection = publication.collection(request.path(), shown.page.page.items.clone());
        let listed = shown.page.page.items.iter().map(|listed| (listed.id, listed)).collect();
        let calendar = match recurrence(&shown, &pattern, &sessions, &listed, &publication) {
            Some(recurrence) => calendar::series(&collection, &recurrence),
            // Nothing is as the series says any more: each occasion stands for itself.
            None => calendar::calendar(&collection),
        };
        Ok(PublicAnswer::document("text/calendar; charset=utf-8", calendar, now, changes)
            .with_header(header::CONTENT_DISPOSITION, format!("attachment; filename=\"{id}.ics\"")))
    };
    page_of(&request, &state, &cache, (&network, &id), make).await
}

async fn sessions_to_come(shown: &Shown, id: SeriesId, now: DateTime<Utc>) -> ApiResult<Vec<Record<Session>>> {
    let window = Interval::new(now, now + AHEAD);
    let filter = SessionFilter { series: Some(id), window, ..SessionFilter::default() };
    Ok(shown.reads.list(&filter, PageRequest { after: None, limit: SESSIONS_MAX }).await?.items)
}

/// The pattern with the sessions that there are; none where no session to come is as the series says.
fn recurrence(
    shown: &Shown,
    pattern: &Pattern,
    sessions: &[Record<Session>],
    listed: &BTreeMap<SessionId, &ListedSession>,
    publication: &Publication<'_>,
) -> Option<Recurrence> {
    let (zone, time) = (shown.series.zone(), shown.series.details.start_time);
    let mut dropped: BTreeSet<DateTime<Utc>> = pattern.left_out.iter().map(|one| one.interval.start()).collect();
    let (mut regular, mut changed, mut dates) = (None, Vec::new(), BTreeSet::new());
    for session in sessions {
        let Some(of) = session.in_series else { continue };
        let was = zone.instant(of.date, time);
        dates.insert(of.date);
        match listed.get(&session.id) {
            Some(listed) if of.detached || session.cancellation.is_some() || session.details.starts_at != was => {
                changed.push((was, publication.happening((*listed).clone())));
            }
            Some(listed) => regular = regular.or(Some(*listed)),
            // It is not for the public.
            None => drop(dropped.insert(was)),
        }
    }
    let made_until = dates.last().copied()?;
    let missing = |date: &NaiveDate| *date <= made_until && !dates.contains(date);
    let to_come = pattern.named.iter().filter(|one| one.interval.start() >= publication.now && missing(&one.date));
    dropped.extend(to_come.map(|one| one.interval.start()));
    let first = pattern.named.first()?.interval;
    let usual = publication.happening(regular?.clone());
    let series = usual.series.as_ref()?;
    Some(Recurrence {
        first: Happening {
            uid: series.id.clone(),
            page: series.page.clone(),
            starts_at: first.start(),
            ends_at: first.end(),
            entry: None,
            series: None,
            ..usual
        },
        rule: pattern.rule.to_string(),
        extra: pattern.extra.iter().map(|one| one.interval.start()).collect(),
        dropped: dropped.into_iter().collect(),
        changed,
    })
}
