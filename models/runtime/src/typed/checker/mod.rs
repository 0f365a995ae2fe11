//! Checks a document without building it, by the tables that also read it.
//!
//! It returns valid or invalid only. An invalid document is read, which finds the reason; so
//! this module does not depend on the order of problems or on their messages.

pub(crate) mod block;
pub(crate) mod escapes;
pub(crate) mod object;
pub(crate) mod strings;
mod tokens;

use std::borrow::Cow;

use super::model::Model;
use super::reader::Reader;
use crate::text::read_error::ReadError;

/// A document that is being checked. It is UTF-8, which is looked at once for all of
/// it: that is many times as fast as string by string.
pub struct Checker<'de> {
    text: &'de str,
    at: usize,
    depth: usize,
    /// The names of all objects that the place is in, as far as no table knows them:
    /// those of an inner object follow those of the outer one.
    names: Vec<Cow<'de, str>>,
    /// Whether the value around the place has been evaluated.
    is_evaluated: bool,
}

/// A marker: the document is invalid, and reading it again finds the reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Invalid;

/// The verdict on a value that was checked.
pub(crate) type Validity = Result<(), Invalid>;

/// A place in a document to come back to.
#[derive(Clone, Copy)]
pub struct Place {
    at: usize,
    depth: usize,
    names: usize,
}

/// The number of unknown names up to which each is compared with all before it. The
/// names of larger objects are sorted in the end.
const SMALL: usize = 16;

impl<'de> Checker<'de> {
    pub(crate) fn new(text: &'de str) -> Self {
        Checker {
            text,
            at: 0,
            depth: 0,
            names: Vec::new(),
            is_evaluated: false,
        }
    }

    /// Checks a model. What its type does not express is evaluated first, if no value
    /// around it has been.
    pub fn model<T: Model>(&mut self) -> Validity {
        #[cfg(feature = "validate")]
        if let (Some(subschema), false) = (T::RESIDUAL, self.is_evaluated) {
            let text = self.read(Reader::next_value)?;
            if !subschema.accepts(text) {
                return Err(Invalid);
            }
            let start = self.place();
            self.is_evaluated = true;
            let validity = T::check(self);
            self.is_evaluated = false;
            if validity.is_err() {
                // With names that are not unique, for one, nothing was evaluated.
                self.rewind(start);
            }
            return validity;
        }
        T::check(self)
    }

    /// Where checking ended that rejected a value. All values that end before it are accepted,
    /// as what reads a value more than once goes back to its beginning if it rejects it.
    pub(crate) fn offset(&self) -> usize {
        self.at
    }

    /// The place of the next value, for [`rewind`](Self::rewind).
    #[inline]
    pub fn place(&self) -> Place {
        Place {
            at: self.at,
            depth: self.depth,
            names: self.names.len(),
        }
    }

    /// Goes back to a place.
    #[inline]
    pub fn rewind(&mut self, place: Place) {
        self.at = place.at;
        self.depth = place.depth;
        self.names.truncate(place.names);
    }

    /// Checks a value by each of several functions.
    pub fn by_all(&mut self, checks: &[fn(&mut Self) -> Validity]) -> Validity {
        let start = self.place();
        for check in checks {
            self.rewind(start);
            if check(self).is_err() {
                self.rewind(start);
                return Err(Invalid);
            }
        }
        Ok(())
    }

    /// Slow path: checks by running the full reader.
    pub fn read<T>(
        &mut self,
        read: impl FnOnce(&mut Reader<'de>) -> Result<T, ReadError>,
    ) -> Result<T, Invalid> {
        let mut reader = Reader::resumed(self.text, self.at, self.depth);
        reader.is_evaluated = self.is_evaluated;
        let value = read(&mut reader).map_err(|_| Invalid)?;
        // Without the white space that follows: the value may still be rejected.
        self.at = reader.offset();
        Ok(value)
    }
}
