//! Reads one JSON document, value by value. Every failure knows its place.

use std::borrow::Cow;

use crate::error::ErrorKind;
use crate::limits::MAX_DEPTH;
use crate::text::lexer::{Kind, Lexer};
use crate::text::number::{self, NoInteger};
use crate::text::read_error::ReadError;
use crate::text::short_number::ShortNumber;
use crate::typed::model::Model;

/// A document that is being read.
pub struct Reader<'de> {
    lexer: Lexer<'de>,
    depth: usize,
    /// Whether its numbers may have been rounded before they came here.
    rounded: bool,
    /// Whether the value around the place has been evaluated.
    pub(super) is_evaluated: bool,
}

/// A place in a document to come back to.
#[derive(Clone, Copy)]
pub struct Mark {
    offset: usize,
    depth: usize,
}

impl Mark {
    /// Its offset.
    pub(crate) fn offset(self) -> usize {
        self.offset
    }
}

impl<'de> Reader<'de> {
    pub(crate) fn new(bytes: &'de [u8]) -> Self {
        Reader {
            lexer: Lexer::new(bytes),
            depth: 0,
            rounded: false,
            is_evaluated: false,
        }
    }

    /// A document whose large numbers are not to be trusted as integers.
    pub(crate) fn rounded(bytes: &'de [u8]) -> Self {
        Reader {
            rounded: true,
            ..Self::new(bytes)
        }
    }

    /// A document that others have read as far as a place.
    pub(crate) fn resumed(text: &'de str, at: usize, depth: usize) -> Self {
        let mut lexer = Lexer::of_text(text);
        lexer.go_to(at);
        Reader {
            lexer,
            depth,
            rounded: false,
            is_evaluated: false,
        }
    }

    /// Rejects anything but white space after the document.
    pub(crate) fn end(&mut self) -> Result<(), ReadError> {
        self.lexer.end()
    }

    /// Reads a model. What its type does not express is evaluated first, if no value
    /// around it has been.
    pub fn model<T: Model>(&mut self) -> Result<T, ReadError> {
        #[cfg(feature = "validate")]
        if let (Some(subschema), false) = (T::RESIDUAL, self.is_evaluated) {
            let text = self.next_value()?;
            if !subschema.accepts(text) {
                let start = self.place();
                return Err(subschema.refusal(text).moved(start));
            }
            self.is_evaluated = true;
            let value = T::read(self);
            self.is_evaluated = false;
            return value;
        }
        T::read(self)
    }

    /// The text of the next value, which is not consumed.
    #[cfg(feature = "validate")]
    pub(super) fn next_value(&mut self) -> Result<&'de [u8], ReadError> {
        let start = self.mark();
        self.skip()?;
        let end = self.lexer.offset();
        self.rewind(start);
        Ok(self.lexer.slice(start.offset, end))
    }

    /// The offset at which the next value begins.
    #[inline]
    pub fn place(&mut self) -> usize {
        self.lexer.peek();
        self.lexer.offset()
    }

    /// The offset after what was read.
    pub(super) fn offset(&self) -> usize {
        self.lexer.offset()
    }

    /// The place of the next value, for [`rewind`](Self::rewind).
    #[inline]
    pub fn mark(&mut self) -> Mark {
        Mark {
            offset: self.place(),
            depth: self.depth,
        }
    }

    /// Goes back, or forward again, to a place.
    #[inline]
    pub fn rewind(&mut self, mark: Mark) {
        self.lexer.go_to(mark.offset);
        self.depth = mark.depth;
    }

    /// The type of the next value.
    #[inline]
    pub fn kind(&mut self) -> Result<Kind, ReadError> {
        self.lexer.kind()
    }

    /// Fails because the next value has another type than was expected.
    pub fn unexpected<T>(&mut self, expected: &str) -> Result<T, ReadError> {
        let found = self.lexer.kind()?;
        let start = self.lexer.offset();
        // `nul` is no null, and no JSON either.
        self.lexer.scalar(found)?;
        let message = format!("expected {expected}, found {}", found.describe());
        Err(ReadError::new(ErrorKind::Type, start, message))
    }

    #[inline]
    fn expect(&mut self, kind: Kind, expected: &str) -> Result<(), ReadError> {
        match self.lexer.kind()? == kind {
            true => Ok(()),
            false => self.unexpected(expected),
        }
    }

    /// Reads null.
    pub fn null(&mut self) -> Result<(), ReadError> {
        self.expect(Kind::Null, "null")?;
        self.lexer.null()
    }

    /// Reads a boolean.
    pub fn boolean(&mut self) -> Result<bool, ReadError> {
        self.expect(Kind::Boolean, "a boolean")?;
        self.lexer.boolean()
    }

    /// Reads a string, borrowed where it has no escapes.
    #[inline]
    pub fn string(&mut self) -> Result<Cow<'de, str>, ReadError> {
        self.expect(Kind::String, "a string")?;
        let start = self.lexer.offset();
        self.lexer.string().map_err(|failure| failure.at(start))
    }

    /// Reads a number as it is spelled.
    #[inline]
    pub fn number(&mut self) -> Result<&'de str, ReadError> {
        self.expect(Kind::Number, "a number")?;
        self.lexer.number()
    }

    /// Reads an integer, if it has few digits and is spelled as one.
    #[inline]
    pub(crate) fn short_integer<T: TryFrom<i64>>(&mut self) -> Option<T> {
        self.lexer.peek();
        let take = |number: ShortNumber| T::try_from(number.to_integer()?).ok();
        self.lexer.short_number(take)
    }

    /// Reads an integer. `expected` is its type, if it is not one.
    pub(crate) fn integer(&mut self, expected: &str) -> Result<i128, ReadError> {
        self.expect(Kind::Number, "an integer")?;
        let start = self.lexer.offset();
        let spelling = self.lexer.number()?;
        match number::integer(spelling) {
            // Another integer may have been rounded to this one.
            Ok(integer) if self.rounded && number::is_rounded(spelling, integer) => {
                Err(beyond(expected, start))
            }
            Ok(integer) => Ok(integer),
            Err(NoInteger::Range) => Err(beyond(expected, start)),
            Err(NoInteger::Fraction) => {
                let message = "expected an integer, found a number with a fraction";
                Err(ReadError::new(ErrorKind::Type, start, message))
            }
        }
    }

    /// Reads a number that a double holds.
    #[inline]
    pub(crate) fn double(&mut self) -> Result<f64, ReadError> {
        let start = self.place();
        if let Some(value) = self.lexer.short_number(ShortNumber::to_double) {
            return Ok(value);
        }
        number::double(self.number()?).ok_or_else(|| beyond_doubles(start))
    }

    /// Reads an array; the function reads each element.
    pub fn array(
        &mut self,
        mut element: impl FnMut(&mut Self) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        self.expect(Kind::Array, "an array")?;
        self.enter()?;
        let mut more = !self.lexer.take(b']');
        let mut index = 0;
        while more {
            element(self).map_err(|failure| failure.within_index(index))?;
            index += 1;
            more = self.lexer.take(b',');
            if !more && !self.lexer.take(b']') {
                return Err(self.lexer.unexpected("',' or ']'"));
            }
        }
        self.depth -= 1;
        Ok(())
    }

    /// Reads an object; the function is given each name, and reads its value.
    /// A failure without a place is that of the name.
    pub fn object(
        &mut self,
        mut property: impl FnMut(&mut Self, Cow<'de, str>) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        self.scan(|reader, name| property(reader, name).map(|()| true))
            .map(drop)
    }

    /// Reads an object until the function, which is given each name and reads its
    /// value, has seen enough; whether it has seen all.
    pub(crate) fn scan(
        &mut self,
        mut property: impl FnMut(&mut Self, Cow<'de, str>) -> Result<bool, ReadError>,
    ) -> Result<bool, ReadError> {
        self.expect(Kind::Object, "an object")?;
        self.enter()?;
        let mut more = !self.lexer.take(b'}');
        while more {
            if self.lexer.peek() != Some(b'"') {
                return Err(self.lexer.unexpected("a property name in double quotes"));
            }
            let start = self.lexer.offset();
            let name = self.lexer.string()?;
            if !self.lexer.take(b':') {
                return Err(self.lexer.unexpected("':'"));
            }
            let goes_on = property(self, name).map_err(|failure| {
                // Only failures need the name again, so only they pay for it.
                match self.lexer.rewound(start).string() {
                    Ok(name) => failure.at(start).within_key(name),
                    Err(failure) => failure,
                }
            })?;
            if !goes_on {
                return Ok(false);
            }
            more = self.lexer.take(b',');
            if !more && !self.lexer.take(b'}') {
                return Err(self.lexer.unexpected("',' or '}'"));
            }
        }
        self.depth -= 1;
        Ok(true)
    }

    /// The text of the first property of an object, if it has this name. Afterwards the place is
    /// unknown.
    pub(crate) fn first_property(&mut self, name: &str) -> Option<Cow<'de, str>> {
        let is_first = self.lexer.take(b'{')
            && self.lexer.peek() == Some(b'"')
            && self.lexer.string().ok()? == name
            && self.lexer.take(b':')
            && self.lexer.peek() == Some(b'"');
        is_first.then(|| self.lexer.string().ok())?
    }

    /// Skips the next value without examining its content.
    pub(crate) fn skip(&mut self) -> Result<(), ReadError> {
        match self.lexer.kind()? {
            Kind::Array => self.array(Self::skip),
            Kind::Object => self.object(|reader, _| reader.skip()),
            kind => self.lexer.scalar(kind),
        }
    }

    /// Takes the bracket that opens an array or object.
    #[inline]
    fn enter(&mut self) -> Result<(), ReadError> {
        if self.depth == MAX_DEPTH {
            let message = format!("nested deeper than {MAX_DEPTH} levels");
            return Err(ReadError::new(
                ErrorKind::Depth,
                self.lexer.offset(),
                message,
            ));
        }
        self.depth += 1;
        let bracket = self.lexer.peek();
        bracket.map(|byte| self.lexer.take(byte));
        Ok(())
    }
}

/// The refusal of a number at an offset.
#[cold]
fn beyond_doubles(offset: usize) -> ReadError {
    let message = "expected a double, found a number that no double holds to the digit";
    ReadError::new(ErrorKind::NumberRange, offset, message)
}

/// The refusal of an integer at an offset.
#[cold]
pub(crate) fn beyond(expected: &str, offset: usize) -> ReadError {
    let message = format!("expected {expected}, found an integer beyond that");
    ReadError::new(ErrorKind::IntegerRange, offset, message)
}
