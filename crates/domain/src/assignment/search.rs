//! Shortest augmenting paths by reduced costs.

use std::{cmp::Reverse, collections::BinaryHeap};

use super::{Instance, Solution};

/// The state between two rows: an assignment that is optimal for the rows so far, and prices that prove it.
pub(super) struct Search<'a> {
    instance: &'a Instance,
    assigned: Vec<Option<(usize, i64)>>,
    /// The rows on each column.
    on: Vec<Vec<usize>>,
    /// The potential of each column.
    v: Vec<i64>,
    /// The shortest distance to each column in the search under way; none where it was not reached.
    reached: Vec<Option<Reach>>,
    touched: Vec<usize>,
}

/// How a column was reached.
#[derive(Debug, Clone, Copy)]
struct Reach {
    distance: i64,
    /// From which row, at which cost.
    from: usize,
    cost: i64,
    /// Whether the distance is final.
    settled: bool,
}

/// Where a path ends.
#[derive(Debug, Clone, Copy)]
enum End {
    /// At a column with room.
    Room(usize),
    /// At a row that waits from now on, instead of the new one.
    Waits(usize),
}

impl<'a> Search<'a> {
    pub(super) fn new(instance: &'a Instance) -> Self {
        let (rows, columns) = (instance.rows(), instance.columns());
        Self {
            instance,
            assigned: vec![None; rows],
            on: vec![Vec::new(); columns],
            v: vec![0; columns],
            reached: vec![None; columns],
            touched: Vec::new(),
        }
    }

    /// Adds a row along a shortest augmenting path.
    pub(super) fn add(&mut self, row: usize) {
        let mut queue = BinaryHeap::new();
        // A row that waits costs its price, whichever it is; the new one may be it.
        let mut best = (self.instance.waiting(), End::Waits(row));
        self.scan(row, 0, &mut best, &mut queue);
        while let Some(Reverse((distance, column))) = queue.pop() {
            if distance >= best.0 {
                break;
            }
            let Some(Some(reach)) = self.reached.get_mut(column) else { continue };
            if reach.settled || reach.distance < distance {
                continue;
            }
            reach.settled = true;
            for at in 0..self.on.get(column).map_or(0, Vec::len) {
                let Some(row) = self.on.get(column).and_then(|rows| rows.get(at)).copied() else { continue };
                let Some(Some((_, cost))) = self.assigned.get(row).copied() else { continue };
                // What it would save to take this row off the column.
                let label = distance - (cost - self.price(column));
                let waits = label + self.instance.waiting();
                if waits < best.0 {
                    best = (waits, End::Waits(row));
                }
                self.scan(row, label, &mut best, &mut queue);
            }
        }
        self.raise_prices(best.0);
        self.augment(row, best.1);
        for column in self.touched.drain(..) {
            if let Some(reach) = self.reached.get_mut(column) {
                *reach = None;
            }
        }
    }

    /// Looks along the edges of a row, the cheapest first, as far as one can beat the best end.
    fn scan(&mut self, row: usize, label: i64, best: &mut (i64, End), queue: &mut BinaryHeap<Reverse<(i64, usize)>>) {
        let instance = self.instance;
        for edge in instance.edges(row) {
            // Prices only add to it.
            if label + edge.cost >= best.0 {
                break;
            }
            let distance = label + edge.cost - self.price(edge.column);
            let known = self.reached.get(edge.column).copied().flatten();
            if distance >= best.0 || known.is_some_and(|known| known.distance <= distance) {
                continue;
            }
            if known.is_none() {
                self.touched.push(edge.column);
            }
            if let Some(reach) = self.reached.get_mut(edge.column) {
                *reach = Some(Reach { distance, from: row, cost: edge.cost, settled: false });
            }
            if self.on.get(edge.column).map_or(0, Vec::len) < instance.capacity(edge.column) {
                *best = (distance, End::Room(edge.column));
            } else {
                queue.push(Reverse((distance, edge.column)));
            }
        }
    }

    /// Columns that are nearer than the end become as much dearer: then every edge of the path is tight.
    fn raise_prices(&mut self, end: i64) {
        for column in &self.touched {
            let nearer =
                self.reached.get(*column).copied().flatten().filter(|reach| reach.settled && reach.distance < end);
            if let (Some(reach), Some(v)) = (nearer, self.v.get_mut(*column)) {
                *v += reach.distance - end;
            }
        }
    }

    /// Moves every row on the path one column on.
    fn augment(&mut self, new: usize, end: End) {
        let mut column = match end {
            End::Waits(row) if row == new => return,
            End::Waits(row) => match self.take_off(row) {
                Some(column) => column,
                None => return,
            },
            End::Room(column) => column,
        };
        // Paths are shorter than there are columns.
        for _ in 0..=self.instance.columns() {
            let Some(reach) = self.reached.get(column).copied().flatten() else { return };
            let left = self.take_off(reach.from);
            if let Some(assigned) = self.assigned.get_mut(reach.from) {
                *assigned = Some((column, reach.cost));
            }
            self.on.get_mut(column).into_iter().for_each(|rows| rows.push(reach.from));
            match left {
                Some(next) if reach.from != new => column = next,
                _ => return,
            }
        }
    }

    /// Takes a row off its column; answers which that was.
    fn take_off(&mut self, row: usize) -> Option<usize> {
        let (column, _) = self.assigned.get_mut(row)?.take()?;
        let rows = self.on.get_mut(column)?;
        let at = rows.iter().position(|known| *known == row)?;
        rows.swap_remove(at);
        Some(column)
    }

    fn price(&self, column: usize) -> i64 {
        self.v.get(column).copied().unwrap_or_default()
    }

    pub(super) fn into_solution(self) -> Solution {
        let waiting = self.instance.waiting();
        let u = self.assigned.iter().map(|at| at.map_or(waiting, |(column, cost)| cost - self.price(column))).collect();
        Solution { u, assigned: self.assigned, v: self.v }
    }
}
