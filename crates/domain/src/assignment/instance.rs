//! What is to be solved: rows, columns, edges, prices.

use super::packed::{Narrow, Packed, Wide};
use crate::flat::Flat;

/// One way to serve a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edge {
    /// The column, from 0.
    pub column: usize,
    /// What it costs: 0 or more.
    pub cost: i64,
}

/// An instance, checked: every edge leads somewhere, and no sum can overflow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instance {
    capacities: Vec<usize>,
    edges: Edges,
    waiting: i64,
}

/// The edges of each row, as they came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Edges {
    /// Where all costs are below 2³².
    Narrow(Flat<Narrow>),
    Wide(Flat<Wide>),
}

/// A number that is negative, or so large that sums could overflow; or an edge that leads nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TooLarge {
    /// The price of waiting.
    #[error("the price of waiting is between 0 and {limit}")]
    Waiting {
        /// The largest that is possible here.
        limit: i64,
    },
    /// The cost of an edge of this row.
    #[error("the costs of row {row} are between 0 and {limit}")]
    Cost {
        /// The row, from 0.
        row: usize,
        /// The largest that is possible here.
        limit: i64,
    },
    /// An edge of this row to a column that there is not.
    #[error("row {row} has an edge to a column that there is not")]
    Nowhere {
        /// The row, from 0.
        row: usize,
    },
    /// More rows or columns than can be numbered.
    #[error("there are at most {limit} rows and as many columns")]
    Many {
        /// The largest that is possible.
        limit: u32,
    },
}

impl Instance {
    /// An instance of these capacities, by column, and edges, by row.
    pub fn new(capacities: Vec<usize>, edges: Vec<Vec<Edge>>, waiting: i64) -> Result<Self, TooLarge> {
        if u32::try_from(edges.len().max(capacities.len())).is_err() {
            return Err(TooLarge::Many { limit: u32::MAX });
        }
        let limit = Self::limit(edges.len(), &capacities);
        if !(0..=limit).contains(&waiting) {
            return Err(TooLarge::Waiting { limit });
        }
        let mut highest = 0;
        for (row, edges) in edges.iter().enumerate() {
            for edge in edges {
                if !(0..=limit).contains(&edge.cost) {
                    return Err(TooLarge::Cost { row, limit });
                }
                if edge.column >= capacities.len() {
                    return Err(TooLarge::Nowhere { row });
                }
                highest = highest.max(edge.cost);
            }
        }
        let edges =
            if u32::try_from(highest).is_ok() { Edges::Narrow(packed(edges)) } else { Edges::Wide(packed(edges)) };
        Ok(Self { capacities, edges, waiting })
    }

    /// The largest number that an instance of this size can have.
    ///
    /// A distance is a sum of at most twice as many costs as there are rows, and the dual multiplies a potential by a capacity.
    pub fn limit(rows: usize, capacities: &[usize]) -> i64 {
        let places = capacities.iter().fold(0_usize, |sum, capacity| sum.saturating_add(*capacity));
        let terms = rows.saturating_add(places).saturating_add(1).saturating_mul(4);
        i64::try_from(terms).map_or(0, |terms| i64::MAX / terms)
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        match &self.edges {
            Edges::Narrow(edges) => edges.rows(),
            Edges::Wide(edges) => edges.rows(),
        }
    }

    /// How many columns there are.
    pub fn columns(&self) -> usize {
        self.capacities.len()
    }

    /// How many rows a column takes.
    pub fn capacity(&self, column: usize) -> usize {
        self.capacities.get(column).copied().unwrap_or_default()
    }

    /// The edges of a row, as they came.
    pub fn edges(&self, row: usize) -> impl Iterator<Item = Edge> {
        let (narrow, wide) = match &self.edges {
            Edges::Narrow(edges) => (edges.row(row), [].as_slice()),
            Edges::Wide(edges) => ([].as_slice(), edges.row(row)),
        };
        narrow.iter().map(|edge| edge.edge()).chain(wide.iter().map(|edge| edge.edge()))
    }

    pub(super) const fn packed(&self) -> &Edges {
        &self.edges
    }

    /// What it costs to leave a row waiting.
    pub const fn waiting(&self) -> i64 {
        self.waiting
    }
}

/// The edges in one block.
fn packed<E: Packed>(edges: Vec<Vec<Edge>>) -> Flat<E> {
    let mut flat = Flat::with_capacity(edges.len(), edges.iter().map(Vec::len).sum());
    for row in edges {
        flat.push(row.iter().filter_map(|edge| E::pack(u32::try_from(edge.column).ok()?, edge.cost)));
    }
    flat
}
