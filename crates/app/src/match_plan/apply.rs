//! Applying a plan, all of it or a part.

use trellis_domain::{
    AffiliationId, Conflict, FieldCode, MatchPlan, PartnerId, Proposal, Record, Refusals, Request, RequestId,
    match_plan::Arrangement, matching::Ranked, policy::Policy, request::RequestState,
};
use trellis_storage::{Reading, Work};

use crate::{
    error::CommandError,
    policy,
    proposal::{self, gather::Surroundings},
};

/// What came of applying a plan.
#[derive(Debug, Clone)]
pub struct Applied {
    /// The accepted proposals, in the order of the plan.
    pub proposals: Vec<Record<Proposal>>,
    /// What no longer holds, and was left as it is.
    pub not_applied: Vec<NotApplied>,
}

/// A pair of a plan that no longer holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotApplied {
    /// The request.
    pub request: RequestId,
    /// Why; where the champion is busy, never where or for whom.
    pub because: Conflict,
}

/// Applies the pairs of a plan that are named, or all: each is judged again by the rules and commitments of this moment, and accepted, in one unit
/// of work. What no longer holds is told, and changes nothing.
pub async fn apply(
    work: &mut Work,
    plan: &Record<MatchPlan>,
    only: Option<&[RequestId]>,
) -> Result<Applied, CommandError> {
    let outcome = plan.outcome.as_ref().ok_or(Conflict::PlanNotReady)?;
    check(&outcome.arrangements, only)?;
    let wanted = |pair: &&Arrangement| only.is_none_or(|only| only.contains(&pair.request_id));
    let grounds = Grounds::of(work, plan.head.owner, outcome.arrangements.iter().filter(wanted)).await?;
    let mut applied = Applied { proposals: Vec::new(), not_applied: Vec::new() };
    for pair in outcome.arrangements.iter().filter(wanted) {
        match work.step(async |work: &mut Work| Box::pin(accept(work, &grounds, pair)).await).await? {
            Ok(accepted) => applied.proposals.push(accepted),
            Err(CommandError::Conflict(because)) => {
                applied.not_applied.push(NotApplied { request: pair.request_id, because });
            }
            Err(error) => return Err(error),
        }
    }
    Ok(applied)
}

/// What the pairs are judged by, which they do not change: read once for all of them.
struct Grounds {
    owner: PartnerId,
    policy: Policy,
    surroundings: Surroundings,
}

impl Grounds {
    async fn of(
        work: &Work,
        owner: PartnerId,
        pairs: impl Iterator<Item = &Arrangement>,
    ) -> Result<Self, CommandError> {
        let policy = policy::in_force(work, owner).await?;
        let surroundings = Surroundings::of_some(work, owner, work.now(), pairs.flat_map(champions)).await?;
        Ok(Self { owner, policy, surroundings })
    }
}

/// Makes a proposal of a pair and accepts it. What the champions are taken for is read anew, as each pair takes some of them.
async fn accept(work: &mut Work, grounds: &Grounds, pair: &Arrangement) -> Result<Record<Proposal>, CommandError> {
    let Grounds { owner, policy, surroundings } = grounds;
    let request: Option<Record<Request>> = work.load(pair.request_id).await?;
    let waits = |request: &Record<Request>| request.head.owner == *owner && request.state == RequestState::Taken;
    let request = request.filter(waits).ok_or(Conflict::WrongState)?;
    let ranked = ranked(pair).ok_or(Conflict::ProposalOutdated)?;
    let persons = surroundings.persons(&ranked).ok_or(Conflict::ProposalOutdated)?;
    let setting = request.details.setting;
    let proposal = Proposal::new(request.id, setting, &ranked, persons, policy.version, work.now());
    let id = work.new_id();
    let proposal = work.insert(id, *owner, proposal).await?;
    let surroundings = surroundings.again(work, work.now(), champions(pair)).await?;
    proposal::accept_among(work, &proposal, &request, &policy.details, &surroundings).await
}

fn champions(pair: &Arrangement) -> impl Iterator<Item = AffiliationId> + use<> {
    [Some(pair.affiliation_id), pair.second_affiliation_id].into_iter().flatten()
}

/// The pair as a ranking would have it.
fn ranked(pair: &Arrangement) -> Option<Ranked> {
    Some(Ranked {
        affiliation: pair.affiliation_id,
        second: pair.second_affiliation_id,
        starts_at: pair.starts_at,
        ends_at: pair.ends_at,
        venue: pair.venue_id,
        session: None,
        to_be_asked: pair.to_be_asked,
        score: pair.score,
        parts: pair.parts.as_slice().try_into().ok()?,
    })
}

fn check(pairs: &[Arrangement], only: Option<&[RequestId]>) -> Result<(), Refusals> {
    let mut refusals = Refusals::none();
    let some = only.is_none_or(|only| !only.is_empty());
    refusals.require(some, "/request_ids", FieldCode::TooShort, "at least one, or leave it out for all");
    for (at, id) in only.into_iter().flatten().enumerate() {
        let planned = pairs.iter().any(|pair| pair.request_id == *id);
        let right = "the id of a request that the plan has a champion for";
        refusals.require(planned, format!("/request_ids/{at}"), FieldCode::UnknownReference, right);
    }
    refusals.finish()
}
