//! Decides about a document without building it, by the tables that also read it.
//!
//! It only says yes or no. What it refuses is read, which finds the reason; so that
//! nothing here has to know in which order problems are found, or how they are told.

mod block;
mod escapes;
mod object;
mod strings;
mod tokens;

use std::borrow::Cow;

use super::failure::Failure;
use super::model::Model;
use super::reader::Reader;

pub use object::{Members, Names, Seen, is_plain, others, words};
pub use strings::{Inside, inside_string};

/// A document that is being checked. It is UTF-8, which is looked at once for all of
/// it: that is many times as fast as string by string.
pub struct Checker<'de> {
    text: &'de str,
    at: usize,
    depth: usize,
    /// The names of all objects that the place is in, as far as no table knows them:
    /// those of an inner object follow those of the outer one.
    names: Vec<Cow<'de, str>>,
}

/// That a document is not accepted, for a reason that reading will tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused;

/// Whether a document is passed over, or refused.
pub type Verdict = Result<(), Refused>;

/// A place in a document to come back to.
#[derive(Clone, Copy)]
pub struct Place {
    at: usize,
    depth: usize,
    names: usize,
}

/// Whether a document is one of this type. It reads nothing twice but what several
/// branches of a union, or several schemas of an `allOf`, have to judge.
pub fn accepts<T: Model>(document: &[u8]) -> bool {
    let Ok(text) = simdutf8::basic::from_utf8(document) else {
        return false;
    };
    let mut checker = Checker {
        text,
        at: 0,
        depth: 0,
        names: Vec::with_capacity(object::SMALL),
    };
    T::check(&mut checker).is_ok() && checker.end().is_ok()
}

impl<'de> Checker<'de> {
    /// The place of the next value, for [`rewind`](Self::rewind).
    pub fn place(&self) -> Place {
        Place {
            at: self.at,
            depth: self.depth,
            names: self.names.len(),
        }
    }

    /// Goes back to a place.
    pub fn rewind(&mut self, place: Place) {
        self.at = place.at;
        self.depth = place.depth;
        self.names.truncate(place.names);
    }

    /// Passes what a function reads: for what is rare, or not worth a check of its own.
    pub fn read<T>(
        &mut self,
        read: impl FnOnce(&mut Reader<'de>) -> Result<T, Failure>,
    ) -> Result<T, Refused> {
        let mut reader = Reader::resumed(self.text.as_bytes(), self.at, self.depth);
        let value = read(&mut reader).map_err(|_| Refused)?;
        self.at = reader.place();
        Ok(value)
    }
}
