//! Secrets of clients and tokens of private addresses: 256 random bits, of which only a hash is kept.

use std::fmt;

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use rand::TryRngCore;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use trellis_domain::{FieldCode, Refusals, text::Text};

use crate::error::CommandError;

/// A secret in the clear; shown once, never logged.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// A new secret from the operating system's randomness, written with a prefix that scanners for leaks can find.
    pub fn generate() -> Result<Self, rand::rand_core::OsError> {
        let mut bytes = [0; 32];
        rand::rngs::OsRng.try_fill_bytes(&mut bytes)?;
        Ok(Self(format!("trs_{}", BASE64_URL_SAFE_NO_PAD.encode(bytes))))
    }

    /// A secret that somebody presents.
    pub fn presented(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text, for the one answer that shows it.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What is kept of it: SHA-256 in hexadecimal. With 256 random bits nothing slower is needed.
    pub fn hash(&self) -> String {
        Sha256::digest(self.0.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Whether its hash is this one, in constant time.
    pub fn matches(&self, hash: &str) -> bool {
        self.hash().as_bytes().ct_eq(hash.as_bytes()).into()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// What is kept of a token.
pub(crate) fn kept(token: &Secret) -> Result<Text<64>, CommandError> {
    let refused = |_wrong| Refusals::one("", FieldCode::BadFormat, "a token");
    Ok(token.hash().parse().map_err(refused)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_matches_its_own_hash_only_and_does_not_show_itself() {
        let (one, other) = (Secret::generate().unwrap(), Secret::generate().unwrap());
        assert!(one.matches(&one.hash()) && !one.matches(&other.hash()));
        assert!(!format!("{one:?}").contains(one.reveal()));
    }
}
