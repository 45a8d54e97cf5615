//! Proposals: who could help, by the partner's own rules.

pub(crate) mod candidates;
mod places;

use chrono::TimeDelta;
use trellis_domain::{
    Conflict, Learner, Record,
    interval::Interval,
    matching::{Ask, Calendar, Funnel, rank},
    policy::HORIZON_MAX,
    proposal::{Proposal, ProposalState},
    request::{Request, RequestDetails},
};
use trellis_storage::{PageRequest, Reading, StoreError, Work, proposal::ProposalFilter};

use crate::{error::CommandError, network, policy};

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
    let policy = policy::of(work, owner).await?;
    let learner: Option<Record<Learner>> = match request.details.learner_id {
        Some(id) => work.load(id).await?,
        None => None,
    };
    let details = with_needs(&request.details, learner.as_ref());
    let home = learner.as_ref().and_then(|learner| learner.point);
    let point = request.point.or(home);
    let topics = trellis_storage::topic::of(work).await?;
    let ask = Ask {
        details: &details,
        // A topic that the tree no longer has is still known by its own slug.
        topics: details.topics.iter().map(|slug| topics.line(slug)).collect(),
        point,
        places: places::serving(work, &details, point).await?,
    };
    let candidates = candidates::of(work, owner, request.details.learner_id, window(work), work.now()).await?;
    let calendar = Calendar { now: work.now(), zone: network::of(work).await?.details.time_zone };
    let ranking = rank(&ask, &candidates, &policy, calendar, limit.into());

    supersede(work, request).await?;
    let mut proposals = Vec::with_capacity(ranking.proposals.len());
    for ranked in &ranking.proposals {
        let id = work.new_id();
        proposals.push(work.insert(id, owner, Proposal::new(request.id, ranked)).await?);
    }
    Ok(Proposed { proposals, funnel: ranking.funnel })
}

/// What was asked, with what the learner's own record adds.
fn with_needs(details: &RequestDetails, learner: Option<&Record<Learner>>) -> RequestDetails {
    let mut details = details.clone();
    for need in learner.into_iter().flat_map(|learner| &learner.details.access_needs) {
        if !details.access_needs.contains(need) {
            details.access_needs.push(*need);
        }
    }
    details
}

/// From the start of the last 28 days, for loads, to the end of the week of the last day that is looked at, for caps.
fn window(work: &Work) -> Option<Interval> {
    let ahead = TimeDelta::days(i64::from(HORIZON_MAX) + 8);
    Interval::new(work.now() - candidates::LOAD, work.now() + ahead)
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
