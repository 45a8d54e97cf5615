//! The unmet-need ledger: kept along with the requests that it speaks of.

use chrono::{DateTime, TimeDelta, Utc};
use trellis_domain::{
    Network, Record, Request, RequestId,
    unmet_need::{LAPSE_DAYS, UnmetNeed},
};
use trellis_storage::{Actor, Reading, Standpoint, Store, Work};

use crate::{error::CommandError, network};

/// How many requests are looked at at once, and entered in one unit of work.
const BATCH: u64 = 100;

/// Makes the ledger say of a request what it says now.
pub(crate) async fn follow(work: &mut Work, request: &Record<Request>) -> Result<(), CommandError> {
    let zone = network::of(work).await?.details.time_zone;
    let need = UnmetNeed::of(&request.noun, request.head.updated_at, work.now(), zone);
    Ok(trellis_storage::unmet_need::put(work, request.id, request.head.owner, need.as_ref()).await?)
}

/// Enters the requests of a network that have lapsed; answers how many. The requests themselves stay as they are: one that somebody takes up after
/// all leaves the ledger again. Doing this twice, or on several servers, enters nothing twice.
pub async fn note_lapsed(store: &Store, network: &Network, now: DateTime<Utc>) -> Result<usize, CommandError> {
    let (standpoint, zone) = (Standpoint::network(network.id), network.details.time_zone);
    let lapsed = |request: &Record<Request>| UnmetNeed::of(&request.noun, request.head.updated_at, now, zone);
    let (mut after, mut noted) = (None, 0);
    loop {
        let before = now - TimeDelta::days(LAPSE_DAYS);
        let stale = trellis_storage::request::stale(&store.reads(standpoint), before, after, BATCH).await?;
        let Some(last) = stale.last() else { return Ok(noted) };
        after = Some(last.id);
        let ids: Vec<RequestId> =
            stale.iter().filter(|request| lapsed(request).is_some()).map(|request| request.id).collect();
        if ids.is_empty() {
            continue;
        }
        let mut work = store.work(standpoint, Actor::nobody(now)).await?;
        for id in ids {
            // As it is now that nobody else can change it.
            let request = work.load::<Request>(id).await?;
            if let Some((request, need)) = request.and_then(|request| lapsed(&request).map(|need| (request, need))) {
                trellis_storage::unmet_need::put(&mut work, id, request.head.owner, Some(&need)).await?;
                noted += 1;
            }
        }
        work.commit().await?;
    }
}
