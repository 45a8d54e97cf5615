//! Why a command was not carried out.

use trellis_domain::{Conflict, FieldCode, Refusals, SessionId, partner::MoveRefused};
use trellis_storage::StoreError;

/// Why a command was not carried out; nothing was stored.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// There is no such thing, or not within the caller's reach.
    #[error("no such thing within reach")]
    NotFound,
    /// Values that cannot be taken.
    #[error("{0}")]
    Refused(#[from] Refusals),
    /// It does not fit the present state.
    #[error("{0}")]
    Conflict(#[from] Conflict),
    /// It does not fit the present state of these sessions.
    #[error("{0}")]
    Sessions(Conflict, Vec<SessionId>),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl CommandError {
    /// The refusal of an id in a body that names nothing the caller may use: the same for foreign and unknown ids.
    pub fn unknown_reference(pointer: &str, what: &str) -> Self {
        Refusals::one(pointer, FieldCode::UnknownReference, format!("the id of {what} that you may use")).into()
    }
}

impl From<MoveRefused> for CommandError {
    fn from(refused: MoveRefused) -> Self {
        match refused {
            MoveRefused::Conflict(conflict) => conflict.into(),
            MoveRefused::Refusals(refusals) => refusals.into(),
        }
    }
}

/// Says what a unique key in use means where it happens.
pub(crate) fn on_duplicate<T>(outcome: Result<T, StoreError>, conflict: Conflict) -> Result<T, CommandError> {
    match outcome {
        Err(StoreError::Duplicate) => Err(conflict.into()),
        other => Ok(other?),
    }
}
