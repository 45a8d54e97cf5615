//! What is to be solved: rows, columns, edges, prices.

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
    /// The edges of each row by cost, then column.
    edges: Vec<Vec<Edge>>,
    waiting: i64,
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
}

impl Instance {
    /// An instance of these capacities, by column, and edges, by row.
    pub fn new(capacities: Vec<usize>, mut edges: Vec<Vec<Edge>>, waiting: i64) -> Result<Self, TooLarge> {
        let limit = Self::limit(edges.len(), &capacities);
        if !(0..=limit).contains(&waiting) {
            return Err(TooLarge::Waiting { limit });
        }
        for (row, edges) in edges.iter_mut().enumerate() {
            if edges.iter().any(|edge| !(0..=limit).contains(&edge.cost)) {
                return Err(TooLarge::Cost { row, limit });
            }
            if edges.iter().any(|edge| edge.column >= capacities.len()) {
                return Err(TooLarge::Nowhere { row });
            }
            edges.sort_unstable_by_key(|edge| (edge.cost, edge.column));
        }
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
        self.edges.len()
    }

    /// How many columns there are.
    pub fn columns(&self) -> usize {
        self.capacities.len()
    }

    /// How many rows a column takes.
    pub fn capacity(&self, column: usize) -> usize {
        self.capacities.get(column).copied().unwrap_or_default()
    }

    /// The edges of a row, the cheapest first.
    pub fn edges(&self, row: usize) -> &[Edge] {
        self.edges.get(row).map(Vec::as_slice).unwrap_or_default()
    }

    /// What it costs to leave a row waiting.
    pub const fn waiting(&self) -> i64 {
        self.waiting
    }
}
