//! What the rows in trees offer to the columns.

use super::{
    packed::{Packed, by_column},
    place,
    queue::{Event, Queue},
};
use crate::flat::{At, Flat};

/// The label of a row that is in no tree: so far that it beats nobody, and no sum with it can overflow.
const SILENT: i64 = i64::MAX / 2;

/// The best offer to each column.
///
/// The offer of a row is its label and the cost of the edge; less the price of the column, it is the bid at which the row's tree reaches the column.
/// An offer may fall with its tree. Then what is noted is still less than any other, so that it is time to look for the next one when the bid
/// gets there; often that is never.
#[derive(Debug)]
pub(super) struct Offers<'a, E> {
    by_row: &'a Flat<E>,
    by_column: Flat<E>,
    waiting: i64,
    /// By row: 0 where it is the root of a tree, [`SILENT`] where it is in none.
    labels: Vec<i64>,
    /// By column: only a lower sum is a better offer. All that most looks need, so it is kept apart.
    sums: Vec<i64>,
    columns: Vec<Column>,
}

/// The rest of what is known of a column.
#[derive(Debug, Clone, Copy, Default)]
struct Column {
    /// The potential, 0 or less.
    price: i64,
    /// Who made the best offer, and by an edge of which cost.
    from: u32,
    cost: i64,
    /// Whether it takes no more rows. Its loads tell it, too; here it is at hand for each better offer.
    full: bool,
    /// Whether it belongs to a tree: then no offer is better.
    settled: bool,
}

impl<'a, E: Packed> Offers<'a, E> {
    /// All rows are roots; nobody has looked yet.
    pub(super) fn new(by_row: &'a Flat<E>, columns: usize, waiting: i64) -> Self {
        Self {
            by_column: by_column(by_row, columns),
            waiting,
            labels: vec![0; by_row.rows()],
            sums: vec![waiting; columns],
            columns: vec![Column::default(); columns],
            by_row,
        }
    }

    /// How many edges lead to a column.
    pub(super) fn degree(&self, column: usize) -> usize {
        self.by_column.row(column).len()
    }

    pub(super) fn set_full(&mut self, column: usize, full: bool) {
        if let Some(column) = self.columns.get_mut(column) {
            column.full = full;
        }
    }

    /// Who made the best offer to a column, and by an edge of which cost.
    pub(super) fn best(&self, column: usize) -> (u32, i64) {
        let Column { from, cost, .. } = self.columns.at(column);
        (from, cost)
    }

    /// Whether a column is reached at this bid; otherwise there was a better offer since, or it was reached.
    #[inline]
    pub(super) fn is_due(&self, column: usize, bid: i64) -> bool {
        let Column { price, settled, .. } = self.columns.at(column);
        !settled && self.sums.at(column) - price == bid
    }

    /// Whether who made the best offer is still in a tree, and where it was.
    pub(super) fn stands(&self, column: usize) -> bool {
        let Column { from, cost, .. } = self.columns.at(column);
        self.labels.at(place(from)) + cost == self.sums.at(column)
    }

    /// Takes a row out of its tree.
    pub(super) fn silence(&mut self, row: u32) {
        self.labels.put(place(row), SILENT);
    }

    /// Asks all rows for their offers to a column.
    pub(super) fn look(&mut self, at: usize, queue: &mut Queue) {
        let Some(column) = self.columns.get_mut(at) else { return };
        // Nobody bids more than waiting costs.
        let (mut least, mut best) = (self.waiting + column.price, E::default());
        for edge in self.by_column.row(at) {
            let sum = self.labels.at(edge.end()) + edge.cost();
            if sum < least {
                (least, best) = (sum, *edge);
            }
        }
        self.sums.put(at, least);
        if least < self.waiting + column.price {
            (column.from, column.cost) = (best.number(), best.cost());
            queue.push(least - column.price, Event::of(at, column.full));
        }
    }

    /// A row joins a tree with this label, and makes its offers.
    pub(super) fn scan(&mut self, row: u32, label: i64, queue: &mut Queue) {
        self.labels.put(place(row), label);
        for edge in self.by_row.row(place(row)) {
            let (at, sum) = (edge.end(), label + edge.cost());
            let Some(least) = self.sums.get_mut(at) else { continue };
            if sum < *least {
                *least = sum;
                let Some(column) = self.columns.get_mut(at) else { continue };
                (column.from, column.cost) = (row, edge.cost());
                queue.push(sum - column.price, Event::of(at, column.full));
            }
        }
    }

    /// A full column joins a tree; answers what the labels of its rows are, with their costs there.
    pub(super) fn settle(&mut self, column: usize, bid: i64) -> i64 {
        let Some(column) = self.columns.get_mut(column) else { return SILENT };
        column.settled = true;
        bid + column.price
    }

    /// The tree of a column has ended: it is as much dearer as the bid has risen since it was reached.
    pub(super) fn raise_price(&mut self, at: usize, bid: i64) {
        let sum = self.sums.at(at);
        if let Some(column) = self.columns.get_mut(at) {
            column.price -= bid - (sum - column.price);
            column.settled = false;
        }
    }

    /// The potential of each column once the bid is so high.
    pub(super) fn potentials(mut self, bid: i64) -> Vec<i64> {
        for column in 0..self.columns.len() {
            if self.columns.at(column).settled {
                self.raise_price(column, bid);
            }
        }
        self.columns.iter().map(|column| column.price).collect()
    }
}
