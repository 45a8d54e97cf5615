//! What happens next while the bid rises.

use std::{cmp::Reverse, collections::BinaryHeap};

use super::place;

/// How many columns there are for a bucket: so many that few are in one at once.
const COLUMNS: usize = 8;

/// A column is reached. At the same bid those with room come first, so that a tree ends before it grows; then those with lower numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Event {
    /// One with room.
    Room(u32),
    /// One without.
    Full(u32),
}

impl Event {
    pub(super) fn of(column: usize, full: bool) -> Self {
        // Columns are numbered in 32 bits: see `Instance::new`.
        let column = u32::try_from(column).unwrap_or(u32::MAX);
        if full { Self::Full(column) } else { Self::Room(column) }
    }

    pub(super) fn column(self) -> usize {
        let (Self::Room(column) | Self::Full(column)) = self;
        place(column)
    }
}

/// A monotone queue: nothing is pushed for a bid below what was popped last.
///
/// Bids are below a bound known beforehand, so they fall into buckets of one width (Dial, *Algorithm 360: shortest-path forest with topological
/// ordering*, Communications of the ACM 12, 1969); only the bucket under way is kept in order, by a heap. At worst all is in one bucket: then it is as
/// good as a heap.
#[derive(Debug)]
pub(super) struct Queue {
    buckets: Vec<Vec<(i64, Event)>>,
    /// The bucket under way.
    current: usize,
    heap: BinaryHeap<Reverse<(i64, Event)>>,
    /// A bid without its lowest bits is the number of its bucket.
    shift: u32,
}

impl Queue {
    /// A queue for bids from 0 to less than this, for so many columns.
    pub(super) fn below(bound: i64, columns: usize) -> Self {
        let buckets = (columns / COLUMNS).next_power_of_two();
        let shift = (i64::BITS - bound.leading_zeros()).saturating_sub(buckets.ilog2());
        Self { buckets: vec![Vec::new(); buckets], current: 0, heap: BinaryHeap::new(), shift }
    }

    #[inline]
    pub(super) fn push(&mut self, bid: i64, event: Event) {
        let number = usize::try_from(bid >> self.shift).unwrap_or_default();
        match self.buckets.get_mut(number).filter(|_| number > self.current) {
            Some(bucket) => bucket.push((bid, event)),
            None => self.heap.push(Reverse((bid, event))),
        }
    }

    /// The next event. What is not due any more when its bucket's turn comes is left out: sorting it would be for nothing.
    #[inline]
    pub(super) fn pop(&mut self, is_due: impl Fn(i64, Event) -> bool) -> Option<(i64, Event)> {
        loop {
            if let Some(Reverse(next)) = self.heap.pop() {
                return Some(next);
            }
            self.current += 1;
            let bucket = self.buckets.get_mut(self.current)?;
            self.heap.extend(bucket.drain(..).filter(|(bid, event)| is_due(*bid, *event)).map(Reverse));
        }
    }
}
