//! A solution, with what proves it.

use super::Instance;

/// An assignment and the potentials that prove that none is cheaper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Solution {
    /// The column of each row and what it costs there; none where the row waits.
    pub assigned: Vec<Option<(usize, i64)>>,
    /// The potential of each row: what one more such row would cost.
    pub u: Vec<i64>,
    /// The potential of each column, 0 or less: what one more place there would save, negative.
    pub v: Vec<i64>,
}

impl Solution {
    /// What it costs: the edges used, and the price of each row that waits.
    pub fn objective(&self, instance: &Instance) -> i64 {
        self.assigned.iter().map(|column| column.map_or(instance.waiting(), |(_, cost)| cost)).sum()
    }

    /// What no assignment can be cheaper than: `Σ u + Σ capacity · v`.
    pub fn dual(&self, instance: &Instance) -> i64 {
        let places = |column: usize| i64::try_from(instance.capacity(column)).unwrap_or(i64::MAX);
        let columns = self.v.iter().enumerate().map(|(column, v)| v.saturating_mul(places(column)));
        self.u.iter().copied().chain(columns).fold(0, i64::saturating_add)
    }

    /// Whether the potentials are a solution of the dual problem, so that [`Self::dual`] is a bound.
    pub fn is_feasible(&self, instance: &Instance) -> bool {
        let price = |column: usize| self.v.get(column).copied().unwrap_or_default();
        let row = |(row, u): (usize, &i64)| {
            *u <= instance.waiting() && instance.edges(row).all(|edge| *u + price(edge.column) <= edge.cost)
        };
        self.v.iter().all(|v| *v <= 0) && self.u.iter().enumerate().all(row)
    }

    /// How many rows are served.
    pub fn served(&self) -> usize {
        self.assigned.iter().flatten().count()
    }
}
