//! Working plans out beside the requests that asked for them: one at a time in a process, so that the other cores go on answering.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use actix_web::{rt, web};
use tokio::sync::Semaphore;
use trellis_app::{CommandError, match_plan};
use trellis_domain::{
    MatchPlan, MatchPlanId, Network, Record,
    match_plan::{MatchPlanOutcome, PlanFailure},
};
use trellis_storage::Store;

use crate::state::Clock;

/// How many plans of a network are looked for at once.
const BATCH: u64 = 20;

/// How often whoever works on a plan says so, and looks whether anybody still waits for it.
const SIGN_OF_LIFE: Duration = Duration::from_secs(10);

/// Whose turn it is. Those who wait are served in their order.
static TURN: Semaphore = Semaphore::const_new(1);

/// Begins a plan as soon as it is its turn, without anybody waiting for it.
pub(crate) fn soon(store: Store, clock: Clock, network: Network, plan: MatchPlanId) {
    rt::spawn(async move {
        let Ok(_turn) = TURN.acquire().await else { return };
        work_out(&store, &clock, &network, plan).await;
    });
}

/// Takes up what nobody works on, as after a restart, unless this process has a plan in hand. Nobody waits for it.
pub async fn catch_up(store: &Store, clock: &Clock, network: &Network) -> Result<(), CommandError> {
    let open = match_plan::unfinished(store, network, BATCH).await?;
    if open.is_empty() {
        return Ok(());
    }
    let Ok(turn) = TURN.try_acquire() else { return Ok(()) };
    let (store, clock, network) = (store.clone(), clock.clone(), network.clone());
    rt::spawn(async move {
        for plan in open {
            work_out(&store, &clock, &network, plan).await;
        }
        drop(turn);
    });
    Ok(())
}

/// Works one plan out, unless somebody else does.
async fn work_out(store: &Store, clock: &Clock, network: &Network, plan: MatchPlanId) {
    let worked_out = async {
        let Some(begun) = match_plan::begin(store, network, plan, clock()).await? else { return Ok(()) };
        let is_called_off = Arc::new(AtomicBool::new(false));
        let outcome = tokio::select! {
            outcome = solve(store, clock, network, &begun, is_called_off.clone()) => outcome,
            never = look_after(store, clock, network, plan, &is_called_off) => match never {},
        };
        // Nothing came of it where nobody waits for it any more.
        let Some(outcome) = outcome else { return Ok(()) };
        match_plan::finish(store, network, plan, outcome, clock()).await
    };
    if let Err(error) = worked_out.await {
        tracing::error!(%plan, %error, "a plan was not worked out");
    }
}

/// The plan, or why there is none; nothing where it was called off meanwhile.
async fn solve(
    store: &Store,
    clock: &Clock,
    network: &Network,
    plan: &Record<MatchPlan>,
    is_called_off: Arc<AtomicBool>,
) -> Option<Result<MatchPlanOutcome, PlanFailure>> {
    match match_plan::prepare(store, network, plan, &**clock).await {
        Ok(Some(prepared)) => {
            let solved = web::block(move || prepared.solve(&|| is_called_off.load(Ordering::Relaxed))).await;
            solved.map_or(Some(Err(PlanFailure::Internal)), Some)
        }
        Ok(None) => None,
        Err(error) => {
            tracing::error!(plan = %plan.id, %error, "a plan could not be gathered");
            Some(Err(PlanFailure::Internal))
        }
    }
}

/// Shows from time to time that somebody works on the plan, until it is called off.
async fn look_after(
    store: &Store,
    clock: &Clock,
    network: &Network,
    plan: MatchPlanId,
    is_called_off: &AtomicBool,
) -> std::convert::Infallible {
    loop {
        rt::time::sleep(SIGN_OF_LIFE).await;
        match match_plan::show_life(store, network, plan, clock()).await {
            Ok(still_wanted) => is_called_off.store(!still_wanted, Ordering::Relaxed),
            Err(error) => tracing::warn!(%plan, %error, "no sign of life from a plan"),
        }
    }
}
