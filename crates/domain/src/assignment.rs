//! Who is served by whom at the least total cost: a minimum-cost assignment with capacities, and a proof of it.
//!
//! **The problem.** Each row (a request) is given to one column (a champion) that it has an edge to, or left waiting at a price that
//! all rows share. A column takes at most as many rows as its capacity. The sum of the costs of the edges used and of the prices of
//! the rows that wait is to be the least. Nothing here knows what rows and columns stand for.
//!
//! **The method.** Rows are added one by one; each along a shortest augmenting path by reduced costs (Jonker and Volgenant, *A shortest
//! augmenting path algorithm for dense and sparse linear assignment problems*, Computing 38, 1987), found as Dijkstra does, over full
//! columns only: a path ends at a column with room, or at a row that waits instead. The edges of a row are sorted by cost, so that its scan
//! stops where no edge can beat the best end found. With `R` rows, `M` edges and `K` rows on full columns that a search meets, a search takes
//! `O(K log K)` and the edges of these rows: `O(R (M + R log R))` at worst, and mostly far less.
//!
//! Where the time goes is memory and wrong guesses of the processor. So edges are packed into 64 bits where costs allow it, what most looks need
//! is kept apart from the rest, a row is looked along without a branch, and what a search will hardly get to waits in unsorted buckets.
//!
//! **The proof.** Potentials are a solution of the dual problem: `u` of a row and `v ≤ 0` of a column with `u + v ≤ cost` on every edge and
//! `u ≤` the price of waiting. Any such pair bounds every assignment from below by `Σ u + Σ capacity · v`; where that equals the cost of the
//! assignment, neither can be better. Whoever doubts it needs to trust no code: see [`Solution::dual`].
//!
//! Costs are whole numbers. The same instance gives the same solution, to the byte.

mod instance;
mod loads;
mod packed;
mod potentials;
mod queue;
mod reach;
mod search;
#[cfg(test)]
mod tests;

pub use instance::{Edge, Instance, TooLarge};
pub use potentials::Solution;

use instance::Edges;
use packed::Packed;
use search::Search;

use crate::flat::Flat;

/// Solves an instance.
pub fn solve(instance: &Instance) -> Solution {
    match instance.packed() {
        Edges::Narrow(edges) => add_all(instance, edges),
        Edges::Wide(edges) => add_all(instance, edges),
    }
}

fn add_all<E: Packed>(instance: &Instance, edges: &Flat<E>) -> Solution {
    let mut search = Search::new(instance, edges);
    for row in (0..=u32::MAX).take(instance.rows()) {
        search.add(row);
    }
    search.into_solution()
}

/// Where the row or column of this number is: 32 bits save memory, and what fits into memory has a place.
fn place(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
