//! Proposals: who could help, by the partner's own rules.

pub(crate) mod automatic;
pub(crate) mod candidates;
mod champions;
mod decide;
mod explain;
mod free_sessions;
pub(crate) mod gather;
mod in_session;
mod places;
mod pool;
mod present;
pub(crate) mod training;
mod waiting;

pub use automatic::{Automatic, warm as warm_to_go_on};
pub use decide::{accept, cancel, decline};
pub(crate) use decide::{accept_among, release, still_does, withdraw_all, withdraw_lent};
pub use explain::explain;
pub(crate) use in_session::{follow_session, follow_shift};
pub(crate) use present::same_persons;
pub use waiting::{Looked, go_on_waiting};

use chrono::{DateTime, Utc};
use trellis_domain::{
    Conflict, PartnerId, Policy, Record,
    matching::{Funnel, Ranked, Ranking},
    proposal::Proposal,
    request::{Request, RequestState},
};
use trellis_storage::{Reading, StoreError, Work};

use self::gather::Gathered;
use crate::{error::CommandError, policy};

/// The proposals that were made, and what became of the other champions.
#[derive(Debug, Clone)]
pub struct Proposed {
    /// The best champions, the best first.
    pub proposals: Vec<Record<Proposal>>,
    /// What became of all that were looked at.
    pub funnel: Funnel,
}

/// Brings what is kept of a partner's champions up to date. Ask it of a snapshot before a unit of work that asks about them, so that
/// the network is held for what has happened since, and not while everybody is read.
pub async fn warm(reading: &impl Reading, partner: PartnerId, now: DateTime<Utc>) -> Result<(), StoreError> {
    pool::crew(reading, partner, now).await.map(drop)
}

/// Finds the best champions for a request of the partner and keeps a proposal for each. Earlier ones are superseded.
pub async fn create(work: &mut Work, request: &Record<Request>, limit: u16) -> Result<Proposed, CommandError> {
    if request.state != RequestState::Taken {
        return Err(Conflict::WrongState.into());
    }
    let policy = policy::in_force(work, request.head.owner).await?;
    let Found { gathered, ranking } = find(work, request, &policy, limit.into()).await?;
    for earlier in gathered.earlier() {
        decide::supersede(work, earlier).await?;
    }
    let mut proposals = Vec::with_capacity(ranking.proposals.len());
    for ranked in &ranking.proposals {
        proposals.extend(keep(work, request, &policy, &gathered, ranked).await?);
    }
    Ok(Proposed { proposals, funnel: ranking.funnel })
}

/// A ranking, with what it was made of.
struct Found {
    gathered: Gathered,
    ranking: Ranking,
}

/// The best champions for a request, by their records.
async fn find(
    work: &mut Work,
    request: &Record<Request>,
    policy: &Policy,
    limit: usize,
) -> Result<Found, CommandError> {
    let owner = request.head.owner;
    let gathered = Box::pin(gather::gather(work, request, work.now())).await?;
    let ranking = gathered.rank(&policy.details, limit);
    if gathered.is_confirmed(work, owner, &policy.details, &ranking).await? {
        return Ok(Found { gathered, ranking });
    }
    // Memory is only a copy: whatever made it another thing than the records, the records count.
    work.matching_pools().forget(work.standpoint().network, owner);
    let gathered = Box::pin(gather::gather_listed(work, request, work.now())).await?;
    let ranking = gathered.rank(&policy.details, limit);
    Ok(Found { gathered, ranking })
}

/// Keeps a proposal of somebody who is there.
async fn keep(
    work: &mut Work,
    request: &Record<Request>,
    policy: &Policy,
    gathered: &Gathered,
    ranked: &Ranked,
) -> Result<Option<Record<Proposal>>, CommandError> {
    let Some(persons) = gathered.persons(ranked) else { return Ok(None) };
    let proposal = Proposal::new(request.id, request.details.setting, ranked, persons, policy.version, work.now());
    let id = work.new_id();
    Ok(Some(work.insert(id, request.head.owner, proposal).await?))
}
