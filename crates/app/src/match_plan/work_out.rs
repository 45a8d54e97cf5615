//! Working a plan out: gathered from a snapshot, solved outside every lock, kept in a small unit of work of its own.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};
use trellis_domain::{
    AffiliationId, MatchPlan, MatchPlanId, Network, Record, Request, RequestId,
    match_plan::{Applicant, MatchPlanOutcome, PlanFailure, Thoroughness, WaitingList},
    matching::{Calendar, WeekLimit, week_limits},
    policy::PolicyDetails,
    request::RequestState,
};
use trellis_storage::{Actor, Reading, Standpoint, Store};

use crate::{error::CommandError, policy, proposal::gather::Surroundings};

/// How many champions a plan may choose from for a request, the best first.
const CHAMPIONS: usize = 240;
/// After how many requests it is written down how far the work has come.
const REPORT_EVERY: usize = 100;

/// Everything that the planner needs.
#[derive(Debug)]
pub struct Prepared {
    list: WaitingList,
    thoroughness: Thoroughness,
}

impl Prepared {
    /// Finds the plan. This takes a while and asks nobody; run it where it keeps nobody waiting.
    /// Once it is called off it comes to an end soon.
    pub fn solve(&self, is_called_off: &dyn Fn() -> bool) -> Result<MatchPlanOutcome, PlanFailure> {
        // The numbers are ours, so a wrong one is our fault.
        self.list.plan(self.thoroughness, is_called_off).map_err(|_wrong| PlanFailure::Internal)
    }
}

/// The plans of a network that nobody has finished, the oldest first, at most so many.
pub async fn unfinished(store: &Store, network: &Network, limit: u64) -> Result<Vec<MatchPlanId>, CommandError> {
    let reads = store.reads(Standpoint::network(network.id));
    let open = trellis_storage::match_plan::unfinished(&reads, limit).await?;
    Ok(open.iter().map(|plan| plan.id).collect())
}

/// Takes on the work, unless somebody else has; then there is nothing to do.
pub async fn begin(
    store: &Store,
    network: &Network,
    plan: MatchPlanId,
    now: DateTime<Utc>,
) -> Result<Option<Record<MatchPlan>>, CommandError> {
    let begin = |plan: &Record<MatchPlan>| plan.noun.clone().begin(plan.head.updated_at, now).ok();
    change(store, network, plan, now, begin).await
}

/// Says that somebody works on it; answers whether anybody still waits for it.
pub async fn show_life(
    store: &Store,
    network: &Network,
    plan: MatchPlanId,
    now: DateTime<Utc>,
) -> Result<bool, CommandError> {
    Ok(change(store, network, plan, now, |plan| plan.noun.clone().alive()).await?.is_some())
}

/// Gathers the requests that still wait and the ways to help with each, from one snapshot, by the partner's policy as it is at the moment of the
/// first look at the clock; none where nobody waits for the plan any more.
pub async fn prepare(
    store: &Store,
    network: &Network,
    plan: &Record<MatchPlan>,
    clock: &(dyn Fn() -> DateTime<Utc> + Sync),
) -> Result<Option<Prepared>, CommandError> {
    let now = clock();
    let reads = store.snapshot(Standpoint::network(network.id)).await?;
    let owner = plan.head.owner;
    let policy = policy::of(&reads, owner).await?;
    let surroundings = Surroundings::now(&reads, owner, now).await?;
    let (mut applicants, mut gone) = (Vec::with_capacity(plan.requests.len()), Vec::new());
    let found: Vec<Record<Request>> = reads.load_all(&plan.requests).await?;
    let waits = |request: &Record<Request>| request.head.owner == owner && request.state == RequestState::Taken;
    let mut waiting: HashMap<RequestId, Record<Request>> =
        found.into_iter().filter(waits).map(|request| (request.id, request)).collect();
    for (at, id) in plan.requests.iter().enumerate() {
        if at > 0
            && at % REPORT_EVERY == 0
            && !report(store, network, plan.id, clock(), at, plan.requests.len()).await?
        {
            return Ok(None);
        }
        let Some(request) = waiting.remove(id) else {
            gone.push(*id);
            continue;
        };
        let options = surroundings.gather(&reads, &request, now).await?.options(&policy, CHAMPIONS);
        let since = request.asked_at;
        applicants.push(Applicant { request: *id, details: request.noun.details, since, options });
    }
    let limits = limits(&surroundings, &policy, now);
    let list = WaitingList::new(applicants, limits, policy.travel_buffer(), now).with_gone(gone);
    Ok(Some(Prepared { list, thoroughness: plan.details.thoroughness }))
}

/// Keeps what came of it, if somebody still waits for it.
pub async fn finish(
    store: &Store,
    network: &Network,
    plan: MatchPlanId,
    outcome: Result<MatchPlanOutcome, PlanFailure>,
    now: DateTime<Utc>,
) -> Result<(), CommandError> {
    let finished = |plan: &Record<MatchPlan>| match outcome {
        Ok(outcome) => plan.noun.clone().finish(outcome, now).ok(),
        Err(failure) => plan.noun.clone().fail(failure, now).ok(),
    };
    change(store, network, plan, now, finished).await.map(drop)
}

/// The minutes that caps leave to the champions.
fn limits(
    surroundings: &Surroundings,
    policy: &PolicyDetails,
    now: DateTime<Utc>,
) -> BTreeMap<AffiliationId, Vec<WeekLimit>> {
    let calendar = Calendar { now, zone: surroundings.zone() };
    let candidates = surroundings.candidates(now);
    let limits = candidates.iter().map(|candidate| (candidate.affiliation, week_limits(candidate, policy, calendar)));
    limits.filter(|(_, weeks)| !weeks.is_empty()).collect()
}

/// Gathering is four fifths of what can be told of the work beforehand. Answers whether anybody still waits for it.
async fn report(
    store: &Store,
    network: &Network,
    plan: MatchPlanId,
    now: DateTime<Utc>,
    done: usize,
    of: usize,
) -> Result<bool, CommandError> {
    let percent = u8::try_from(80 * done / of.max(1)).unwrap_or_default();
    Ok(change(store, network, plan, now, |plan| plan.noun.clone().advanced(percent)).await?.is_some())
}

/// Changes a plan in a unit of work of its own; none where it is gone or does not change.
async fn change(
    store: &Store,
    network: &Network,
    plan: MatchPlanId,
    now: DateTime<Utc>,
    how: impl FnOnce(&Record<MatchPlan>) -> Option<MatchPlan>,
) -> Result<Option<Record<MatchPlan>>, CommandError> {
    let mut work = store.work(Standpoint::network(network.id), Actor::nobody(now)).await?;
    let Some(found) = work.load::<MatchPlan>(plan).await? else { return Ok(None) };
    let Some(changed) = how(&found) else { return Ok(None) };
    let kept = work.update(&found, changed).await?;
    work.commit().await?;
    Ok(Some(kept))
}
