//! Shortest augmenting paths by reduced costs.

use std::{cmp::Reverse, collections::BinaryHeap};

use super::{Instance, Solution};

/// The state between two rows: an assignment that is optimal for the rows so far, and prices that prove it.
pub(super) struct Search<'a> {
    instance: &'a Instance,
    assigned: Vec<Option<(usize, i64)>>,
    columns: Vec<Column>,
    /// The rows on each column, and what they cost there.
    on: Vec<Vec<(usize, i64)>>,
    /// The columns reached in the search under way.
    touched: Vec<usize>,
    /// The columns that are reached and full, the nearest first.
    queue: BinaryHeap<Reverse<(i64, usize)>>,
}

/// All that a search asks about a column, in one place: most of its time goes into fetching them.
#[derive(Debug, Clone, Copy)]
struct Column {
    /// The potential.
    v: i64,
    /// The shortest distance found in the search under way; [`FAR`] where it was not reached.
    distance: i64,
    /// From which row it was reached, at which cost.
    from: usize,
    cost: i64,
    /// How many more rows it takes.
    room: usize,
    /// Whether the distance is final.
    settled: bool,
}

/// Farther than any path.
const FAR: i64 = i64::MAX;

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
        let column =
            |column| Column { v: 0, distance: FAR, from: 0, cost: 0, room: instance.capacity(column), settled: false };
        Self {
            instance,
            assigned: vec![None; instance.rows()],
            columns: (0..instance.columns()).map(column).collect(),
            on: vec![Vec::new(); instance.columns()],
            touched: Vec::new(),
            queue: BinaryHeap::new(),
        }
    }

    /// Adds a row along a shortest augmenting path.
    pub(super) fn add(&mut self, row: usize) {
        // A row that waits costs its price, whichever it is; the new one may be it.
        let mut best = (self.instance.waiting(), End::Waits(row));
        self.scan(row, 0, &mut best);
        while let Some(Reverse((distance, at))) = self.queue.pop() {
            if distance >= best.0 {
                break;
            }
            let Some(column) = self.columns.get_mut(at) else { continue };
            if column.settled {
                continue;
            }
            column.settled = true;
            // What the rows on the column cost less than their potential.
            let label = distance + column.v;
            let rows = self.on.get_mut(at).map(std::mem::take).unwrap_or_default();
            for (row, cost) in &rows {
                // What it would save to take this row off the column.
                let label = label - cost;
                let waits = label + self.instance.waiting();
                if waits < best.0 {
                    best = (waits, End::Waits(*row));
                }
                self.scan(*row, label, &mut best);
            }
            if let Some(on) = self.on.get_mut(at) {
                *on = rows;
            }
        }
        self.raise_prices(best.0);
        self.augment(row, best.1);
        self.forget();
    }

    /// Looks along the edges of a row, the cheapest first, as far as one can beat the best end.
    fn scan(&mut self, row: usize, label: i64, best: &mut (i64, End)) {
        for edge in self.instance.edges(row) {
            // Prices only add to it.
            if label + edge.cost >= best.0 {
                break;
            }
            let Some(column) = self.columns.get_mut(edge.column) else { continue };
            let distance = label + edge.cost - column.v;
            if distance >= best.0 || distance >= column.distance {
                continue;
            }
            if column.distance == FAR {
                self.touched.push(edge.column);
            }
            (column.distance, column.from, column.cost) = (distance, row, edge.cost);
            if column.room > 0 {
                *best = (distance, End::Room(edge.column));
            } else {
                self.queue.push(Reverse((distance, edge.column)));
            }
        }
    }

    /// Columns that are nearer than the end become as much dearer: then every edge of the path is tight.
    fn raise_prices(&mut self, end: i64) {
        for at in &self.touched {
            if let Some(column) = self.columns.get_mut(*at).filter(|column| column.settled && column.distance < end) {
                column.v += column.distance - end;
            }
        }
    }

    /// Moves every row on the path one column on.
    fn augment(&mut self, new: usize, end: End) {
        let mut at = match end {
            End::Waits(row) if row == new => return,
            End::Waits(row) => match self.take_off(row) {
                Some(column) => column,
                None => return,
            },
            End::Room(column) => column,
        };
        // Paths are shorter than there are columns.
        for _ in 0..=self.instance.columns() {
            let Some(Column { from, cost, .. }) = self.columns.get(at).copied() else { return };
            let left = self.take_off(from);
            self.put_on(from, at, cost);
            match left {
                Some(next) if from != new => at = next,
                _ => return,
            }
        }
    }

    fn put_on(&mut self, row: usize, at: usize, cost: i64) {
        if let (Some(assigned), Some(column), Some(on)) =
            (self.assigned.get_mut(row), self.columns.get_mut(at), self.on.get_mut(at))
        {
            *assigned = Some((at, cost));
            column.room = column.room.saturating_sub(1);
            on.push((row, cost));
        }
    }

    /// Takes a row off its column; answers which that was.
    fn take_off(&mut self, row: usize) -> Option<usize> {
        let (at, _) = self.assigned.get_mut(row)?.take()?;
        let on = self.on.get_mut(at)?;
        let place = on.iter().position(|(known, _)| *known == row)?;
        on.swap_remove(place);
        self.columns.get_mut(at)?.room += 1;
        Some(at)
    }

    /// Makes ready for the next search.
    fn forget(&mut self) {
        self.queue.clear();
        for at in self.touched.drain(..) {
            if let Some(column) = self.columns.get_mut(at) {
                (column.distance, column.settled) = (FAR, false);
            }
        }
    }

    pub(super) fn into_solution(self) -> Solution {
        let waiting = self.instance.waiting();
        let v: Vec<i64> = self.columns.iter().map(|column| column.v).collect();
        let price = |column: usize| v.get(column).copied().unwrap_or_default();
        let u = self.assigned.iter().map(|at| at.map_or(waiting, |(column, cost)| cost - price(column))).collect();
        Solution { u, assigned: self.assigned, v }
    }
}
