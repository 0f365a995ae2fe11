//! Names of properties, found by their hashes.

use crate::document::hash_of_name;

/// The places of names in a list, by their hashes: a table with open addressing, at most half
/// full. What is looked up does not change it, so no document can make it slow.
#[derive(Debug, Default)]
pub(crate) struct NameIndex {
    slots: Box<[Option<Slot>]>,
}

#[derive(Clone, Copy, Debug)]
struct Slot {
    hash: u32,
    place: u32,
}

impl NameIndex {
    /// The index of a list.
    pub(crate) fn new<'n>(names: impl ExactSizeIterator<Item = &'n str>) -> Self {
        let size = (2 * names.len()).next_power_of_two();
        let mut slots = vec![None; size].into_boxed_slice();
        for (place, name) in names.enumerate() {
            let (hash, place) = (hash_of_name(name), place as u32);
            let mut at = hash as usize % size;
            while slots[at].is_some() {
                at = (at + 1) % size;
            }
            slots[at] = Some(Slot { hash, place });
        }
        NameIndex { slots }
    }

    /// The place of a name: of those with its hash, the first for which the function returns
    /// true.
    #[inline]
    pub(crate) fn find(&self, hash: u32, is: impl Fn(usize) -> bool) -> Option<usize> {
        let mut at = hash as usize;
        loop {
            let slot = (*self.slots.get(at & self.slots.len().checked_sub(1)?)?)?;
            if slot.hash == hash && is(slot.place as usize) {
                return Some(slot.place as usize);
            }
            at += 1;
        }
    }
}
