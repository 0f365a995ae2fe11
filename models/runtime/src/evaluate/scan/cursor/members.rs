//! Members of objects, and strings that must differ: the names of an object, and the elements
//! of an array with `uniqueItems`.

use std::borrow::Cow;

use super::{Cursor, Place, unescaped};
use crate::evaluate::scan::names::Print;
use crate::typed::checker::{Invalid, Validity};

/// Strings that must differ: the names of an object, or the elements of an array.
pub(crate) struct Different {
    /// Where they begin among those of the text.
    first: usize,
    /// A bit for each of them.
    bits: u64,
}

/// A string in a text, by the offsets of its content.
#[derive(Clone, Copy)]
pub(crate) struct Name {
    start: usize,
    end: usize,
    /// The hash of its value.
    hash: u64,
}

/// The number of names up to which each is compared with those before it at once. Those of larger
/// objects are compared in the end.
const SMALL: usize = 16;

impl<'d> Cursor<'d> {
    /// Opens an object; whether it has members, the first of which comes next.
    #[inline(always)]
    pub(crate) fn members(&mut self) -> Result<(Different, bool), Invalid> {
        self.open(b'{')?;
        let members = self.begin_different();
        let more = match self.byte() {
            Some(b'"') => true,
            _ => self.expect(b'}').map(|()| false)?,
        };
        Ok((members, more))
    }

    /// Takes the name of a member, and its colon.
    #[inline(always)]
    pub(crate) fn name(&mut self) -> Result<(Name, Print), Invalid> {
        let (start, end) = self.inside()?;
        self.expect(b':')?;
        let print = self.print_of(start, end)?;
        let hash = print.hash;
        Ok((Name { start, end, hash }, print))
    }

    /// The text of a name.
    #[inline]
    pub(crate) fn text_of_name(&self, name: Name) -> Cow<'d, str> {
        let spelling = &self.text[name.start..name.end];
        match self.has_escapes {
            // A name that was taken has a value.
            true => unescaped(spelling).unwrap_or_default(),
            false => Cow::Borrowed(spelling),
        }
    }

    /// Goes on to the next member, if there is one.
    #[inline(always)]
    pub(crate) fn more(&mut self) -> Result<bool, Invalid> {
        let more = match self.byte() {
            Some(b',') => true,
            Some(b'}') => false,
            _ => return Err(Invalid),
        };
        self.advance();
        match more && self.byte() != Some(b'"') {
            true => Err(Invalid),
            false => Ok(more),
        }
    }

    /// Takes an object.
    pub(crate) fn object(&mut self) -> Validity {
        let (mut members, mut more) = self.members()?;
        while more {
            let (name, _) = self.name()?;
            self.add(&mut members, name)?;
            self.value()?;
            more = self.more()?;
        }
        self.close(members)
    }

    /// The text of a property of an object, if it has one of this name that is a string.
    /// Afterwards the place is unknown.
    pub(crate) fn text_of(&mut self, name: &str) -> Option<Cow<'d, str>> {
        self.find(name)?;
        self.text().ok()
    }

    /// Goes to the value of a property of an object, if it has one of this name. Otherwise the
    /// place is unknown afterwards.
    pub(crate) fn find(&mut self, wanted: &str) -> Option<()> {
        let print = Print::of(wanted);
        let (_, mut more) = self.members().ok()?;
        while more {
            let (name, other) = self.name().ok()?;
            if other == print && self.text_of_name(name) == wanted {
                return Some(());
            }
            self.value().ok()?;
            more = self.more().ok()?;
        }
        None
    }

    /// The string that has just been taken, and began at a place.
    pub(crate) fn string_since(&mut self, place: Place) -> Result<Name, Invalid> {
        let spelling = self.text.as_bytes()[place.at..self.at].trim_ascii_end();
        let (start, end) = (place.at + 1, place.at + spelling.len() - 1);
        // If it was taken as a document, its escapes have not been noticed.
        let spelling = &self.text[start..end];
        self.has_escapes |= spelling.contains('\\');
        let hash = Print::of(&unescaped(spelling)?).hash;
        Ok(Name { start, end, hash })
    }

    /// Adds a string; it must not have been added before.
    pub(crate) fn add(&mut self, members: &mut Different, name: Name) -> Validity {
        let bit = 1 << (name.hash >> 58);
        if members.bits & bit != 0 {
            let before = &self.names[members.first..];
            if before.len() < SMALL && self.is_among(before, name) {
                return Err(Invalid);
            }
        }
        members.bits |= bit;
        if self.names.capacity() == 0 {
            // Room for those of most documents.
            self.names.reserve(2 * SMALL);
        }
        self.names.push(name);
        Ok(())
    }

    fn is_among(&self, names: &[Name], name: Name) -> bool {
        names.iter().any(|other| self.are_equal(*other, name))
    }

    #[inline]
    fn are_equal(&self, left: Name, right: Name) -> bool {
        left.hash == right.hash && self.text_of_name(left) == self.text_of_name(right)
    }

    /// No strings yet that must differ.
    #[inline(always)]
    pub(crate) fn begin_different(&self) -> Different {
        Different {
            first: self.names.len(),
            bits: 0,
        }
    }

    /// The end of strings that must differ.
    #[inline(always)]
    pub(crate) fn end_different(&mut self, members: Different) -> Validity {
        let is_large = self.names.len() - members.first > SMALL;
        if is_large && self.has_equal(members.first) {
            return Err(Invalid);
        }
        self.names.truncate(members.first);
        Ok(())
    }

    /// Ends an object.
    #[inline(always)]
    pub(crate) fn close(&mut self, members: Different) -> Validity {
        self.depth -= 1;
        self.end_different(members)
    }

    /// Whether two names are equal, among those from an index on. They may be sorted.
    fn has_equal(&mut self, first: usize) -> bool {
        const BITS: usize = 2_048;
        const FEW: usize = BITS / 8;
        if self.names.len() - first > FEW {
            return self.has_equal_of_many(first);
        }
        let names = &self.names[first..];
        let mut bits = [0_u64; BITS / 64];
        for (index, name) in names.iter().enumerate() {
            let place = name.hash as usize % BITS;
            let (word, bit) = (&mut bits[place / 64], 1 << (place % 64));
            if *word & bit != 0 && self.is_among(&names[..index], *name) {
                return true;
            }
            *word |= bit;
        }
        false
    }

    fn has_equal_of_many(&mut self, first: usize) -> bool {
        let mut names = self.names.split_off(first);
        names.sort_unstable_by(|left, right| {
            let texts = || self.text_of_name(*left).cmp(&self.text_of_name(*right));
            left.hash.cmp(&right.hash).then_with(texts)
        });
        let mut pairs = names.windows(2);
        pairs.any(|pair| self.are_equal(pair[0], pair[1]))
    }
}
