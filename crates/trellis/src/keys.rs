//! Signing keys on disk: made on first start where that is safe, and refused where others can read them.

use std::{
    fs, io,
    os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt},
    path::{Path, PathBuf},
};

use trellis_api::oauth::{KeyError, TokenKeys};

const FILE: &str = "token-signing-key.p8";

/// Why there are no keys.
#[derive(Debug, thiserror::Error)]
pub enum KeysError {
    /// There is no key, and none is made here.
    #[error(
        "there is no signing key at {0}: make one with `trellis serve` on SQLite, or copy the one that all nodes share"
    )]
    Missing(PathBuf),
    /// Others can read it.
    #[error("{0} can be read by others: run chmod 600 on it, and think about making a new one")]
    Exposed(PathBuf),
    /// The file cannot be read or written.
    #[error("{path}: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// It is not a key.
    #[error("{0} is not a P-256 private key in PKCS #8 form (DER)")]
    NotAKey(PathBuf),
}

/// The private key in a directory, in PKCS #8 form; made there when absent and `make` says so.
pub fn load(directory: &Path, make: bool) -> Result<Vec<u8>, KeysError> {
    let path = directory.join(FILE);
    let failed = |source| KeysError::File { path: path.clone(), source };
    match fs::metadata(&path) {
        Ok(metadata) if metadata.permissions().mode() & 0o077 != 0 => Err(KeysError::Exposed(path)),
        Ok(_) => fs::read(&path).map_err(failed),
        Err(missing) if missing.kind() == io::ErrorKind::NotFound && make => {
            let key = TokenKeys::generate().map_err(|_no_randomness: KeyError| KeysError::NotAKey(path.clone()))?;
            write_private(&path, &key).map_err(failed)?;
            Ok(key)
        }
        Err(missing) if missing.kind() == io::ErrorKind::NotFound => Err(KeysError::Missing(path)),
        Err(source) => Err(failed(source)),
    }
}

/// Writes a file that only its owner can read, in a directory of the same kind.
pub fn write_private(path: &Path, content: &[u8]) -> io::Result<()> {
    use std::io::Write;
    if let Some(directory) = path.parent() {
        fs::DirBuilder::new().recursive(true).mode(0o700).create(directory)?;
    }
    let mut file = fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)?;
    file.set_permissions(fs::Permissions::from_mode(0o600))?;
    file.write_all(content)?;
    file.sync_all()
}
