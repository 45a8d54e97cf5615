//! An edge in as few bytes as its cost allows: how many fit into the processor's cache decides how fast they are looked at.

use super::{Edge, place};
use crate::flat::{At, Flat};

/// An edge in memory: its cost, and where it leads, which is a column in the lists of the rows and a row in those of the columns.
pub(super) trait Packed: Copy + Default {
    /// The edge to this number at this cost; none where it does not fit.
    fn pack(number: u32, cost: i64) -> Option<Self>;
    /// The number of the row or column where it leads.
    fn number(self) -> u32;
    fn cost(self) -> i64;

    /// The place of the row or column where it leads.
    fn end(self) -> usize {
        place(self.number())
    }

    fn edge(self) -> Edge {
        Edge { column: self.end(), cost: self.cost() }
    }
}

/// The same edges, in the lists of the columns.
pub(super) fn by_column<E: Packed>(by_row: &Flat<E>, columns: usize) -> Flat<E> {
    let mut lengths = vec![0_usize; columns];
    for edge in by_row.all() {
        let length = lengths.at(edge.end());
        lengths.put(edge.end(), length + 1);
    }
    let mut edges = Flat::of_lengths(lengths);
    let mut next: Vec<usize> = (0..columns).map(|column| edges.range(column).start).collect();
    for row in (0..=u32::MAX).take(by_row.rows()) {
        for edge in by_row.row(place(row)) {
            let at = next.at(edge.end());
            next.put(edge.end(), at + 1);
            edges.all_mut().put(at, E::pack(row, edge.cost()).unwrap_or_default());
        }
    }
    edges
}

/// Costs below 2³²: the cost in the upper half, the number in the lower one.
pub(super) type Narrow = u64;

impl Packed for Narrow {
    fn pack(number: u32, cost: i64) -> Option<Self> {
        Some(Self::from(u32::try_from(cost).ok()?) << 32 | Self::from(number))
    }

    fn number(self) -> u32 {
        // The lower half is 32 bits: it always fits.
        u32::try_from(self & Self::from(u32::MAX)).unwrap_or_default()
    }

    fn cost(self) -> i64 {
        // The upper half is 32 bits: it always fits.
        i64::try_from(self >> 32).unwrap_or_default()
    }
}

/// Any cost.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Wide {
    cost: i64,
    number: u32,
}

impl Packed for Wide {
    fn pack(number: u32, cost: i64) -> Option<Self> {
        Some(Self { cost, number })
    }

    fn number(self) -> u32 {
        self.number
    }

    fn cost(self) -> i64 {
        self.cost
    }
}
