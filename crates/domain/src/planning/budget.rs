//! How much may still be looked at. Work is counted, never timed, so that the same problem gives the same plan on any machine.

use std::cell::Cell;

/// What is left of an effort, and whether anybody still waits for the plan.
pub(super) struct Budget<'a> {
    left: Cell<u64>,
    is_called_off: &'a dyn Fn() -> bool,
}

impl<'a> Budget<'a> {
    pub(super) fn new(looks: u64, is_called_off: &'a dyn Fn() -> bool) -> Self {
        Self { left: Cell::new(looks), is_called_off }
    }

    /// Counts what was looked at.
    pub(super) fn spend(&self, looks: usize) {
        self.left.set(self.left.get().saturating_sub(u64::try_from(looks).unwrap_or(u64::MAX)));
    }

    /// Whether to come to an end. Whatever is said from then on is as true, and less is known.
    pub(super) fn is_spent(&self) -> bool {
        self.left.get() == 0 || (self.is_called_off)()
    }

    /// Sets some aside: of what is left, so many parts of so many.
    pub(super) fn share(&self, parts: usize, of: usize) -> Self {
        let (parts, of) = (u128::try_from(parts).unwrap_or_default(), u128::try_from(of.max(1)).unwrap_or(1));
        let looks = u64::try_from(u128::from(self.left.get()) * parts / of).unwrap_or(u64::MAX).min(self.left.get());
        self.left.set(self.left.get() - looks);
        Self { left: Cell::new(looks), is_called_off: self.is_called_off }
    }

    /// Takes back what was not used of a share.
    pub(super) fn take_back(&self, share: &Self) {
        self.left.set(self.left.get().saturating_add(share.left.replace(0)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_share_does_not_use_comes_back() {
        let budget = Budget::new(100, &|| false);
        let share = budget.share(1, 4);
        share.spend(20);
        assert!(!share.is_spent());
        budget.take_back(&share);
        budget.spend(79);
        assert!(!budget.is_spent());
        budget.spend(9);
        assert!(budget.is_spent());
    }

    #[test]
    fn who_is_called_off_has_nothing_left() {
        assert!(Budget::new(100, &|| true).is_spent());
    }
}
