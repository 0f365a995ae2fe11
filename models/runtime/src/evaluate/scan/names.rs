//! Names that are looked up: the properties of an object, or the strings of an enumeration.

use std::hash::{BuildHasher, Hasher};

use foldhash::fast::FixedState;

/// A list of names, each with something, and the places of these by their hashes: a table with open
/// addressing, at most a quarter full. What is looked up does not change it, so no document can
/// make it slow.
#[derive(Debug, Default)]
pub(super) struct Names<T> {
    list: Box<[Named<T>]>,
    slots: Box<[Option<Slot>]>,
}

#[derive(Debug)]
struct Named<T> {
    print: Print,
    name: Box<str>,
    of_name: T,
}

#[derive(Clone, Copy, Debug)]
struct Slot {
    hash: u32,
    place: u32,
}

/// The length of a name and eight bytes of both its ends, which compare without a loop, and a
/// hash. Two names of up to sixteen bytes with one print are equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Print {
    pub(super) hash: u64,
    length: usize,
    first: u64,
    last: u64,
}

impl<T: Copy> Names<T> {
    pub(super) fn new<'n>(names: impl IntoIterator<Item = (&'n str, T)>) -> Self {
        let names = names.into_iter().map(|(name, of_name)| Named {
            print: Print::of(name),
            name: name.into(),
            of_name,
        });
        let list: Box<[_]> = names.collect();
        let mut slots = vec![None; (4 * list.len()).next_power_of_two()].into_boxed_slice();
        for (place, named) in list.iter().enumerate() {
            let (hash, place) = (named.print.hash as u32, place as u32);
            let mut at = hash as usize % slots.len();
            while slots[at].is_some() {
                at = (at + 1) % slots.len();
            }
            slots[at] = Some(Slot { hash, place });
        }
        Names { list, slots }
    }

    /// The place of a name, and what it has: the first with its print for which the function
    /// returns true, given the name there.
    #[inline(always)]
    pub(super) fn find(&self, print: &Print, is: impl Fn(&str) -> bool) -> Option<(usize, T)> {
        let mut at = print.hash as usize;
        loop {
            let slot = (*self.slots.get(at & self.slots.len().checked_sub(1)?)?)?;
            if slot.hash == print.hash as u32 {
                let place = slot.place as usize;
                let named = &self.list[place];
                if named.print == *print && (print.is_all() || is(&named.name)) {
                    return Some((place, named.of_name));
                }
            }
            at += 1;
        }
    }

    /// What the names have.
    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.list.iter_mut().map(|named| &mut named.of_name)
    }

    /// Whether a text is one of the names.
    pub(super) fn contains(&self, text: &str) -> bool {
        self.find(&Print::of(text), |name| name == text).is_some()
    }
}

impl Print {
    pub(super) fn of(name: &str) -> Self {
        Print::of_bytes(name.as_bytes())
    }

    fn of_bytes(name: &[u8]) -> Self {
        let (first, last) = match (name.first_chunk(), name.last_chunk()) {
            (Some(first), Some(last)) => (*first, *last),
            _ => {
                let (mut first, mut last) = ([0; 8], [0; 8]);
                first[..name.len()].copy_from_slice(name);
                last[8 - name.len()..].copy_from_slice(name);
                (first, last)
            }
        };
        Print::new(name, first, last)
    }

    /// The print of the name between two offsets of a text.
    #[inline(always)]
    pub(super) fn at(text: &[u8], start: usize, end: usize) -> Self {
        let first = text.get(start..).and_then(|rest| rest.first_chunk());
        let last = text.get(..end).and_then(|before| before.last_chunk());
        match (first, last, &text[start..end]) {
            (Some(first), Some(last), name) => Print::new(name, *first, *last),
            // It is close to the beginning or the end of the text.
            (_, _, name) => Print::of_bytes(name),
        }
    }

    /// The print of a name, of which these bytes begin with the first ones, and end with the last.
    #[inline(always)]
    fn new(name: &[u8], first: [u8; 8], last: [u8; 8]) -> Self {
        // What surrounds a shorter name does not count.
        let beyond = 8 * (8 - name.len().min(8)) as u32;
        let first = u64::from_le_bytes(first).checked_shl(beyond).unwrap_or(0);
        let last = u64::from_le_bytes(last).checked_shr(beyond).unwrap_or(0);
        let hash = match name.len() {
            0..=16 => mixed(first, last, name.len()),
            _ => hash_of_long(name),
        };
        Print {
            hash,
            length: name.len(),
            first,
            last,
        }
    }

    /// Whether the print has all bytes of its name.
    #[inline(always)]
    pub(super) fn is_all(&self) -> bool {
        self.length <= 16
    }
}

/// A hash of three numbers, the bits of which all depend on all of them.
#[inline(always)]
pub(super) fn mixed(first: u64, last: u64, length: usize) -> u64 {
    const ODD: u64 = 0x9E37_79B9_7F4A_7C15;
    let mixed = (first ^ last.rotate_left(29) ^ length as u64).wrapping_mul(ODD);
    (mixed ^ mixed >> 32).wrapping_mul(ODD) ^ mixed >> 29
}

#[inline(never)]
fn hash_of_long(name: &[u8]) -> u64 {
    let mut hasher = FixedState::default().build_hasher();
    hasher.write(name);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The place of a name that is in the middle, at the beginning and at the end of a text.
    fn find(names: &Names<usize>, name: &str) -> Option<usize> {
        let texts = ["", "12345678", "\"", "1234567"];
        let texts = texts.map(|margin| (margin.len(), format!("{margin}{name}{margin}")));
        let found = names.find(&Print::of(name), |other| other == name);
        for (start, text) in texts {
            let print = Print::at(text.as_bytes(), start, start + name.len());
            assert_eq!(print, Print::of(name), "{text}");
        }
        found.map(|(place, of_name)| {
            assert_eq!(place, of_name, "{name}");
            place
        })
    }

    fn names(list: &[&str]) -> Names<usize> {
        Names::new(list.iter().copied().zip(0..))
    }

    #[test]
    fn names_are_found_whatever_their_lengths() {
        let letters = "abcdefghijklmnopqrstuvwxyz";
        let all: Vec<String> = (0..=26)
            .flat_map(|length| ["", "x", "yy"].map(|end| format!("{}{end}", &letters[..length])))
            .collect();
        let (known, unknown): (Vec<_>, Vec<_>) = all.iter().partition(|name| name.len() % 2 == 0);
        let mut known: Vec<&String> = known;
        known.sort();
        known.dedup();
        let list: Vec<&str> = known.iter().map(|name| name.as_str()).collect();
        let names = names(&list);
        for (place, name) in known.iter().enumerate() {
            assert_eq!(find(&names, name), Some(place), "{name}");
        }
        for name in &unknown {
            assert_eq!(find(&names, name), None, "{name}");
        }
        assert_eq!(find(&Names::new([]), "a"), None);
        assert_eq!(find(&Names::default(), "a"), None);
    }

    #[test]
    fn long_names_are_compared_whole() {
        let names = names(&["abcdefgh-12-ijklmnop"]);
        assert!(names.contains("abcdefgh-12-ijklmnop"));
        assert!(!names.contains("abcdefgh-21-ijklmnop"));
    }

    /// A zero is a byte like others.
    #[test]
    fn names_with_zeros_differ() {
        let names = names(&["a", "", "\0\0"]);
        assert_eq!(
            ["a", "", "\0\0", "\0", "a\0", "\0a"].map(|name| find(&names, name)),
            [Some(0), Some(1), Some(2), None, None, None]
        );
    }
}
