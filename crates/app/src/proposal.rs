//! Proposals: who could help, by the partner's own rules.

pub(crate) mod automatic;
pub(crate) mod candidates;
pub(crate) mod gather;
mod places;

use trellis_domain::{
    Conflict, Record,
    matching::Funnel,
    proposal::{Proposal, ProposalState},
    request::Request,
};
use trellis_storage::{PageRequest, Reading, StoreError, Work, proposal::ProposalFilter};

use crate::{error::CommandError, policy};

/// The proposals that were made, and what became of the other champions.
#[derive(Debug, Clone)]
pub struct Proposed {
    /// The best champions, the best first.
    pub proposals: Vec<Record<Proposal>>,
    /// What became of all that were looked at.
    pub funnel: Funnel,
}

/// Finds the best champions for a request of the partner and keeps a proposal for each. Earlier ones are superseded.
pub async fn create(work: &mut Work, request: &Record<Request>, limit: u16) -> Result<Proposed, CommandError> {
    if !request.is_open() {
        return Err(Conflict::WrongState.into());
    }
    let owner = request.head.owner;
    let policy = policy::in_force(work, owner).await?;
    let gathered = gather::gather(work, request, work.now()).await?;
    let ranking = gathered.rank(&policy.details, limit.into());

    supersede(work, request).await?;
    let mut proposals = Vec::with_capacity(ranking.proposals.len());
    for ranked in &ranking.proposals {
        let id = work.new_id();
        proposals.push(work.insert(id, owner, Proposal::new(request.id, ranked, policy.version)).await?);
    }
    Ok(Proposed { proposals, funnel: ranking.funnel })
}

async fn supersede(work: &mut Work, request: &Record<Request>) -> Result<(), StoreError> {
    let filter = ProposalFilter { request: Some(request.id), state: Some(ProposalState::Open) };
    let all = PageRequest { after: None, limit: 1_000 };
    for earlier in work.list::<Proposal>(&filter, all).await?.items {
        let superseded = Proposal { state: ProposalState::Superseded, ..earlier.noun.clone() };
        work.update(&earlier, superseded).await?;
    }
    Ok(())
}
