//! How far it is to each column, by reduced costs.

use super::{packed::Packed, place, queue::Queue};
use crate::flat::{At, Flat};

/// What the search under way has reached, and the prices it goes by.
#[derive(Debug)]
pub(super) struct Reach<'a, E> {
    edges: &'a Flat<E>,
    waiting: i64,
    nearness: Vec<Nearness>,
    columns: Vec<Column>,
    /// The edges of the row under way that could lead nearer; as long as the longest row.
    nearer: Vec<E>,
    /// The columns reached.
    touched: Vec<usize>,
    /// Those of them that are full.
    queue: Queue,
}

/// All that most looks at a column need: kept apart from [`Column`], so that more of it stays in the cache.
#[derive(Debug, Clone, Copy, Default)]
struct Nearness {
    /// The potential.
    v: i64,
    /// The distance and the potential: only where its costs add up to less is a path nearer. What is not reached is as far as the price of waiting:
    /// no path is longer.
    threshold: i64,
}

/// The rest of what is known of a column.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Column {
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
            nearness: vec![Nearness { v: 0, threshold: waiting }; columns.len()],
            columns,
            nearer: (0..edges.rows())
                .map(|row| edges.row(row))
                .max_by_key(|row| row.len())
                .unwrap_or_default()
                .to_vec(),
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

    /// The potential of a column.
    pub(super) fn price(&self, at: usize) -> i64 {
        self.nearness.at(at).v
    }

    /// Looks along the edges of a row, the cheapest first, as far as one can beat the best end.
    ///
    /// Few edges lead nearer, and no processor guesses which: so the first pass counts without a branch, and the second one acts.
    #[inline]
    pub(super) fn scan(&mut self, row: u32, label: i64, best: &mut (i64, End)) {
        let (nearness, nearer, end) = (self.nearness.as_slice(), self.nearer.as_mut_slice(), best.0);
        let mut count = 0;
        for edge in self.edges.row(place(row)) {
            let sum = label + edge.cost();
            // Prices only add to it.
            if sum >= end {
                break;
            }
            let (Some(near), Some(place)) = (nearness.get(edge.column()), nearer.get_mut(count)) else { break };
            *place = *edge;
            count += usize::from(sum < near.threshold) & usize::from(sum - near.v < end);
        }
        for edge in self.nearer.get(..count).unwrap_or_default() {
            let (at, sum) = (edge.column(), label + edge.cost());
            let (Some(near), Some(column)) = (self.nearness.get_mut(at), self.columns.get_mut(at)) else { continue };
            let distance = sum - near.v;
            // By an edge before this one.
            if distance >= best.0 || sum >= near.threshold {
                continue;
            }
            if near.threshold - near.v == self.waiting {
                self.touched.push(at);
            }
            near.threshold = sum;
            *column = Column { from: row, cost: edge.cost(), ..*column };
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
            let Nearness { v, threshold } = self.nearness.at(at);
            if threshold - v == distance {
                return Some((distance, at));
            }
        }
    }

    /// Columns that are nearer than the end become as much dearer: then every edge of the path is tight. All is unreached again.
    pub(super) fn raise_prices(&mut self, end: i64) {
        self.queue.clear();
        for at in self.touched.drain(..) {
            if let Some(near) = self.nearness.get_mut(at) {
                near.v -= (end - (near.threshold - near.v)).max(0);
                near.threshold = self.waiting + near.v;
            }
        }
    }

    /// The potential of each column.
    pub(super) fn potentials(&self) -> Vec<i64> {
        self.nearness.iter().map(|near| near.v).collect()
    }
}
