//! Keyset pages: a place in an order that ends in the id, and how many come after it.

use chrono::{DateTime, Utc};
use uuid::Uuid;

/// A place in a list: after the item with this instant (where the list is ordered by one) and id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// The instant that the list is ordered by, if any.
    pub at: Option<DateTime<Utc>>,
    /// The id of the last item seen.
    pub id: Uuid,
}

/// Which part of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageRequest {
    /// Start after this place; at the beginning when none.
    pub after: Option<Position>,
    /// At most so many.
    pub limit: u64,
}

/// A part of a list, and where the next part starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// The items, in order.
    pub items: Vec<T>,
    /// Where to go on; none at the end.
    pub next: Option<Position>,
}

impl<T> Page<T> {
    /// Cuts one item more than asked for back to the page, and notes where it goes on.
    pub(crate) fn cut(mut items: Vec<T>, limit: u64, position: impl Fn(&T) -> Position) -> Self {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let more = items.len() > limit;
        items.truncate(limit);
        let next = items.last().filter(|_| more).map(position);
        Self { items, next }
    }

    /// The same page of something else.
    pub fn map<U>(self, change: impl FnMut(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(change).collect(), next: self.next }
    }
}
