//! Which rows are on which column.

use crate::flat::At;

/// A place for each row that a column can get, in one block: the taken ones first.
#[derive(Debug)]
pub(super) struct Loads {
    /// Where the places of each column begin, and where the last ones end.
    starts: Vec<usize>,
    /// How many of them are taken.
    taken: Vec<usize>,
    /// The row in a place, and what it costs there.
    places: Vec<(u32, i64)>,
}

impl Loads {
    /// No loads yet, with this room on each column.
    pub(super) fn new(room: &[usize]) -> Self {
        let mut places = 0;
        let ends = room.iter().map(|room| {
            places += room;
            places
        });
        let starts: Vec<usize> = std::iter::once(0).chain(ends).collect();
        Self { taken: vec![0; room.len()], places: vec![(0, 0); places], starts }
    }

    /// The rows on a column, and what they cost there.
    pub(super) fn on(&self, column: usize) -> &[(u32, i64)] {
        let start = self.starts.at(column);
        self.places.get(start..start + self.taken.at(column)).unwrap_or_default()
    }

    pub(super) fn is_full(&self, column: usize) -> bool {
        self.starts.at(column) + self.taken.at(column) >= self.starts.at(column + 1)
    }

    pub(super) fn put(&mut self, row: u32, column: usize, cost: i64) {
        let taken = self.taken.at(column);
        self.places.put(self.starts.at(column) + taken, (row, cost));
        self.taken.put(column, taken + 1);
    }

    /// Takes a row off; the last one gets its place.
    pub(super) fn take(&mut self, row: u32, column: usize) {
        let on = self.on(column);
        let (Some(at), Some(last)) = (on.iter().position(|(known, _)| *known == row), on.last().copied()) else {
            return;
        };
        self.places.put(self.starts.at(column) + at, last);
        let taken = self.taken.at(column);
        self.taken.put(column, taken - 1);
    }
}
