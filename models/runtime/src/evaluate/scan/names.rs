//! The properties that the rule of an object names, found by their names.

use super::plan::StateId;
use crate::document::hash_of_name;
use crate::schema::NameIndex;

/// Properties by name.
#[derive(Debug, Default)]
pub(super) struct Names {
    list: Box<[Named]>,
    index: NameIndex,
}

/// A property that a keyword names.
#[derive(Debug)]
pub(super) struct Named {
    name: Box<str>,
    print: Print,
    /// The state of its value.
    pub(super) state: StateId,
}

/// The length of a name and eight bytes of both its ends, which compare without a loop. Two names
/// of up to sixteen bytes with one print are equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Print {
    length: usize,
    first: u64,
    last: u64,
}

impl Named {
    pub(super) fn new(name: &str, state: StateId) -> Self {
        Named {
            name: name.into(),
            print: Print::of(name),
            state,
        }
    }

    #[inline]
    fn is(&self, name: &str, print: Print) -> bool {
        self.print == print && (print.length <= 16 || *self.name == *name)
    }
}

impl Names {
    pub(super) fn new(list: Box<[Named]>) -> Self {
        let index = NameIndex::new(list.iter().map(|named| &*named.name));
        Names { list, index }
    }

    /// The property at a place.
    #[inline]
    pub(super) fn at(&self, place: usize) -> &Named {
        &self.list[place]
    }

    /// The place of a name, which is likely to be the next: most documents have their properties
    /// in the order of the schema.
    #[inline]
    pub(super) fn find(&self, name: &str, next: usize) -> Option<usize> {
        let print = Print::of(name);
        if self
            .list
            .get(next)
            .is_some_and(|named| named.is(name, print))
        {
            return Some(next);
        }
        let is = |place: usize| self.list[place].is(name, print);
        self.index.find(hash_of_name(name), is)
    }
}

impl Print {
    #[inline]
    fn of(name: &str) -> Self {
        let name = name.as_bytes();
        let (first, last) = match (name.first_chunk(), name.last_chunk()) {
            (Some(first), Some(last)) => (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
            _ => (short(name), 0),
        };
        Print {
            length: name.len(),
            first,
            last,
        }
    }
}

/// All of a name of fewer than eight bytes, given its length.
#[inline]
fn short(name: &[u8]) -> u64 {
    let half = |bytes: &[u8; 4]| u64::from(u32::from_le_bytes(*bytes));
    match (name.first_chunk(), name.last_chunk(), name) {
        (Some(first), Some(last), _) => half(first) | half(last) << 32,
        (_, _, [first, .., last]) => {
            let middle = name[name.len() / 2];
            [*first, middle, *last]
                .into_iter()
                .fold(0, |all, byte| all << 8 | u64::from(byte))
        }
        (_, _, [only]) => u64::from(*only),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let list = known.iter().map(|name| Named::new(name, StateId(0)));
        let names = Names::new(list.collect());
        for next in [0, 3, 100] {
            for (place, name) in known.iter().enumerate() {
                assert_eq!(names.find(name, next), Some(place), "{name}");
            }
            for name in &unknown {
                assert_eq!(names.find(name, next), None, "{name}");
            }
        }
        assert_eq!(Names::new(Box::default()).find("a", 0), None);
    }

    #[test]
    fn long_names_are_compared_whole() {
        let names = Names::new([Named::new("abcdefgh-12-ijklmnop", StateId(0))].into());
        assert_eq!(names.find("abcdefgh-12-ijklmnop", 0), Some(0));
        assert_eq!(names.find("abcdefgh-21-ijklmnop", 0), None);
    }
}
