//! Shortest augmenting paths.

use super::{
    Instance, Solution,
    loads::Loads,
    packed::Packed,
    place,
    reach::{Column, End, Reach},
};
use crate::flat::{At, Flat};

/// The state between two rows: an assignment that is optimal for the rows so far, and prices that prove it.
#[derive(Debug)]
pub(super) struct Search<'a, E> {
    waiting: i64,
    reach: Reach<'a, E>,
    loads: Loads,
    /// The column of each row.
    assigned: Vec<Option<usize>>,
}

impl<'a, E: Packed> Search<'a, E> {
    pub(super) fn new(instance: &Instance, edges: &'a Flat<E>) -> Self {
        // No column gets more rows than have an edge to it.
        let mut room = vec![0; instance.columns()];
        for edge in edges.all() {
            let known: usize = room.at(edge.column());
            room.put(edge.column(), known + 1);
        }
        for (column, room) in room.iter_mut().enumerate() {
            *room = instance.capacity(column).min(*room);
        }
        let columns = room.iter().map(|room| Column { full: *room == 0, ..Column::default() }).collect();
        Self {
            waiting: instance.waiting(),
            reach: Reach::new(edges, columns, instance.waiting()),
            loads: Loads::new(&room),
            assigned: vec![None; instance.rows()],
        }
    }

    /// Adds a row along a shortest augmenting path.
    pub(super) fn add(&mut self, row: u32) {
        // A row that waits costs its price, whichever it is; the new one may be it.
        let mut best = (self.waiting, End::Waits(row));
        self.reach.scan(row, 0, &mut best);
        while let Some((distance, at)) = self.reach.settle().filter(|(distance, _)| *distance < best.0) {
            // What the rows on the column cost less than their potential.
            let label = distance + self.reach.price(at);
            for (row, cost) in self.loads.on(at) {
                // What it would save to take this row off the column.
                let label = label - cost;
                let waits = label + self.waiting;
                if waits < best.0 {
                    best = (waits, End::Waits(*row));
                }
                self.reach.scan(*row, label, &mut best);
            }
        }
        self.reach.raise_prices(best.0);
        self.augment(best.1);
    }

    /// Moves every row on the path one column on.
    fn augment(&mut self, end: End) {
        let mut next = match end {
            End::Waits(row) => self.take_off(row),
            End::Room(column) => Some(column),
        };
        // The new row has no column to leave: the path begins there.
        while let Some(at) = next {
            let Column { from, cost, .. } = self.reach.column(at);
            next = self.take_off(from);
            self.put_on(from, at, cost);
        }
    }

    fn put_on(&mut self, row: u32, at: usize, cost: i64) {
        self.assigned.put(place(row), Some(at));
        self.loads.put(row, at, cost);
        self.reach.set_full(at, self.loads.is_full(at));
    }

    /// Takes a row off its column; answers which that was.
    fn take_off(&mut self, row: u32) -> Option<usize> {
        let at = self.assigned.get_mut(place(row))?.take()?;
        self.loads.take(row, at);
        self.reach.set_full(at, false);
        Some(at)
    }

    pub(super) fn into_solution(self) -> Solution {
        let v = self.reach.potentials();
        let mut assigned = vec![None; self.assigned.len()];
        let mut u = vec![self.waiting; self.assigned.len()];
        for (column, price) in v.iter().enumerate() {
            for (row, cost) in self.loads.on(column) {
                assigned.put(place(*row), Some((column, *cost)));
                u.put(place(*row), cost - price);
            }
        }
        Solution { assigned, u, v }
    }
}
