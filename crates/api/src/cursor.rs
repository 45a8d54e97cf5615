//! Cursors: places in a list that only we can make, bound to the list they were made for.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use trellis_storage::Position;
use uuid::Uuid;

/// The longest cursor that is looked at, in bytes.
pub const CURSOR_MAX: usize = 1024;

/// The key that cursors are authenticated with.
#[derive(Clone)]
pub struct CursorKey(Hmac<Sha256>);

impl CursorKey {
    /// A key derived from a secret of the installation.
    pub fn derive(secret: &[u8]) -> Option<Self> {
        let mut key = Hmac::<Sha256>::new_from_slice(secret).ok()?;
        key.update(b"trellis cursor v1");
        Hmac::new_from_slice(&key.finalize().into_bytes()).ok().map(Self)
    }

    /// A cursor for a place in the list that `binding` describes (operation, network, arguments).
    pub fn seal(&self, position: Position, binding: &str) -> String {
        let at = position.at.map_or(String::new(), |at| at.timestamp_micros().to_string());
        let place = format!("{at}.{}", position.id.simple());
        let tag = self.tag(&place, binding).finalize().into_bytes();
        BASE64_URL_SAFE_NO_PAD.encode([place.as_bytes(), b".", &tag].concat())
    }

    /// The place that a cursor was made for, unless it was made elsewhere, for another list, or by somebody else.
    pub fn open(&self, cursor: &str, binding: &str) -> Option<Position> {
        let bytes = (cursor.len() <= CURSOR_MAX).then(|| BASE64_URL_SAFE_NO_PAD.decode(cursor).ok())??;
        let (place, tag) = bytes.split_at_checked(bytes.len().checked_sub(32)?)?;
        let place = std::str::from_utf8(place.strip_suffix(b".")?).ok()?;
        self.tag(place, binding).verify_slice(tag).ok()?;
        let (at, id) = place.split_once('.')?;
        let at = match at {
            "" => None,
            micros => Some(DateTime::<Utc>::from_timestamp_micros(micros.parse().ok()?)?),
        };
        Some(Position { at, id: Uuid::try_parse(id).ok()? })
    }

    fn tag(&self, place: &str, binding: &str) -> Hmac<Sha256> {
        let mut mac = self.0.clone();
        mac.update(place.as_bytes());
        mac.update(&[0]);
        mac.update(binding.as_bytes());
        mac
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_opens_only_for_the_list_it_was_made_for() {
        let key = CursorKey::derive(b"a secret").unwrap();
        let position = Position { at: DateTime::from_timestamp_micros(1_764_000_000_123_456), id: Uuid::from_u128(7) };
        let cursor = key.seal(position, "list_sessions net_1 setting=venue");
        assert_eq!(key.open(&cursor, "list_sessions net_1 setting=venue"), Some(position));
        assert_eq!(key.open(&cursor, "list_sessions net_2 setting=venue"), None);
        assert_eq!(CursorKey::derive(b"another").unwrap().open(&cursor, "list_sessions net_1 setting=venue"), None);
        for garbage in ["", ".", "AAAA", "é", &"A".repeat(2000)] {
            assert_eq!(key.open(garbage, ""), None);
        }
    }
}
