//! The id of a request: in its answer, its log lines and its problems.

use std::{fmt, future::Future};

use uuid::Uuid;

tokio::task_local! {
    static CURRENT: RequestId;
}

/// The id of the request being answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RequestId(Uuid);

impl RequestId {
    /// The request with this id.
    pub const fn new(id: Uuid) -> Self {
        Self(id)
    }

    /// The id of the request that this code runs for, if it runs for one.
    pub fn current() -> Option<Self> {
        CURRENT.try_with(|id| *id).ok()
    }

    /// Runs something for this request.
    pub async fn during<F: Future>(self, future: F) -> F::Output {
        CURRENT.scope(self, future).await
    }

    /// As a URN, for problems.
    pub fn urn(self) -> String {
        format!("urn:uuid:{}", self.0)
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
