//! The columns that a search has reached and not yet settled, the nearest first.

use std::{cmp::Reverse, collections::BinaryHeap};

/// How many buckets: as many as a word has bits, which say which of them hold something.
const BUCKETS: usize = 64;

/// A monotone queue: nothing nearer is pushed than what was popped last.
///
/// Distances below a bound known beforehand fall into buckets of one width (Dial, *Algorithm 360: shortest-path forest with topological
/// ordering*, Communications of the ACM 12, 1969); only the bucket under way is kept in order, by a heap. So what a search never gets to costs next
/// to nothing, and heaps are small. At worst all is in one bucket: then it is as good as a heap. The order is that of a heap: by distance, then
/// column.
#[derive(Debug)]
pub(super) struct Queue {
    buckets: Vec<Vec<(i64, usize)>>,
    /// Which buckets hold something: a bit of each.
    filled: u64,
    /// The bucket under way.
    current: u32,
    heap: BinaryHeap<Reverse<(i64, usize)>>,
    /// A distance without its lowest bits is the number of its bucket.
    shift: u32,
}

impl Queue {
    /// A queue for distances from 0 to less than this.
    pub(super) fn below(bound: i64) -> Self {
        let shift = (i64::BITS - bound.leading_zeros()).saturating_sub(BUCKETS.ilog2());
        Self { buckets: vec![Vec::new(); BUCKETS], filled: 0, current: 0, heap: BinaryHeap::new(), shift }
    }

    pub(super) fn push(&mut self, distance: i64, column: usize) {
        let number = u32::try_from(distance >> self.shift).unwrap_or_default();
        let bucket = usize::try_from(number).ok().and_then(|at| self.buckets.get_mut(at));
        match bucket.filter(|_| number > self.current) {
            Some(bucket) => {
                bucket.push((distance, column));
                self.filled |= 1 << number;
            }
            None => self.heap.push(Reverse((distance, column))),
        }
    }

    pub(super) fn pop(&mut self) -> Option<(i64, usize)> {
        loop {
            if let Some(Reverse(nearest)) = self.heap.pop() {
                return Some(nearest);
            }
            if self.filled == 0 {
                return None;
            }
            self.current = self.filled.trailing_zeros();
            self.filled &= self.filled - 1;
            let bucket = usize::try_from(self.current).ok().and_then(|at| self.buckets.get_mut(at))?;
            self.heap.extend(bucket.drain(..).map(Reverse));
        }
    }

    pub(super) fn clear(&mut self) {
        self.heap.clear();
        self.current = 0;
        while self.filled > 0 {
            let bucket = usize::try_from(self.filled.trailing_zeros()).ok().and_then(|at| self.buckets.get_mut(at));
            bucket.map(Vec::clear).unwrap_or_default();
            self.filled &= self.filled - 1;
        }
    }
}
