//! Metrics on a listener of their own, so that the public never sees them.

use std::net::SocketAddr;

use actix_web::{App, HttpServer, Responder, dev::Server, http::header, web};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};

use crate::failure::Failure;

/// Starts to count, and to answer `GET /metrics`.
pub(crate) fn start(listen: SocketAddr) -> Result<Server, Failure> {
    let installed = PrometheusBuilder::new().install_recorder();
    let recorder = installed.map_err(|error| Failure::new(format!("cannot count metrics: {error}")))?;
    let app = move || App::new().app_data(web::Data::new(recorder.clone())).route("/metrics", web::get().to(show));
    let server = HttpServer::new(app).workers(1).disable_signals().bind(listen);
    Ok(server.map_err(|error| Failure::listening(listen, &error))?.run())
}

async fn show(recorder: web::Data<PrometheusHandle>) -> impl Responder {
    recorder.render().customize().insert_header((header::CONTENT_TYPE, "text/plain; version=0.0.4"))
}
