//! What goes on while the service runs: the sessions of series are made half a year ahead, requests that lapsed are entered in the ledger and
//! in time forget who asked, requests that wait with nobody proposed are looked at again, and what nobody is shown any more goes.

use std::time::Duration;

use tokio::{task::JoinHandle, time::MissedTickBehavior};
use trellis_api::{planner, state::Clock};
use trellis_app::{CommandError, proposal, request, series, unmet_need};
use trellis_storage::{PageRequest, Store};

/// How often it is looked whether a series lacks sessions, and whether something can go.
const EVERY: Duration = Duration::from_mins(1);

/// How many networks are asked for at once.
const BATCH: u64 = 100;

/// Looks from time to time, beginning now. Several servers may do so: see [`series::expand_due`].
pub(crate) fn start(store: Store, clock: Clock) -> JoinHandle<()> {
    actix_web::rt::spawn(async move {
        let mut turns = tokio::time::interval(EVERY);
        turns.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut looked = proposal::Looked::default();
        loop {
            turns.tick().await;
            if let Err(error) = Box::pin(look(&store, &clock, &mut looked)).await {
                tracing::error!(%error, "series were not looked at");
            }
            match store.installation().tidy(clock()).await {
                Ok((0, 0)) => {}
                Ok((answers, listed)) => tracing::info!(answers, listed, "tidied"),
                Err(error) => tracing::error!(%error, "nothing was tidied"),
            }
        }
    })
}

/// Looks once, at every network. One that fails does not keep the others waiting.
async fn look(store: &Store, clock: &Clock, looked: &mut proposal::Looked) -> Result<(), CommandError> {
    let mut after = None;
    loop {
        let page = store.installation().networks(PageRequest { after, limit: BATCH }).await?;
        for network in page.items {
            match series::expand_due(store, &network, clock()).await {
                Ok(0) => {}
                Ok(made) => tracing::info!(network = %network.id, made, "sessions of series made"),
                Err(error) => tracing::error!(network = %network.id, %error, "sessions of series were not made"),
            }
            if let Err(error) = planner::catch_up(store, clock, &network).await {
                tracing::error!(network = %network.id, %error, "plans were not taken up");
            }
            match unmet_need::note_lapsed(store, &network, clock()).await {
                Ok(0) => {}
                Ok(noted) => tracing::info!(network = %network.id, noted, "lapsed requests noted"),
                Err(error) => tracing::error!(network = %network.id, %error, "lapsed requests were not noted"),
            }
            match request::forget_untaken(store, &network, clock()).await {
                Ok(0) => {}
                Ok(forgotten) => tracing::info!(network = %network.id, forgotten, "who asked was forgotten"),
                Err(error) => tracing::error!(network = %network.id, %error, "who asked was not forgotten"),
            }
            match proposal::go_on_waiting(store, &network, clock(), looked).await {
                Ok(0) => {}
                Ok(found) => {
                    tracing::info!(network = %network.id, found, "champions proposed for requests that waited");
                }
                Err(error) => tracing::error!(network = %network.id, %error, "requests that wait were not looked at"),
            }
        }
        after = page.next;
        if after.is_none() {
            return Ok(());
        }
    }
}
