//! Working plans out beside the requests that asked for them.

use actix_web::{rt, web};
use trellis_app::{CommandError, match_plan};
use trellis_domain::{MatchPlanId, Network, match_plan::PlanFailure};
use trellis_storage::Store;

use crate::state::Clock;

/// How many plans of a network are looked for at once.
const BATCH: u64 = 20;

/// Begins a plan now, without anybody waiting for it.
pub(crate) fn soon(store: Store, clock: Clock, network: Network, plan: MatchPlanId) {
    rt::spawn(async move {
        if let Err(error) = work_out(&store, &clock, &network, plan).await {
            tracing::error!(%plan, %error, "a plan was not worked out");
        }
    });
}

/// Works out what nobody has begun, or has begun and not finished, as after a restart; answers how many.
pub async fn catch_up(store: &Store, clock: &Clock, network: &Network) -> Result<usize, CommandError> {
    let open = match_plan::unfinished(store, network, BATCH).await?;
    let mut done = 0;
    for plan in open {
        done += usize::from(work_out(store, clock, network, plan).await?);
    }
    Ok(done)
}

/// Works one plan out, unless somebody else does.
async fn work_out(store: &Store, clock: &Clock, network: &Network, plan: MatchPlanId) -> Result<bool, CommandError> {
    let Some(begun) = match_plan::begin(store, network, plan, clock()).await? else { return Ok(false) };
    let outcome = match match_plan::prepare(store, network, &begun, clock()).await {
        Ok(prepared) => web::block(move || prepared.solve()).await.unwrap_or(Err(PlanFailure::Internal)),
        Err(error) => {
            tracing::error!(%plan, %error, "a plan could not be gathered");
            Err(PlanFailure::Internal)
        }
    };
    match_plan::finish(store, network, plan, outcome, clock()).await?;
    Ok(true)
}
