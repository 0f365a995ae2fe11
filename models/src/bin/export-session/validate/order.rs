//! What comes in any order, in its own order.

use std::collections::BTreeMap;

/// Things that have come before it is their turn.
pub(super) struct InOrder<T> {
    next: u64,
    early: BTreeMap<u64, T>,
}

impl<T> InOrder<T> {
    pub(super) fn new() -> Self {
        InOrder {
            next: 0,
            early: BTreeMap::new(),
        }
    }

    pub(super) fn put(&mut self, number: u64, thing: T) {
        self.early.insert(number, thing);
    }

    /// The one whose turn it is, if it has come.
    pub(super) fn take(&mut self) -> Option<T> {
        let thing = self.early.remove(&self.next)?;
        self.next += 1;
        Some(thing)
    }
}
