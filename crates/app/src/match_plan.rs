//! Match plans: asking for one, working it out, applying it.

mod apply;
mod work_out;

pub use apply::{Applied, NotApplied, apply};
pub use work_out::{Prepared, begin, finish, prepare, show_life, unfinished};

use trellis_domain::{
    Conflict, FieldCode, MatchPlan, PartnerId, Record, Refusals, Request, RequestId,
    match_plan::{MatchPlanDetails, REQUESTS_MAX, UNFINISHED_MAX},
    request::RequestState,
};
use trellis_storage::{Reading, Work};

use crate::error::CommandError;

/// A partner asks for a plan of the requests that it names, or of those that have waited longest. It is worked out afterwards.
pub async fn create(
    work: &mut Work,
    owner: PartnerId,
    details: MatchPlanDetails,
) -> Result<Record<MatchPlan>, CommandError> {
    details.check()?;
    if trellis_storage::match_plan::count_unfinished(work, owner).await? >= UNFINISHED_MAX {
        return Err(Conflict::TooManyPlans.into());
    }
    let requests = match &details.request_ids {
        Some(named) => waiting(work, owner, named).await?,
        None => trellis_storage::request::waiting_of(work, owner, REQUESTS_MAX).await?,
    };
    let id = work.new_id();
    Ok(work.insert(id, owner, MatchPlan::new(details, requests, work.now())).await?)
}

/// Nobody waits for it any more; what is worked out already stays.
pub async fn cancel(work: &mut Work, plan: &Record<MatchPlan>) -> Result<Record<MatchPlan>, CommandError> {
    let cancelled = plan.noun.clone().cancelled(work.now());
    Ok(work.update(plan, cancelled).await?)
}

/// The named requests, if each is the partner's and waits for a champion.
async fn waiting(work: &Work, owner: PartnerId, named: &[RequestId]) -> Result<Vec<RequestId>, CommandError> {
    let found: Vec<Record<Request>> = work.load_all(named).await?;
    let mut refusals = Refusals::none();
    for (at, id) in named.iter().enumerate() {
        let request = found.iter().find(|request| request.id == *id && request.head.owner == owner);
        let pointer = format!("/request_ids/{at}");
        refusals.require(
            request.is_some(),
            &pointer,
            FieldCode::UnknownReference,
            "the id of a request that you may use",
        );
        let waits = request.is_none_or(|request| request.state == RequestState::Taken);
        refusals.require(waits, &pointer, FieldCode::Inconsistent, "a request in the state taken");
    }
    refusals.finish()?;
    Ok(named.to_vec())
}
