//! Matching pools: what rankings read of a partner's champions, kept in memory between questions.
//!
//! A pool is of one partner in one network and is only found by both, so that nobody is answered from what is another's. It says
//! up to which change of the network it has come; whoever asks reads the changes after it first, and what they name anew. It is
//! a copy that can be dropped at any time: a pool that is not there is built.
//!
//! A champion takes about 2 KiB. All pools of a process together hold at most [`CHAMPIONS_MAX`] champions; whichever were not
//! asked for the longest go first.

mod crew;
mod due;
mod kept;

pub use crew::Crew;
pub use kept::{Entry, KeptPool};

use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, Mutex, PoisonError},
};

use trellis_domain::{NetworkId, PartnerId};

/// How many champions the pools of a process hold together.
pub const CHAMPIONS_MAX: usize = 200_000;
/// As how many champions a pool counts at least.
const POOL_AT_LEAST: usize = 100;

/// Where the pool of a partner is kept; whoever brings it up to date holds it meanwhile.
pub type Place = Arc<tokio::sync::Mutex<Option<KeptPool>>>;

/// The matching pools of all partners, of all networks.
#[derive(Default)]
pub struct MatchingPools(Mutex<Shelves>);

#[derive(Default)]
struct Shelves {
    by_partner: HashMap<(NetworkId, PartnerId), Shelf>,
    /// How often anybody asked.
    asked: u64,
}

struct Shelf {
    place: Place,
    champions: usize,
    /// When it was last asked for, by the count of `asked`.
    last_asked: u64,
}

impl fmt::Debug for MatchingPools {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MatchingPools").finish_non_exhaustive()
    }
}

impl MatchingPools {
    /// Where the pool of a partner is kept, or will be.
    pub fn of(&self, network: NetworkId, partner: PartnerId) -> Place {
        let mut shelves = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        shelves.asked += 1;
        let last_asked = shelves.asked;
        let new = || Shelf { place: Place::default(), champions: 0, last_asked };
        let own = shelves.by_partner.entry((network, partner)).or_insert_with(new);
        own.last_asked = last_asked;
        Arc::clone(&own.place)
    }

    /// Drops the pool of a partner.
    pub fn forget(&self, network: NetworkId, partner: PartnerId) {
        let mut shelves = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        shelves.by_partner.remove(&(network, partner));
    }

    /// Whether a pool of so many champions is worth keeping.
    pub const fn keep(champions: usize) -> bool {
        champions <= CHAMPIONS_MAX
    }

    /// Notes how many champions the pool of a partner has, and drops others until all fit.
    pub fn note(&self, network: NetworkId, partner: PartnerId, champions: usize) {
        let mut shelves = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let noted = (network, partner);
        if let Some(shelf) = shelves.by_partner.get_mut(&noted) {
            shelf.champions = champions;
        }
        loop {
            let counted: usize = shelves.by_partner.values().map(|shelf| shelf.champions.max(POOL_AT_LEAST)).sum();
            let others = shelves.by_partner.iter().filter(|(partner, _)| **partner != noted);
            let oldest = others.min_by_key(|(_, shelf)| shelf.last_asked).map(|(partner, _)| *partner);
            let Some(oldest) = oldest.filter(|_| counted > CHAMPIONS_MAX) else { return };
            shelves.by_partner.remove(&oldest);
        }
    }
}

#[cfg(test)]
mod tests {
    use trellis_domain::Id;
    use uuid::Uuid;

    use super::*;

    fn partner(number: u128) -> PartnerId {
        Id::new(Uuid::from_u128(number))
    }

    #[test]
    fn pools_of_partners_and_networks_are_apart() {
        let pools = MatchingPools::default();
        let (network, other): (NetworkId, NetworkId) = (Id::new(Uuid::from_u128(1)), Id::new(Uuid::from_u128(2)));
        let place = pools.of(network, partner(1));
        assert!(Arc::ptr_eq(&place, &pools.of(network, partner(1))));
        assert!(!Arc::ptr_eq(&place, &pools.of(network, partner(2))));
        assert!(!Arc::ptr_eq(&place, &pools.of(other, partner(1))));
    }

    #[test]
    fn what_was_not_asked_for_the_longest_goes_first() {
        let pools = MatchingPools::default();
        let network: NetworkId = Id::new(Uuid::from_u128(1));
        let mut places = Vec::new();
        for number in 0..3 {
            places.push(pools.of(network, partner(number)));
            pools.note(network, partner(number), CHAMPIONS_MAX / 3);
        }
        let kept = |number: usize| Arc::strong_count(&places[number]) > 1;
        assert_eq!([kept(0), kept(1), kept(2)], [true; 3]);
        pools.of(network, partner(0));
        let large = pools.of(network, partner(3));
        pools.note(network, partner(3), CHAMPIONS_MAX / 2);
        assert_eq!([kept(0), kept(1), kept(2)], [true, false, false]);
        assert_eq!(Arc::strong_count(&large), 2);
    }
}
