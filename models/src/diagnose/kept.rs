//! The first of any number of findings, in the order of the text.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use super::group::Pending;

/// The first findings in the order of the text, of those that were added.
#[derive(Default)]
pub(super) struct Kept<'de> {
    /// The last of them is on top.
    heap: BinaryHeap<Entry<'de>>,
    /// How many were added.
    added: usize,
}

struct Entry<'de> {
    key: (Place, usize),
    pending: Pending<'de>,
}

/// What is outside comes before what is in it.
type Place = (usize, Reverse<usize>);

/// The place of a finding in the order of the text.
pub(super) fn place((start, end): (usize, usize)) -> Place {
    (start, Reverse(end))
}

impl<'de> Kept<'de> {
    /// Adds a finding; keeps no more than so many.
    pub(super) fn add(&mut self, pending: Pending<'de>, most: usize) {
        let key = (place(pending.span), self.added);
        self.added += 1;
        let entry = Entry { key, pending };
        if self.heap.len() < most {
            self.heap.push(entry);
        } else if let Some(mut last) = self.heap.peek_mut()
            && entry < *last
        {
            *last = entry;
        }
    }

    /// Whether one more would be kept.
    pub(super) fn has_room(&self, span: (usize, usize), most: usize) -> bool {
        let before = |last: &Entry<'_>| place(span) < last.key.0;
        self.heap.len() < most || self.heap.peek().is_some_and(before)
    }

    pub(super) fn first(&self) -> Option<&Pending<'de>> {
        self.heap.iter().min().map(|entry| &entry.pending)
    }

    /// All that are kept, in order.
    pub(super) fn into_vec(self) -> Vec<Pending<'de>> {
        let entries = self.heap.into_sorted_vec().into_iter();
        entries.map(|entry| entry.pending).collect()
    }
}

impl Ord for Entry<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key.cmp(&other.key)
    }
}

impl PartialOrd for Entry<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Entry<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Eq for Entry<'_> {}
