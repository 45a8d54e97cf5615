//! Sets of places in the pool, one bit each.

/// A set of small numbers.
#[derive(Debug, Clone, Default)]
pub(super) struct Bits(Vec<u64>);

impl Bits {
    /// The numbers that are in any of some sets.
    pub(super) fn any_of<'b>(sets: impl IntoIterator<Item = &'b Self>) -> Self {
        sets.into_iter().fold(Self::default(), |mut all, set| {
            all.or(set);
            all
        })
    }

    /// The numbers that are in both sets.
    pub(super) fn both(&self, other: &Self) -> Self {
        let mut both = self.clone();
        both.and(other);
        both
    }

    /// The numbers that are not in the other set.
    pub(super) fn without(&self, other: &Self) -> Self {
        let mut without = self.clone();
        without.and_not(other);
        without
    }

    /// Adds a number.
    pub(super) fn insert(&mut self, place: usize) {
        if self.0.len() <= place / 64 {
            self.0.resize(place / 64 + 1, 0);
        }
        if let Some(word) = self.0.get_mut(place / 64) {
            *word |= 1 << (place % 64);
        }
    }

    /// Takes a number out; whether it was in.
    pub(super) fn take(&mut self, place: usize) -> bool {
        let was = self.contains(place);
        if let Some(word) = self.0.get_mut(place / 64) {
            *word &= !(1 << (place % 64));
        }
        was
    }

    pub(super) fn contains(&self, place: usize) -> bool {
        self.0.get(place / 64).is_some_and(|word| word >> (place % 64) & 1 == 1)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    pub(super) fn count(&self) -> u32 {
        self.0.iter().map(|word| word.count_ones()).sum()
    }

    /// Keeps what is in the other set too.
    pub(super) fn and(&mut self, other: &Self) {
        self.0.truncate(other.0.len());
        self.0.iter_mut().zip(&other.0).for_each(|(word, other)| *word &= other);
    }

    /// Adds what is in the other set.
    pub(super) fn or(&mut self, other: &Self) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        self.0.iter_mut().zip(&other.0).for_each(|(word, other)| *word |= other);
    }

    /// Takes out what is in the other set.
    pub(super) fn and_not(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(word, other)| *word &= !other);
    }

    /// Shows each number, the lowest first.
    pub(super) fn for_each(&self, mut see: impl FnMut(usize)) {
        for (word, index) in self.0.iter().zip(0..) {
            let mut left = *word;
            while left != 0 {
                see(64 * index + usize::try_from(left.trailing_zeros()).unwrap_or_default());
                left &= left - 1;
            }
        }
    }
}
