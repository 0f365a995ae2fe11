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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_comes_first_the_order_is_the_same() {
        let mut random = fastrand::Rng::with_seed(3);
        for _ in 0..100 {
            let mut numbers: Vec<u64> = (0..50).collect();
            random.shuffle(&mut numbers);
            let (mut things, mut taken) = (InOrder::new(), Vec::new());
            for number in numbers {
                things.put(number, number);
                taken.extend(std::iter::from_fn(|| things.take()));
            }
            assert_eq!(taken, (0..50).collect::<Vec<u64>>());
        }
    }
}
