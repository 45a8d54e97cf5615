//! One writer at a time per network, in the order of arrival, with a bounded wait.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use trellis_domain::NetworkId;

use crate::error::StoreError;

/// How long a write waits for its turn before it gives up.
pub(crate) const PATIENCE: Duration = Duration::from_secs(5);

/// How many writes of one network may wait at once.
const WAITING_MAX: usize = 256;

/// The queues of all networks that this process writes to.
#[derive(Debug, Default)]
pub(crate) struct Queues(Mutex<HashMap<NetworkId, Queue>>);

#[derive(Debug, Clone)]
struct Queue {
    places: Arc<Semaphore>,
    turn: Arc<Semaphore>,
}

/// The turn to write; given back when dropped.
#[derive(Debug)]
pub(crate) struct Turn {
    _place: OwnedSemaphorePermit,
    _turn: OwnedSemaphorePermit,
}

impl Queues {
    /// Waits for the turn to write in a network.
    pub(crate) async fn turn(&self, network: NetworkId) -> Result<Turn, StoreError> {
        let queue = self.queue(network);
        let place = queue.places.try_acquire_owned().map_err(|_full| StoreError::Busy)?;
        let turn = tokio::time::timeout(PATIENCE, queue.turn.acquire_owned());
        let turn = turn.await.map_err(|_late| StoreError::Busy)?.map_err(|_closed| StoreError::Busy)?;
        Ok(Turn { _place: place, _turn: turn })
    }

    fn queue(&self, network: NetworkId) -> Queue {
        let mut queues = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let new = || Queue { places: Arc::new(Semaphore::new(WAITING_MAX)), turn: Arc::new(Semaphore::new(1)) };
        queues.entry(network).or_insert_with(new).clone()
    }
}
