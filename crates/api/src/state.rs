//! What handlers need beside the request: the store, the clock, the keys, and how the service is known outside.

use std::{fmt, sync::Arc};

use chrono::{DateTime, Utc};
use trellis_storage::Store;

use crate::{cursor::CursorKey, oauth::TokenKeys, rate_limit::RateLimits};

/// Where the time comes from; tests own it.
pub type Clock = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// Everything a handler may need.
#[derive(Clone)]
pub struct State {
    /// The database.
    pub store: Store,
    /// The time, in microseconds.
    pub clock: Clock,
    /// The keys that sign access tokens.
    pub keys: Arc<TokenKeys>,
    /// The key that authenticates cursors.
    pub cursors: CursorKey,
    /// How much may be asked; no limits when none.
    pub rate_limits: Option<RateLimits>,
    /// The address that the outside knows, without a slash at the end: issuer and audience of tokens, base of links.
    pub public_url: Arc<str>,
}

impl State {
    /// The time of a request.
    pub fn now(&self) -> DateTime<Utc> {
        (self.clock)()
    }
}

impl fmt::Debug for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("State").field("public_url", &self.public_url).finish_non_exhaustive()
    }
}
