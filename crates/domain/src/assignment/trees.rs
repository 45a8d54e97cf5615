//! Which tree a row is in, and which columns a tree has.

use super::place;
use crate::flat::At;

/// No column.
const NONE: u32 = u32::MAX;

/// The trees, by their roots. The columns of each are a list, linked by number.
#[derive(Debug)]
pub(super) struct Trees {
    /// The root of each row's tree.
    roots: Vec<u32>,
    /// The column that each root's tree got last.
    firsts: Vec<u32>,
    /// The column that the same tree got before.
    nexts: Vec<u32>,
}

impl Trees {
    /// Every row is a tree of its own, without a column.
    pub(super) fn new(rows: usize, columns: usize) -> Self {
        Self { roots: (0..=u32::MAX).take(rows).collect(), firsts: vec![NONE; rows], nexts: vec![NONE; columns] }
    }

    pub(super) fn root(&self, row: u32) -> u32 {
        self.roots.at(place(row))
    }

    pub(super) fn join(&mut self, row: u32, root: u32) {
        self.roots.put(place(row), root);
    }

    /// A column joins a tree.
    pub(super) fn settle(&mut self, column: usize, root: u32) {
        self.nexts.put(column, self.firsts.at(place(root)));
        self.firsts.put(place(root), u32::try_from(column).unwrap_or(NONE));
    }

    /// The columns of a tree.
    pub(super) fn settled(&self, root: u32) -> impl Iterator<Item = usize> {
        let known = |column: u32| (column != NONE).then(|| place(column));
        std::iter::successors(known(self.firsts.at(place(root))), move |column| known(self.nexts.at(*column)))
    }

    /// A tree is no more.
    pub(super) fn fell(&mut self, root: u32) {
        self.firsts.put(place(root), NONE);
    }
}
