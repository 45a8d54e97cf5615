//! The two things that come from outside the rules: the time, and new ids.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use trellis_api::state::Clock;
use trellis_domain::clock_time::truncated;
use trellis_storage::Ids;
use uuid::{ContextV7, Timestamp, Uuid};

/// The time now, as both databases can keep it.
#[expect(clippy::disallowed_methods, reason = "the one place that reads the clock")]
pub(crate) fn now() -> DateTime<Utc> {
    truncated(Utc::now())
}

/// The machine's clock.
pub(crate) fn system() -> Clock {
    Arc::new(now)
}

/// UUIDv7 numbers that rise even within one millisecond.
pub(crate) fn ids() -> Ids {
    let context = std::sync::Mutex::new(ContextV7::new());
    Arc::new(move |now| {
        let context = context.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let seconds = u64::try_from(now.timestamp()).unwrap_or_default();
        Uuid::new_v7(Timestamp::from_unix(&*context, seconds, now.timestamp_subsec_nanos()))
    })
}
