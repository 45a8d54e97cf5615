//! Making the sessions of series, half a year ahead. Doing it again makes nothing twice.

use chrono::{DateTime, Utc};
use trellis_domain::{
    Network, Partner, Record, Series, SeriesId, Session, network::Nation, partner::Stage, session::SeriesDate,
};
use trellis_storage::{Actor, Reading, Standpoint, Store, StoreError, Work};

use super::UNIT;
use crate::{error::CommandError, listing};

/// How many series are asked for at once.
const BATCH: u64 = 100;

/// What came of expanding a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Expanded {
    /// How many sessions were made.
    pub(super) made: usize,
    /// Whether all are there now.
    pub(super) complete: bool,
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
    let begin = async || {
        let actor = Actor::nobody(now);
        store.work(Standpoint::network(network.id), actor).await
    };
    let (mut work, mut room, mut made) = (begin().await?, UNIT, 0);
    for id in ids {
        loop {
            // As it is now that nobody else can change it.
            let Some(series) = work.load::<Series>(*id).await? else { break };
            let expanded = expand(&mut work, &series, network.details.nation, room).await?;
            made += expanded.made;
            room -= expanded.made.min(room);
            if room == 0 {
                work.commit().await?;
                (work, room) = (begin().await?, UNIT);
            }
            if expanded.complete {
                break;
            }
        }
    }
    work.commit().await?;
    Ok(made)
}

/// Makes some sessions of a series, at most so many.
pub(super) async fn expand(
    work: &mut Work,
    series: &Record<Series>,
    nation: Nation,
    most: usize,
) -> Result<Expanded, StoreError> {
    let noted = trellis_storage::series::expanded_to(work, series.id).await?;
    let (mut missing, mut reached) = series.to_come(nation, noted.and_then(|noted| noted.succ_opt()), work.now());
    if gone(work, series).await? {
        missing.clear();
    }
    if let Some(first) = missing.first() {
        let there = trellis_storage::series::dates_from(work, series.id, first.date).await?;
        missing.retain(|occurrence| !there.contains(&occurrence.date));
    }
    let complete = missing.len() <= most;
    missing.truncate(most);
    if let Some(last) = missing.last().filter(|_| !complete) {
        reached = last.date;
    }
    let mut sessions = Vec::new();
    for occurrence in missing {
        let details = series.details.session(occurrence);
        // What is made of a series that was checked is right; a refusal here is a row that is not.
        let session = Session::new(details, series.zone(), work.now()).map_err(|_refused| StoreError::Reference)?;
        let date = SeriesDate { series: series.id, date: occurrence.date, detached: false };
        sessions.push((work.new_id(), session.of_series(date)));
    }
    let sessions = work.insert_all(series.head.owner, sessions).await?;
    listing::keep_several(work, &sessions).await?;
    if complete || !sessions.is_empty() {
        trellis_storage::series::note_expanded(work, series.id, Some(reached)).await?;
    }
    Ok(Expanded { made: sessions.len(), complete })
}

/// Whether the partner has left: its series come to no more sessions.
async fn gone(work: &Work, series: &Record<Series>) -> Result<bool, StoreError> {
    let partner: Option<Record<Partner>> = work.load(series.head.owner).await?;
    Ok(partner.is_none_or(|partner| matches!(partner.stage, Stage::Left | Stage::Closed)))
}
