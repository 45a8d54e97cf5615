//! An edge in as few bytes as its cost allows: how many fit into the processor's cache decides how fast they are looked at.

use super::Edge;

/// An edge in memory, ordered by cost, then column.
pub(super) trait Packed: Copy + Default + Ord {
    /// The edge to this column at this cost; none where it does not fit.
    fn pack(column: u32, cost: i64) -> Option<Self>;
    fn column(self) -> usize;
    fn cost(self) -> i64;

    fn edge(self) -> Edge {
        Edge { column: self.column(), cost: self.cost() }
    }
}

/// Costs below 2³²: the cost in the upper half, the column in the lower one, so that numbers are ordered as edges are.
pub(super) type Narrow = u64;

impl Packed for Narrow {
    fn pack(column: u32, cost: i64) -> Option<Self> {
        Some(Self::from(u32::try_from(cost).ok()?) << 32 | Self::from(column))
    }

    fn column(self) -> usize {
        // The lower half fits wherever an instance fits into memory.
        usize::try_from(self & Self::from(u32::MAX)).unwrap_or_default()
    }

    fn cost(self) -> i64 {
        // The upper half is 32 bits: it always fits.
        i64::try_from(self >> 32).unwrap_or_default()
    }
}

/// Any cost.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Wide {
    cost: i64,
    column: u32,
}

impl Packed for Wide {
    fn pack(column: u32, cost: i64) -> Option<Self> {
        Some(Self { cost, column })
    }

    fn column(self) -> usize {
        usize::try_from(self.column).unwrap_or_default()
    }

    fn cost(self) -> i64 {
        self.cost
    }
}
