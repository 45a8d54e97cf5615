//! The bid rises; trees grow, and end.

use super::{Instance, Solution, loads::Loads, offers::Offers, packed::Packed, place, queue::Queue, trees::Trees};
use crate::flat::{At, Flat};

/// The state between two events: an assignment of some rows, and prices that prove it for them.
#[derive(Debug)]
pub(super) struct Forest<'a, E> {
    waiting: i64,
    offers: Offers<'a, E>,
    trees: Trees,
    loads: Loads,
    /// The column of each row.
    assigned: Vec<Option<usize>>,
    queue: Queue,
}

impl<'a, E: Packed> Forest<'a, E> {
    /// Nobody is served, and every row bids nothing.
    pub(super) fn new(instance: &Instance, edges: &'a Flat<E>) -> Self {
        let (rows, columns) = (instance.rows(), instance.columns());
        let offers = Offers::new(edges, columns, instance.waiting());
        // No column gets more rows than have an edge to it.
        let room: Vec<usize> =
            (0..columns).map(|column| instance.capacity(column).min(offers.degree(column))).collect();
        let mut forest = Self {
            waiting: instance.waiting(),
            offers,
            trees: Trees::new(rows, columns),
            loads: Loads::new(&room),
            assigned: vec![None; rows],
            queue: Queue::below(instance.waiting(), columns),
        };
        for column in 0..columns {
            forest.offers.set_full(column, forest.loads.is_full(column));
            forest.offers.look(column, &mut forest.queue);
        }
        forest
    }

    /// Lets the bid rise until it is the price of waiting.
    pub(super) fn grow(mut self) -> Solution {
        while let Some((bid, event)) = self.queue.pop(|bid, event| self.offers.is_due(event.column(), bid)) {
            let column = event.column();
            if !self.offers.is_due(column, bid) {
                continue;
            }
            if !self.offers.stands(column) {
                self.offers.look(column, &mut self.queue);
            } else if self.loads.is_full(column) {
                self.settle(column, bid);
            } else {
                self.end(column, bid);
            }
        }
        self.into_solution()
    }

    /// A full column is reached: it belongs to the tree that reached it, and so do its rows, which look further.
    fn settle(&mut self, column: usize, bid: i64) {
        let root = self.trees.root(self.offers.best(column).0);
        self.trees.settle(column, root);
        let label = self.offers.settle(column, bid);
        for (row, cost) in self.loads.on(column) {
            self.trees.join(*row, root);
            self.offers.scan(*row, label - cost, &mut self.queue);
        }
    }

    /// A column with room is reached: every row on the path to it moves one column on, and the tree is no more.
    fn end(&mut self, column: usize, bid: i64) {
        let root = self.trees.root(self.offers.best(column).0);
        self.augment(column);
        for settled in self.trees.settled(root) {
            self.offers.raise_price(settled, bid);
            for (row, _) in self.loads.on(settled) {
                self.offers.silence(*row);
            }
        }
        for settled in self.trees.settled(root) {
            self.offers.look(settled, &mut self.queue);
        }
        self.offers.look(column, &mut self.queue);
        self.trees.fell(root);
    }

    fn augment(&mut self, end: usize) {
        let mut next = Some(end);
        while let Some(at) = next {
            let (row, cost) = self.offers.best(at);
            // The root has no column to leave: the path begins there.
            next = self.assigned.get_mut(place(row)).and_then(Option::take);
            if let Some(left) = next {
                self.loads.take(row, left);
            }
            self.assigned.put(place(row), Some(at));
            self.loads.put(row, at, cost);
            self.offers.set_full(at, self.loads.is_full(at));
            self.offers.silence(row);
        }
    }

    fn into_solution(self) -> Solution {
        let v = self.offers.potentials(self.waiting);
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
