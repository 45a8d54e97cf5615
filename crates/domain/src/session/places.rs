//! How many places are left, and how many champions are still lacking.

use serde::{Deserialize, Serialize};

use super::Missing;
use crate::conflict::Conflict;

/// The places of a session that can be booked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Places {
    /// How many there are.
    pub capacity: u32,
    /// How many are held or confirmed.
    pub taken: u32,
    /// How many are left.
    pub free: u32,
}

impl Places {
    /// What is left of `capacity` after `taken`.
    pub const fn new(capacity: u32, taken: u32) -> Self {
        Self { capacity, taken, free: capacity.saturating_sub(taken) }
    }

    /// Takes some more places, if there are that many.
    pub const fn take(self, places: u32) -> Result<Self, Conflict> {
        if places <= self.free {
            Ok(Self::new(self.capacity, self.taken.saturating_add(places)))
        } else {
            Err(Conflict::SessionFull)
        }
    }

    /// Another capacity; none below what is taken.
    pub const fn resize(self, capacity: u32) -> Result<Self, Conflict> {
        if capacity < self.taken { Err(Conflict::CapacityBelowBooked) } else { Ok(Self::new(capacity, self.taken)) }
    }
}

/// The champions of a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Staffing {
    /// How many it takes.
    pub needed: u32,
    /// How many have said yes.
    pub confirmed: u32,
    /// How many are still lacking.
    pub lacks: u32,
    /// What none of those who have said yes brings along.
    pub missing: Missing,
}

impl Staffing {
    /// What is lacking of `needed` after `confirmed`.
    pub fn new(needed: u32, confirmed: u32) -> Self {
        Self { needed, confirmed, lacks: needed.saturating_sub(confirmed), missing: Missing::default() }
    }

    /// The same, and what is missing beside hands.
    #[must_use]
    pub fn missing(self, missing: Missing) -> Self {
        Self { missing, ..self }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_last_place_can_be_taken_and_no_more() {
        assert_eq!(Places::new(5, 4).take(1), Ok(Places { capacity: 5, taken: 5, free: 0 }));
        assert_eq!(Places::new(5, 4).take(2), Err(Conflict::SessionFull));
        assert_eq!(Places::new(5, 4).resize(4), Ok(Places { capacity: 4, taken: 4, free: 0 }));
        assert_eq!(Places::new(5, 4).resize(3), Err(Conflict::CapacityBelowBooked));
    }

    #[test]
    fn more_champions_than_needed_lack_nothing() {
        assert_eq!(Staffing::new(2, 3).lacks, 0);
        assert_eq!(Staffing::new(2, 0).lacks, 2);
    }

    proptest! {
        #[test]
        fn no_order_of_bookings_takes_more_than_there_is(capacity in 0u32..50, wanted in prop::collection::vec(1u32..10, 0..40)) {
            let mut places = Places::new(capacity, 0);
            for some in wanted {
                places = places.take(some).unwrap_or(places);
                prop_assert!(places.taken <= capacity);
                prop_assert_eq!(places.taken + places.free, capacity);
            }
        }
    }
}
