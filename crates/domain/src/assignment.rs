//! Who is served by whom at the least total cost: a minimum-cost assignment with capacities, and a proof of it.
//!
//! **The problem.** Each row (a request) is given to one column (a champion) that it has an edge to, or left waiting at a price that
//! all rows share. A column takes at most as many rows as its capacity. The sum of the costs of the edges used and of the prices of
//! the rows that wait is to be the least. Nothing here knows what rows and columns stand for.
//!
//! **The method.** The Hungarian method (Kuhn, *The Hungarian method for the assignment problem*, Naval Research Logistics Quarterly 2, 1955) with
//! a tree for every row at once, as matching codes do (Cook and Rohe, *Computing minimum-weight perfect matchings*, INFORMS Journal on Computing 11,
//! 1999), each a search as Dijkstra does (Tomizawa, *On some techniques useful for solution of transportation network problems*, Networks 1, 1971). All
//! rows that are not served bid the same, and the bid rises from nothing to the price of waiting. A row is the root of a tree. When
//! the bid pays for the way to a full column, the column and its rows join the tree; when it pays for the way to a column with room, every row on
//! the path moves one column on, the columns of the tree become as much dearer as the bid has risen since they joined, and the tree is no
//! more. So nothing is looked at twice while a tree stands, and trees are in each other's way instead of all looking everywhere.
//!
//! With `R` rows, `M` edges and `K` columns, each end costs at most all edges and a queue of the columns: `O(R (M + K log K))` at worst, and
//! mostly far less. Edges are packed into 64 bits where costs allow it, and are kept twice: by row, and by column.
//!
//! **What holds at any moment**, and why the end is right. (1) *No edge costs less than `u + v`*, where `u` of a row that is not served is the bid:
//! the column at the end of such an edge would have been reached before. (2) *On the edge that serves a row it costs as much*: paths
//! are made of edges just paid for, and while a tree stands its rows get dearer as its columns do. (3) *A column with room has `v = 0`*: only
//! columns of trees get dearer, and only full ones join. (4) *No row's `u` is above the bid*: it was the bid when the row was served, and rises no
//! faster since. So when the bid is the price of waiting, who is not served has `u =` that price, and nobody else has more.
//!
//! **The proof.** Potentials are a solution of the dual problem: `u` of a row and `v ≤ 0` of a column with `u + v ≤ cost` on every edge and
//! `u ≤` the price of waiting. Any such pair bounds every assignment from below by `Σ u + Σ capacity · v`; where that equals the cost of the
//! assignment, neither can be better. Whoever doubts it needs to trust no code: see [`Solution::dual`].
//!
//! Costs are whole numbers. The same instance gives the same solution, to the byte, in whatever order the edges of a row come.

mod forest;
mod instance;
mod loads;
mod offers;
mod packed;
mod potentials;
mod queue;
#[cfg(test)]
mod tests;
mod trees;

pub use instance::{Edge, Instance, TooLarge};
pub use potentials::Solution;

use forest::Forest;
use instance::Edges;

/// Solves an instance.
pub fn solve(instance: &Instance) -> Solution {
    match instance.packed() {
        Edges::Narrow(edges) => Forest::new(instance, edges).grow(),
        Edges::Wide(edges) => Forest::new(instance, edges).grow(),
    }
}

/// Where the row or column of this number is: 32 bits save memory, and what fits into memory has a place.
fn place(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
