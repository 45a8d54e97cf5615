//! What is logged and counted while the tests run.

use std::{
    io::Write,
    sync::{Mutex, OnceLock},
};

use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tracing_subscriber::{EnvFilter, fmt::format::FmtSpan};

/// More than anybody logs: everything of ours.
const FILTER: &str =
    "info,trellis=trace,trellis_api=trace,trellis_app=trace,trellis_storage=trace,trellis_domain=trace";

static LOG: Mutex<Vec<u8>> = Mutex::new(Vec::new());

/// Writes to the log of this process.
struct Log;

/// Listens to the log from now on.
pub fn listen() {
    let filter = EnvFilter::new(FILTER);
    let subscriber = tracing_subscriber::fmt().with_env_filter(filter).with_span_events(FmtSpan::FULL);
    // Without the time of the day, which may look like a canary's.
    subscriber.without_time().with_ansi(false).with_writer(|| Log).try_init().expect("nobody else listens");
}

/// Counts from now on.
pub fn count() -> &'static PrometheusHandle {
    static METRICS: OnceLock<PrometheusHandle> = OnceLock::new();
    METRICS.get_or_init(|| PrometheusBuilder::new().install_recorder().expect("nobody else counts"))
}

/// What was logged so far.
pub fn lines() -> Vec<String> {
    String::from_utf8_lossy(&LOG.lock().unwrap()).lines().map(ToOwned::to_owned).collect()
}

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        LOG.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
