//! Why the program stops, in one line.

use std::{fmt, io, net::SocketAddr};

use trellis_app::CommandError;
use trellis_storage::StoreError;

use crate::{demo::LoadError, import::FileRefused, keys::KeysError};

/// Why the program stops: what is wrong, where, and what would be right.
#[derive(Debug)]
pub struct Failure(String);

impl Failure {
    /// A failure in these words.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The port is taken, or the address is not ours.
    pub(crate) fn listening(address: SocketAddr, source: &io::Error) -> Self {
        let advice = match source.kind() {
            io::ErrorKind::AddrInUse => {
                "another program listens there: stop it, or choose another address with --listen"
            }
            io::ErrorKind::PermissionDenied => "this user may not: choose a port above 1023 with --listen",
            _ => "choose an address of this machine with --listen",
        };
        Self(format!("cannot listen on {address}: {advice} ({source})"))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Failure {}

impl From<KeysError> for Failure {
    fn from(error: KeysError) -> Self {
        Self(error.to_string())
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let cause = std::error::Error::source(&error).map(|cause| format!(": {cause}")).unwrap_or_default();
        Self(format!("{error}{cause}"))
    }
}

impl From<CommandError> for Failure {
    fn from(error: CommandError) -> Self {
        match error {
            CommandError::Store(error) => error.into(),
            other => Self(other.to_string()),
        }
    }
}

impl From<LoadError> for Failure {
    fn from(error: LoadError) -> Self {
        match error {
            LoadError::Command(error) => error.into(),
            other => Self(other.to_string()),
        }
    }
}

impl From<FileRefused> for Failure {
    fn from(refused: FileRefused) -> Self {
        Self(refused.to_string())
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self(error.to_string())
    }
}
