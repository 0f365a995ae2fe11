//! Objects: the set of present properties, and the rejection of duplicates.

use std::borrow::Cow;
use std::cell::Cell;

use super::{Checker, Invalid, SMALL, Validity};
use crate::text::strings::is_plain as stands_for_itself;

/// The members of an object.
pub struct Members {
    /// Where its names begin among those of the document.
    first: usize,
    /// The bits of these names.
    bits: Cell<u64>,
}

impl<'de> Checker<'de> {
    /// Opens an object; whether it has members, the first of which comes next.
    pub fn members(&mut self) -> Result<(Members, bool), Invalid> {
        self.open(b'{')?;
        let members = Members {
            first: self.names.len(),
            bits: Cell::new(0),
        };
        let more = match self.peek() {
            Some(b'"') => true,
            _ => self.expect(b'}').map(|()| false)?,
        };
        Ok((members, more))
    }

    /// Goes on to the next member, if there is one.
    #[inline]
    pub fn more(&mut self) -> Result<bool, Invalid> {
        let spaces = match self.text.as_bytes().get(self.at..) {
            Some([b',', b'"', ..]) => 0,
            Some([b',', b' ', b'"', ..]) => 1,
            _ => return self.more_after_white_space(),
        };
        self.at += 1 + spaces;
        Ok(true)
    }

    fn more_after_white_space(&mut self) -> Result<bool, Invalid> {
        if self.take(b'}') {
            return Ok(false);
        }
        self.expect(b',')?;
        match self.peek() {
            Some(b'"') => Ok(true),
            _ => Err(Invalid),
        }
    }

    /// Whether the text goes on like this: with a name in its quotes, and a colon.
    #[inline]
    pub fn is_named(&self, spelling: &str) -> bool {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        rest.starts_with(spelling.as_bytes())
    }

    /// Consumes the name that `is_named` has found.
    #[inline]
    pub fn pass_name(&mut self, spelling: &str) {
        self.at += spelling.len();
    }

    /// Checks the name of a member, and returns it.
    pub fn name(&mut self) -> Result<Cow<'de, str>, Invalid> {
        let name = self.text()?;
        self.expect(b':')?;
        Ok(name)
    }

    /// The text of a property of an object, if it has one of this name that is a string.
    /// Afterwards the place is unknown.
    pub(crate) fn text_of(&mut self, name: &str) -> Option<Cow<'de, str>> {
        let (_, mut more) = self.members().ok()?;
        while more {
            if self.name().ok()? == name {
                return self.text().ok();
            }
            self.value().ok()?;
            more = self.more().ok()?;
        }
        None
    }

    /// Adds a name that no table knows; it must not have been added before.
    pub fn unknown(&mut self, members: &Members, name: Cow<'de, str>) -> Validity {
        let (bits, bit) = (members.bits.get(), bit(&name));
        members.bits.set(bits | bit);
        if bits & bit != 0 {
            let before = self.names.get(members.first..).unwrap_or_default();
            if before.len() < SMALL && before.contains(&name) {
                return Err(Invalid);
            }
        }
        self.names.push(name);
        Ok(())
    }

    /// The names that were noted in an object.
    pub fn unknown_names(&self, members: &Members) -> Names<'_> {
        Names(self.names.get(members.first..).unwrap_or_default())
    }

    /// Ends an object.
    pub fn close(&mut self, members: Members) -> Validity {
        self.depth -= 1;
        let names = self.names.get_mut(members.first..).unwrap_or_default();
        if names.len() > SMALL {
            names.sort_unstable();
            if names.windows(2).any(|pair| pair[0] == pair[1]) {
                return Err(Invalid);
            }
        }
        self.names.truncate(members.first);
        Ok(())
    }

    /// Checks an object with any names; the function checks each value.
    pub fn object(&mut self, mut value: impl FnMut(&mut Self) -> Validity) -> Validity {
        let (members, mut more) = self.members()?;
        while more {
            let name = self.name()?;
            self.unknown(&members, name)?;
            value(self)?;
            more = self.more()?;
        }
        self.close(members)
    }
}

/// One of 64 bits for a name, so that most different names of an object need not be compared.
#[inline]
fn bit(name: &str) -> u64 {
    let bytes = name.as_bytes();
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else {
        return 1;
    };
    let middle = bytes[bytes.len() / 2];
    let letters = [*first, middle, *last].map(u32::from);
    let sum = letters
        .into_iter()
        .fold(bytes.len() as u32 % 64, |sum, letter| sum * 31 + letter);
    1 << (sum % 64)
}

/// The names in an object that no table knows.
pub struct Names<'a>(pub(crate) &'a [Cow<'a, str>]);

/// The set of present properties of a table: a bit for each.
#[derive(Clone, Copy)]
pub struct Seen<const WORDS: usize>([u64; WORDS]);

/// The number of words of bits for a table of so many properties.
pub const fn words(properties: usize) -> usize {
    properties.div_ceil(64)
}

impl<const WORDS: usize> Seen<WORDS> {
    /// None of them.
    pub const NONE: Self = Seen([0; WORDS]);

    /// The properties for which it is true.
    pub const fn of(holds: &[bool]) -> Self {
        let mut seen = Self::NONE;
        let mut place = 0;
        while place < holds.len() {
            seen.0[place / 64] |= (holds[place] as u64) << (place % 64);
            place += 1;
        }
        seen
    }

    /// Adds the property at an index of the table, which must not be present yet.
    #[inline]
    pub fn add(&mut self, place: usize) -> Validity {
        let bit = 1 << (place % 64);
        let word = &mut self.0[place / 64];
        let before = *word;
        *word |= bit;
        match before & bit {
            0 => Ok(()),
            _ => Err(Invalid),
        }
    }

    /// Whether the property at an index of the table is present.
    pub fn has(&self, place: usize) -> bool {
        self.0[place / 64] >> (place % 64) & 1 == 1
    }

    /// Whether all others are present too.
    #[inline]
    pub fn has_all(&self, others: &Self) -> bool {
        let mut words = self.0.iter().zip(&others.0);
        words.all(|(own, other)| other & !own == 0)
    }
}

/// Whether JSON can spell a name without escapes.
pub const fn is_plain(name: &str) -> bool {
    let bytes = name.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !stands_for_itself(bytes[at]) {
            return false;
        }
        at += 1;
    }
    true
}
