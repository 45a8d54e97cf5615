//! `trellis serve`

use std::{net::SocketAddr, num::NonZeroUsize, sync::Arc};

use tokio::task::JoinHandle;
use trellis_api::{
    State,
    cursor::CursorKey,
    oauth::{KeyError, TokenKeys},
};
use trellis_storage::Store;

use crate::{
    background, clock,
    failure::Failure,
    keys, log, metrics,
    server::{self, Running},
    settings::{Data, Settings},
};

/// A service that answers, and what goes on beside it.
pub(crate) struct Serving {
    /// What answers.
    pub(crate) running: Running,
    jobs: JoinHandle<()>,
}

/// Answers requests until stopped.
pub(crate) async fn serve(data: &Data, settings: &Settings) -> Result<(), Failure> {
    let _logging = log::log()?;
    // The socket first: a taken port is the commonest mistake, and the cheapest to find.
    let socket = server::bind(settings.listen).map_err(|error| Failure::listening(settings.listen, &error))?;
    let store = data.open_ready().await?;
    let serving = start(data, settings, socket, store)?;
    tracing::info!(address = %serving.running.address, "listening");
    until_stopped(serving).await
}

/// Answers on a socket; who calls it says so.
pub(crate) fn start(
    data: &Data,
    settings: &Settings,
    socket: std::net::TcpListener,
    store: Store,
) -> Result<Serving, Failure> {
    let listening = socket.local_addr()?;
    let state = state(data, settings, listening, store)?;
    let jobs = background::start(state.store.clone(), state.clock.clone());
    if let Some(address) = settings.metrics_listen {
        actix_web::rt::spawn(metrics::start(address)?);
    }
    let workers = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    Ok(Serving { running: server::start(socket, workers, state)?, jobs })
}

/// Waits for Ctrl-C or a polite request to end, then lets requests under way finish; what goes on beside them is undone as far as it is not
/// kept yet.
pub(crate) async fn until_stopped(serving: Serving) -> Result<(), Failure> {
    let Serving { running: Running { server, handle, .. }, jobs } = serving;
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    actix_web::rt::spawn(async move {
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        }
        handle.stop(true).await;
    });
    let stopped = server.await;
    jobs.abort();
    // Its connections go back while there still is somebody to take them.
    let _aborted = jobs.await;
    Ok(stopped?)
}

fn state(data: &Data, settings: &Settings, listening: SocketAddr, store: Store) -> Result<State, Failure> {
    let key = keys::load(&settings.keys_dir(&data.data_dir), data.is_sqlite())?;
    let unusable = |error: KeyError| Failure::new(format!("the signing key is {error}"));
    let keys = Arc::new(TokenKeys::from_pkcs8(&key).map_err(unusable)?);
    let cursors = CursorKey::derive(&key).ok_or_else(|| unusable(KeyError))?;
    let public_url = settings.public_url(listening)?.into();
    let rate_limits = settings.rate_limits();
    Ok(State { store, clock: clock::system(), keys, cursors, rate_limits, public_url })
}
