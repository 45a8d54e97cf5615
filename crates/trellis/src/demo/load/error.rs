//! Why the demonstration could not be loaded.

use std::fmt;

use trellis_app::CommandError;
use trellis_storage::StoreError;

use crate::{demo::names::ThingName, import::FileRefused};

/// Why the demonstration could not be loaded. What it consists of is part of this program, so most of these are faults of ours.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The database has a network of that name which is not the demonstration.
    #[error(
        "the database has a network bexley that is not the demonstration: choose another with --data-dir or --database-url"
    )]
    AnotherNetwork,
    /// A file of open data is not as it should be.
    #[error("{0}")]
    File(#[from] FileRefused),
    /// The content does not make sense.
    #[error("the demonstration's {what}: {why}")]
    Content {
        /// Which part of it.
        what: String,
        /// What is wrong.
        why: String,
    },
    /// A command was refused.
    #[error("the demonstration's {0}: {1}")]
    Refused(ThingName, CommandError),
    /// A command failed.
    #[error(transparent)]
    Command(#[from] CommandError),
}

impl LoadError {
    pub(in crate::demo) fn content(what: &str, why: impl fmt::Display) -> Self {
        Self::Content { what: what.to_owned(), why: why.to_string() }
    }

    /// The same about the thing with this name.
    pub(super) fn about(name: &ThingName) -> impl FnOnce(CommandError) -> Self {
        let name = name.clone();
        move |error| Self::Refused(name, error)
    }
}

impl From<StoreError> for LoadError {
    fn from(error: StoreError) -> Self {
        Self::Command(error.into())
    }
}
