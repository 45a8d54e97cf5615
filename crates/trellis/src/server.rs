//! Starting the service on a socket.

use std::{
    net::{SocketAddr, TcpListener},
    num::NonZeroUsize,
};

use actix_web::{
    App, HttpServer,
    dev::{Server, ServerHandle},
    middleware::{Compress, from_fn},
};
use trellis_api::{State, coding, rate_limit::limit_address};

/// A service that listens.
pub struct Running {
    /// Where it listens.
    pub address: SocketAddr,
    /// What runs it: await this.
    pub server: Server,
    /// What stops it.
    pub handle: ServerHandle,
}

/// Takes the socket; a taken port or a forbidden address is an error here, before anything else happens.
pub fn bind(listen: SocketAddr) -> std::io::Result<TcpListener> {
    let socket = TcpListener::bind(listen)?;
    socket.set_nonblocking(true)?;
    Ok(socket)
}

/// Answers on a socket.
pub fn start(socket: TcpListener, workers: NonZeroUsize, state: State) -> std::io::Result<Running> {
    let address = socket.local_addr()?;
    let configure = trellis_api::configure(state);
    let app = move || {
        App::new()
            .wrap(from_fn(coding::choose))
            .wrap(Compress::default())
            .wrap(from_fn(coding::label))
            .wrap(from_fn(trellis_api::answer_kept))
            .wrap(from_fn(limit_address))
            .wrap(from_fn(trellis_api::say_on_page))
            .wrap(from_fn(trellis_api::answer_head))
            .wrap(from_fn(trellis_api::observe))
            .configure(configure.clone())
    };
    let server = HttpServer::new(app).workers(workers.get()).listen(socket)?.disable_signals().run();
    let handle = server.handle();
    Ok(Running { address, server, handle })
}
