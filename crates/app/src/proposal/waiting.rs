//! Requests that wait with no proposal that holds, looked at again from time to time: somebody may be there now.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use trellis_domain::{Network, NetworkId, Policy, Record, Request, RequestId, Revision, policy::AutomaticStep};
use trellis_storage::{Actor, Reading, Standpoint, Store};

use super::{
    automatic::{finds_somebody, go_on, has_one_that_holds},
    gather::Surroundings,
};
use crate::error::CommandError;

/// How many requests are looked at at once.
const BATCH: u64 = 100;
/// How long it takes at most until it is looked again where nothing has changed but the time.
const AT_LATEST: TimeDelta = TimeDelta::hours(1);

/// Up to which change each network was looked at, and when. Only a saving: forgetting it does no harm.
#[derive(Debug, Default)]
pub struct Looked(HashMap<NetworkId, (Revision, DateTime<Utc>)>);

impl Looked {
    /// Whether something may be otherwise than when it was last looked; if so, this is the last time from now on.
    fn is_due(&mut self, network: NetworkId, revision: Revision, now: DateTime<Utc>) -> bool {
        let before = self.0.get(&network);
        let is_due = before.is_none_or(|(seen, at)| *seen != revision || *at + AT_LATEST <= now);
        if is_due {
            self.0.insert(network, (revision, now));
        }
        is_due
    }
}

/// Goes on with every request of a network that waits with no proposal that holds, as far as its partner's policy says; answers for how many somebody was
/// found. Doing this twice, or on several servers, proposes nobody twice.
pub async fn go_on_waiting(
    store: &Store,
    network: &Network,
    now: DateTime<Utc>,
    looked: &mut Looked,
) -> Result<usize, CommandError> {
    let standpoint = Standpoint::network(network.id);
    let reads = store.reads(standpoint);
    if !looked.is_due(network.id, reads.revision().await?, now) {
        return Ok(0);
    }
    let mut found = 0;
    for policy in trellis_storage::policy::automatic(&reads).await? {
        found += for_partner(store, standpoint, &policy, now).await?;
    }
    Ok(found)
}

async fn for_partner(
    store: &Store,
    standpoint: Standpoint,
    policy: &Record<Policy>,
    now: DateTime<Utc>,
) -> Result<usize, CommandError> {
    let (mut after, mut found) = (None, 0);
    loop {
        let Some((last, hopeful)) = batch(store, standpoint, policy, after, now).await? else { return Ok(found) };
        after = Some(last);
        for request in hopeful {
            let mut work = store.work(standpoint, Actor::nobody(now)).await?;
            // As it is now that nobody else can change it.
            let Some(request) = work.load::<Request>(request).await? else { continue };
            let done = Box::pin(go_on(&mut work, &request)).await?;
            if done.is_some_and(|done| done.step != AutomaticStep::LeaveToStaff) {
                work.commit().await?;
                found += 1;
            }
        }
    }
}

/// The next requests of a partner that wait: the last of them, and those for which somebody is there.
async fn batch(
    store: &Store,
    standpoint: Standpoint,
    policy: &Record<Policy>,
    after: Option<RequestId>,
    now: DateTime<Utc>,
) -> Result<Option<(RequestId, Vec<RequestId>)>, CommandError> {
    let (reads, partner) = (store.snapshot(standpoint).await?, policy.head.owner);
    let waiting = trellis_storage::request::without_champion(&reads, partner, after, BATCH).await?;
    let Some(last) = waiting.last().map(|request| request.id) else { return Ok(None) };
    let surroundings = Surroundings::now(&reads, partner, now).await?;
    let mut hopeful = Vec::new();
    for request in &waiting {
        let gathered = Box::pin(surroundings.gather_with_sessions(&reads, request, now)).await?;
        if !has_one_that_holds(&gathered, policy, now) && finds_somebody(&gathered, policy, now) {
            hopeful.push(request.id);
        }
    }
    Ok(Some((last, hopeful)))
}

#[cfg(test)]
mod tests {
    use trellis_domain::Id;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn it_is_looked_after_a_change_and_once_an_hour() {
        let (mut looked, network) = (Looked::default(), Id::new(Uuid::nil()));
        let at = |minutes| DateTime::UNIX_EPOCH + TimeDelta::minutes(minutes);
        let cases = [(1, 0, true), (1, 1, false), (2, 2, true), (2, 61, false), (2, 62, true), (2, 63, false)];
        for (revision, minute, expected) in cases {
            assert_eq!(looked.is_due(network, Revision::new(revision), at(minute)), expected, "{revision} {minute}");
        }
    }
}
