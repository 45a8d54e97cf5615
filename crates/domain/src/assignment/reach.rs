//! How far it is to each column, by reduced costs.

use super::{packed::Packed, place, queue::Queue};
use crate::flat::{At, Flat};

/// What the search under way has reached, and the prices it goes by.
#[derive(Debug)]
pub(super) struct Reach<'a, E> {
    edges: &'a Flat<E>,
    waiting: i64,
    /// The sum of distance and potential of each column: a path is worth a closer look only where its costs add up to less. Most looks end here, so it is
    /// kept apart from [`Column`], and small. What is not reached is as far as the price of waiting: no path is longer.
    thresholds: Vec<i64>,
    columns: Vec<Column>,
    /// The columns reached.
    touched: Vec<usize>,
    /// Those of them that are full.
    queue: Queue,
}

/// The rest of what is known of a column.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Column {
    /// The potential.
    pub v: i64,
    /// From which row it was reached, and at which cost.
    pub from: u32,
    pub cost: i64,
    /// Whether it takes no more rows.
    pub full: bool,
}

/// Where a path ends.
#[derive(Debug, Clone, Copy)]
pub(super) enum End {
    /// At a column with room.
    Room(usize),
    /// At a row that waits from now on, instead of the new one.
    Waits(u32),
}

impl<'a, E: Packed> Reach<'a, E> {
    pub(super) fn new(edges: &'a Flat<E>, columns: Vec<Column>, waiting: i64) -> Self {
        Self {
            edges,
            waiting,
            thresholds: vec![waiting; columns.len()],
            columns,
            touched: Vec::new(),
            queue: Queue::below(waiting),
        }
    }

    pub(super) fn column(&self, at: usize) -> Column {
        self.columns.at(at)
    }

    pub(super) fn set_full(&mut self, at: usize, full: bool) {
        if let Some(column) = self.columns.get_mut(at) {
            column.full = full;
        }
    }

    /// Looks along the edges of a row, the cheapest first, as far as one can beat the best end.
    #[inline]
    pub(super) fn scan(&mut self, row: u32, label: i64, best: &mut (i64, End)) {
        for edge in self.edges.row(place(row)) {
            let sum = label + edge.cost();
            // Prices only add to it.
            if sum >= best.0 {
                break;
            }
            let at = edge.column();
            let Some(threshold) = self.thresholds.get_mut(at).filter(|threshold| sum < **threshold) else { continue };
            let Some(column) = self.columns.get_mut(at) else { continue };
            let distance = sum - column.v;
            if distance >= best.0 {
                continue;
            }
            if *threshold - column.v == self.waiting {
                self.touched.push(at);
            }
            *threshold = sum;
            (column.from, column.cost) = (row, edge.cost());
            if column.full {
                self.queue.push(distance, at);
            } else {
                *best = (distance, End::Room(at));
            }
        }
    }

    /// The nearest full column whose rows are still to be looked at, and how far it is.
    #[inline]
    pub(super) fn settle(&mut self) -> Option<(i64, usize)> {
        loop {
            let (distance, at) = self.queue.pop()?;
            // Otherwise it was reached on a shorter way since.
            if self.thresholds.at(at) - self.columns.at(at).v == distance {
                return Some((distance, at));
            }
        }
    }

    /// Columns that are nearer than the end become as much dearer: then every edge of the path is tight. All is unreached again.
    pub(super) fn raise_prices(&mut self, end: i64) {
        self.queue.clear();
        for at in self.touched.drain(..) {
            let (Some(column), Some(threshold)) = (self.columns.get_mut(at), self.thresholds.get_mut(at)) else { continue };
            column.v -= (end - (*threshold - column.v)).max(0);
            *threshold = self.waiting + column.v;
        }
    }

    /// The potential of each column.
    pub(super) fn potentials(&self) -> Vec<i64> {
        self.columns.iter().map(|column| column.v).collect()
    }
}
