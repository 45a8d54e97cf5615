//! Names of the demonstration's things, and the ids that follow from them.
//!
//! A thing has the same id wherever the demonstration is loaded, so that documents can name it, and so that loading
//! again finds what is there already.

use std::{
    collections::VecDeque,
    fmt,
    sync::{Arc, Mutex, PoisonError},
};

use sha2::{Digest, Sha256};
use trellis_domain::Id;
use trellis_storage::Ids;
use uuid::{Builder, Uuid};

/// What a thing of the demonstration is called: `session/full`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ThingName(String);

impl ThingName {
    /// The name of a thing of some kind.
    pub fn new(kind: &str, key: impl fmt::Display) -> Self {
        Self(format!("{kind}/{key}"))
    }

    /// The id of the thing of this name.
    pub fn id<N>(&self) -> Id<N> {
        self.id_along(0)
    }

    /// The id of what is made along with the thing of this name: the `number`th after it.
    pub(super) fn id_along<N>(&self, number: u32) -> Id<N> {
        Id::new(numbered(&self.0, number))
    }
}

impl fmt::Display for ThingName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A source of ids that knows the names of the things that are made next.
#[derive(Clone, Default)]
pub(super) struct NamedIds(Arc<Mutex<Naming>>);

#[derive(Default)]
struct Naming {
    coming: VecDeque<ThingName>,
    last: String,
    drawn: u32,
}

impl NamedIds {
    /// The next id drawn is that of this name. Those drawn after it, for what is made along with it, follow from it.
    pub(super) fn next_is(&self, name: &ThingName) {
        self.next_are([name.clone()]);
    }

    /// The next ids drawn are those of these names, in this order. Those drawn after them follow from the last.
    pub(super) fn next_are(&self, names: impl IntoIterator<Item = ThingName>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).coming = names.into_iter().collect();
    }

    /// The source, for a store.
    pub(super) fn source(&self) -> Ids {
        let named = self.clone();
        Arc::new(move |_now| {
            let mut naming = named.0.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(name) = naming.coming.pop_front() {
                (naming.last, naming.drawn) = (name.0, 0);
            }
            let id = numbered(&naming.last, naming.drawn);
            naming.drawn += 1;
            id
        })
    }
}

/// A UUIDv7 of a fixed instant whose random part is taken from the hash of the name.
fn numbered(name: &str, number: u32) -> Uuid {
    /// 1 January 2026, 00:00 UTC, in milliseconds.
    const INSTANT: u64 = 1_767_225_600_000;
    let hash = Sha256::digest(format!("{name}#{number}"));
    let mut random = [0; 10];
    for (byte, hashed) in random.iter_mut().zip(hash) {
        *byte = hashed;
    }
    Builder::from_unix_timestamp_millis(INSTANT, &random).into_uuid()
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use trellis_domain::Session;

    use super::*;

    #[test]
    fn a_name_gives_the_same_id_everywhere() {
        let id: Id<Session> = ThingName::new("session", "full").id();
        assert_eq!(id.to_string(), "ses_019b76daa800763e889f5285ac518b86");
        assert_eq!(id.uuid().get_version_num(), 7);
    }

    #[test]
    fn the_first_id_drawn_is_that_of_the_name_and_the_next_another() {
        let (named, name) = (NamedIds::default(), ThingName::new("session", "full"));
        let draw = named.source();
        named.next_is(&name);
        let (first, second) = (draw(DateTime::UNIX_EPOCH), draw(DateTime::UNIX_EPOCH));
        assert_eq!(first, name.id::<Session>().uuid());
        assert_ne!(first, second);
        let [early, late] = ["early", "late"].map(|key| ThingName::new("session", key));
        named.next_are([early.clone(), late.clone()]);
        let drawn = [draw(DateTime::UNIX_EPOCH), draw(DateTime::UNIX_EPOCH)];
        assert_eq!(drawn, [early.id::<Session>().uuid(), late.id::<Session>().uuid()]);
    }
}
