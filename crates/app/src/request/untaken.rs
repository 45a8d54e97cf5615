//! Forgetting who asked, where nobody took the request.

use chrono::{DateTime, TimeDelta, Utc};
use trellis_domain::{
    LearnerId, Network, Record, Request, RequestId, clock_time::Zone, request::GRACE_DAYS, unmet_need::LAPSE_DAYS,
};
use trellis_storage::{Actor, Reading, Standpoint, Store, Work};

use super::follow;
use crate::{error::CommandError, external_id, learner};

/// How many requests are looked at at once, and changed in one unit of work.
const BATCH: u64 = 100;

/// Forgets who asked in the requests of a network that nobody took out of the inbox; answers in how many. See [`Request::forgotten`] for when.
/// Doing this twice, or on several servers, forgets nothing twice.
pub async fn forget_untaken(store: &Store, network: &Network, now: DateTime<Utc>) -> Result<usize, CommandError> {
    let (standpoint, zone) = (Standpoint::network(network.id), network.details.time_zone);
    let before = now - TimeDelta::days(LAPSE_DAYS + GRACE_DAYS);
    let (mut after, mut forgotten) = (None, 0);
    loop {
        let waiting = trellis_storage::request::untaken(&store.reads(standpoint), before, after, BATCH).await?;
        let Some(last) = waiting.last() else { return Ok(forgotten) };
        after = Some(last.id);
        let due = |request: &Record<Request>| request.forgotten(request.head.updated_at, now, zone).is_some();
        let due: Vec<RequestId> = waiting.iter().filter(|request| due(request)).map(|request| request.id).collect();
        if due.is_empty() {
            continue;
        }
        let mut work = store.work(standpoint, Actor::nobody(now)).await?;
        for id in due {
            forgotten += usize::from(forget(&mut work, id, zone).await?);
        }
        work.commit().await?;
    }
}

/// Forgets who asked for one, as it is now that nobody else can change it; answers whether the time for that has come.
async fn forget(work: &mut Work, id: RequestId, zone: Zone) -> Result<bool, CommandError> {
    let Some(request) = work.load::<Request>(id).await? else { return Ok(false) };
    let Some(left) = request.forgotten(request.head.updated_at, work.now(), zone) else { return Ok(false) };
    external_id::forget(work, request.head.owner, id.into()).await?;
    work.forget_answers_about(id.uuid()).await?;
    let left: Record<Request> = work.update(&request, left).await?;
    follow(work, &left).await?;
    if let Some(asker) = request.details.learner_id {
        forget_asker(work, asker).await?;
    }
    Ok(true)
}

/// Erases a learner whom nothing else concerns.
async fn forget_asker(work: &mut Work, asker: LearnerId) -> Result<(), CommandError> {
    let asks = trellis_storage::request::of_learner(work, asker).await?;
    let books = trellis_storage::booking::of_learner(work, asker).await?;
    if !asks.is_empty() || !books.is_empty() {
        return Ok(());
    }
    match work.load(asker).await? {
        Some(learner) => learner::erase(work, &learner).await,
        None => Ok(()),
    }
}
