//! Making the sessions of series, half a year ahead. Doing it again makes nothing twice.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use trellis_domain::{
    Network, Partner, PartnerId, Record, Series, SeriesId, Session, network::Nation, partner::Stage,
    series::Occurrence, session::SeriesDate,
};
use trellis_storage::{Actor, Reading, Standpoint, Store, StoreError, Work};

use super::UNIT;
use crate::{error::CommandError, listing};

/// How many series are asked for at once.
const BATCH: u64 = 100;

/// How many of these are read at once inside a unit of work: a little more than it has room for when they are weekly.
const TOGETHER: usize = 8;

/// What came of expanding series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Expanded {
    /// How many sessions were made.
    pub(super) made: usize,
    /// The first series that still lacks sessions, if there was no room for all.
    pub(super) goes_on_with: Option<SeriesId>,
}

/// Makes the sessions of a network's series that are due, in units of work; answers how many.
///
/// The unit of work holds the network while it looks which sessions are there and makes those that are not. So it does no harm if several
/// servers do this at the same time, or if one ends in the middle.
pub async fn expand_due(store: &Store, network: &Network, now: DateTime<Utc>) -> Result<usize, CommandError> {
    let standpoint = Standpoint::network(network.id);
    let horizon = trellis_domain::series::horizon_of(network.today(now));
    let (mut after, mut made) = (None, 0);
    loop {
        let due = trellis_storage::series::due(&store.reads(standpoint), horizon, after, BATCH).await?;
        let Some(last) = due.last() else { return Ok(made) };
        after = Some(last.id);
        let ids: Vec<SeriesId> = due.iter().map(|series| series.id).collect();
        made += expand_several(store, network, &ids, now).await?;
    }
}

/// Makes the sessions of one series, in units of work; answers how many.
pub async fn expand_series(
    store: &Store,
    network: &Network,
    series: SeriesId,
    now: DateTime<Utc>,
) -> Result<usize, CommandError> {
    expand_several(store, network, &[series], now).await
}

async fn expand_several(
    store: &Store,
    network: &Network,
    ids: &[SeriesId],
    now: DateTime<Utc>,
) -> Result<usize, CommandError> {
    let (mut rest, mut made, mut known) = (ids, 0, false);
    while !rest.is_empty() {
        let mut work = store.work(Standpoint::network(network.id), Actor::nobody(now)).await?;
        let mut room = UNIT;
        while room > 0 && !rest.is_empty() {
            let (some, behind) = rest.split_at(TOGETHER.min(rest.len()));
            // As they are now that nobody else can change them.
            let series: Vec<Record<Series>> = work.load_all(some).await?;
            let expanded = expand(&mut work, &series, network.details.nation, room).await?;
            made += expanded.made;
            room -= expanded.made.min(room);
            let goes_on = expanded.goes_on_with.and_then(|id| rest.iter().position(|other| *other == id));
            rest = goes_on.and_then(|position| rest.get(position..)).unwrap_or(behind);
        }
        work.commit().await?;
        if !known && !rest.is_empty() {
            store.installation().learn_sizes().await?;
            known = true;
        }
    }
    Ok(made)
}

/// Makes the sessions of some series, the first of them, at most so many.
pub(super) async fn expand(
    work: &mut Work,
    series: &[Record<Series>],
    nation: Nation,
    most: usize,
) -> Result<Expanded, StoreError> {
    let ids: Vec<SeriesId> = series.iter().map(|series| series.id).collect();
    let noted = trellis_storage::series::expanded_to(work, &ids).await?;
    let begins = |series: &Record<Series>| noted.get(&series.id).and_then(NaiveDate::succ_opt);
    let first = series.iter().map(|series| begins(series).unwrap_or_else(|| series.today(work.now()))).min();
    let there = match first {
        Some(first) => trellis_storage::series::dates_from(work, &ids, first).await?,
        None => BTreeSet::new(),
    };
    let left = left(work, series).await?;
    let (mut sessions, mut reached) = (Vec::new(), BTreeMap::<NaiveDate, Vec<SeriesId>>::new());
    let mut goes_on_with = None;
    for series in series {
        let (mut missing, mut to) = series.to_come(nation, begins(series), work.now());
        missing.retain(|occurrence| !there.contains(&(series.id, occurrence.date)));
        if left.contains(&series.head.owner) {
            missing.clear();
        }
        let room = most - sessions.len().min(most);
        if missing.len() > room {
            goes_on_with = Some(series.id);
            missing.truncate(room);
            let Some(last) = missing.last() else { break };
            to = last.date;
        }
        for occurrence in missing {
            sessions.push((work.new_id(), series.head.owner, session(series, occurrence, work.now())?));
        }
        reached.entry(to).or_default().push(series.id);
        if goes_on_with.is_some() {
            break;
        }
    }
    let sessions = work.insert_all(sessions).await?;
    listing::add(work, &sessions).await?;
    for (date, series) in reached {
        trellis_storage::series::note_expanded(work, &series, Some(date)).await?;
    }
    Ok(Expanded { made: sessions.len(), goes_on_with })
}

/// What a series says of one of its occurrences. What is made of a series that was checked is right; a refusal here is a row that is not.
fn session(series: &Record<Series>, occurrence: Occurrence, now: DateTime<Utc>) -> Result<Session, StoreError> {
    let details = series.details.session(occurrence);
    let session = Session::new(details, series.zone(), now).map_err(|_refused| StoreError::Reference)?;
    Ok(session.of_series(SeriesDate { series: series.id, date: occurrence.date, detached: false }))
}

/// Those of the owners that have left: their series come to no more sessions.
async fn left(work: &Work, series: &[Record<Series>]) -> Result<BTreeSet<PartnerId>, StoreError> {
    let owners: BTreeSet<PartnerId> = series.iter().map(|series| series.head.owner).collect();
    let partners: Vec<Record<Partner>> = work.load_all(&Vec::from_iter(owners.clone())).await?;
    let stay = partners.iter().filter(|partner| !matches!(partner.stage, Stage::Left | Stage::Closed));
    let stay: BTreeSet<PartnerId> = stay.map(|partner| partner.id).collect();
    Ok(owners.difference(&stay).copied().collect())
}
