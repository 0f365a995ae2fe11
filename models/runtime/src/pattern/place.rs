//! Places in a text: what comes before and after them, and sets of them.

use super::program::Inst;

/// A set of places in a text, each a number of bytes.
pub(super) struct Places(Vec<u64>);

impl Places {
    /// None of the places in a text.
    pub(super) fn none_of(text: &str) -> Self {
        Places(vec![0; text.len() / 64 + 1])
    }

    pub(super) fn insert(&mut self, at: usize) {
        if let Some(word) = self.0.get_mut(at / 64) {
            *word |= 1 << (at % 64);
        }
    }

    fn contains(&self, at: usize) -> bool {
        let word = self.0.get(at / 64);
        word.is_some_and(|word| word >> (at % 64) & 1 == 1)
    }
}

/// Whether an assertion holds at a place in a text, of which it is known where the
/// lookarounds match; `None` for other instructions.
pub(super) fn holds(inst: Inst<'_>, text: &str, at: usize, looks: &[Places]) -> Option<bool> {
    match inst {
        Inst::Start => Some(at == 0),
        Inst::End => Some(at == text.len()),
        Inst::Boundary(is_one) => Some(is_boundary(text, at) == is_one),
        Inst::Look(look, matches) => {
            let places = looks.get(look);
            Some(places.is_some_and(|places| places.contains(at)) == matches)
        }
        Inst::Text(_) | Inst::Chars(..) | Inst::Goto(_) => None,
    }
}

/// Whether a character is in one of the ranges, which are in order.
pub(super) fn is_in(ranges: &[std::ops::RangeInclusive<char>], c: char) -> bool {
    let after = ranges.partition_point(|range| *range.end() < c);
    ranges.get(after).is_some_and(|range| *range.start() <= c)
}

/// Whether a word begins or ends here (ECMA-262 §22.2.2.4): the letters of words are all
/// ASCII, so bytes are enough.
fn is_boundary(text: &str, at: usize) -> bool {
    let is_word = |at: usize| {
        let byte = text.as_bytes().get(at);
        byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
    };
    at.checked_sub(1).is_some_and(is_word) != is_word(at)
}
