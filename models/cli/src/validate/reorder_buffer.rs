//! Reorders results that arrive out of order.

use std::collections::BTreeMap;

/// A reorder buffer.
pub(super) struct ReorderBuffer<T> {
    next: u64,
    early: BTreeMap<u64, T>,
}

impl<T> ReorderBuffer<T> {
    pub(super) fn new() -> Self {
        ReorderBuffer {
            next: 0,
            early: BTreeMap::new(),
        }
    }

    pub(super) fn put(&mut self, number: u64, thing: T) {
        self.early.insert(number, thing);
    }

    /// The next one in order, if it has arrived.
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
            let (mut things, mut taken) = (ReorderBuffer::new(), Vec::new());
            for number in numbers {
                things.put(number, number);
                taken.extend(std::iter::from_fn(|| things.take()));
            }
            assert_eq!(taken, (0..50).collect::<Vec<u64>>());
        }
    }
}
