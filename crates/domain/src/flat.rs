//! Flat arrays, read without a panic: what they hold, and the numbers that point into them, are made together.

use std::ops::Range;

/// Rows of different lengths in one block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Flat<T> {
    /// Where each row begins, and where the last one ends.
    starts: Vec<usize>,
    items: Vec<T>,
}

impl<T> Default for Flat<T> {
    fn default() -> Self {
        Self { starts: vec![0], items: Vec::new() }
    }
}

impl<T> Flat<T> {
    /// No rows yet, and space for so many, with so many items.
    pub(crate) fn with_capacity(rows: usize, items: usize) -> Self {
        let mut starts = Vec::with_capacity(rows.saturating_add(1));
        starts.push(0);
        Self { starts, items: Vec::with_capacity(items) }
    }

    /// Rows of these lengths, of default items.
    pub(crate) fn of_lengths(lengths: impl IntoIterator<Item = usize>) -> Self
    where
        T: Clone + Default,
    {
        let mut end = 0_usize;
        let ends = lengths.into_iter().map(|length| {
            end = end.saturating_add(length);
            end
        });
        let starts = std::iter::once(0).chain(ends).collect();
        Self { starts, items: vec![T::default(); end] }
    }

    /// Adds a row at the end.
    pub(crate) fn push(&mut self, row: impl IntoIterator<Item = T>) {
        self.items.extend(row);
        self.starts.push(self.items.len());
    }

    /// The row at this place; nothing past the end.
    pub(crate) fn row(&self, at: usize) -> &[T] {
        self.items.get(self.range(at)).unwrap_or_default()
    }

    /// The items of all rows.
    pub(crate) fn all(&self) -> &[T] {
        &self.items
    }

    /// The items of all rows, to be written.
    pub(crate) fn all_mut(&mut self) -> &mut [T] {
        &mut self.items
    }

    /// Where the items of this row are among all items.
    pub(crate) fn range(&self, at: usize) -> Range<usize> {
        match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(from), Some(until)) => *from..*until,
            _ => 0..0,
        }
    }

    /// How many rows there are.
    pub(crate) const fn rows(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }
}

impl<T, R: IntoIterator<Item = T>> FromIterator<R> for Flat<T> {
    fn from_iter<I: IntoIterator<Item = R>>(rows: I) -> Self {
        let mut made = Self::default();
        rows.into_iter().for_each(|row| made.push(row));
        made
    }
}

/// Reading and writing at a place that is there.
pub(crate) trait At<T> {
    /// What is there; the default past the end.
    fn at(&self, place: usize) -> T;
    /// Writes it there; nothing past the end.
    fn put(&mut self, place: usize, value: T);
}

impl<T: Copy + Default> At<T> for [T] {
    fn at(&self, place: usize) -> T {
        self.get(place).copied().unwrap_or_default()
    }

    fn put(&mut self, place: usize, value: T) {
        if let Some(known) = self.get_mut(place) {
            *known = value;
        }
    }
}
