//! The tokens between strings (RFC 8259 §2 to §6).

use super::{Checker, Invalid, Validity};
use crate::limits::MAX_DEPTH;
use crate::text::lexer::Kind;
use crate::text::number;
use crate::text::short_number::ShortNumber;

impl<'de> Checker<'de> {
    #[inline]
    pub(super) fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Skips white space and returns the next byte, without taking it.
    #[inline]
    pub(super) fn peek(&mut self) -> Option<u8> {
        let byte = self.byte();
        // In a compact document there is none.
        match byte {
            Some(b' ' | b'\n' | b'\r' | b'\t') => self.skip_white_space(),
            _ => byte,
        }
    }

    fn skip_white_space(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        // A line break, and what the next line is indented by.
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.byte() {
            self.at += 1;
            while let Some(b"        ") = bytes.get(self.at..self.at + 8) {
                self.at += 8;
            }
        }
        self.byte()
    }

    /// Takes this byte if it comes next.
    #[inline]
    pub(super) fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    #[inline]
    pub(super) fn expect(&mut self, byte: u8) -> Validity {
        self.take(byte).then_some(()).ok_or(Invalid)
    }

    /// The type of the next value, by its first byte.
    #[inline]
    pub fn kind(&mut self) -> Result<Kind, Invalid> {
        self.peek().and_then(Kind::announced_by).ok_or(Invalid)
    }

    /// Checks null.
    pub fn null(&mut self) -> Validity {
        self.peek();
        self.literal("null")
    }

    /// Checks a boolean.
    #[inline]
    pub fn boolean(&mut self) -> Validity {
        self.truth().map(drop)
    }

    /// Checks a boolean, and returns it.
    #[inline]
    pub(crate) fn truth(&mut self) -> Result<bool, Invalid> {
        match self.peek() {
            Some(b't') => self.literal("true").map(|()| true),
            _ => self.literal("false").map(|()| false),
        }
    }

    #[inline]
    fn literal(&mut self, word: &str) -> Validity {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        if !rest.starts_with(word.as_bytes()) {
            return Err(Invalid);
        }
        self.at += word.len();
        Ok(())
    }

    /// Checks a number, and returns its spelling (§6).
    #[inline]
    pub fn number(&mut self) -> Result<&'de str, Invalid> {
        self.peek();
        let start = self.at;
        self.at = number::end(self.text.as_bytes(), start).map_err(|_| Invalid)?;
        self.text.get(start..self.at).ok_or(Invalid)
    }

    /// Takes a number of few digits from which the function makes something.
    #[inline]
    pub(crate) fn short_number<T>(&mut self, take: impl Fn(ShortNumber) -> Option<T>) -> Option<T> {
        self.peek();
        let (number, end) = ShortNumber::read(self.text.as_bytes(), self.at)?;
        let taken = take(number)?;
        self.at = end;
        Some(taken)
    }

    /// Checks an array; the function checks each element.
    pub fn array(&mut self, mut element: impl FnMut(&mut Self) -> Validity) -> Validity {
        self.open(b'[')?;
        let mut more = !self.take(b']');
        while more {
            element(self)?;
            more = match self.peek() {
                Some(b',') => true,
                Some(b']') => false,
                _ => return Err(Invalid),
            };
            self.at += 1;
        }
        self.depth -= 1;
        Ok(())
    }

    /// Checks a value of any type.
    pub fn value(&mut self) -> Validity {
        match self.kind()? {
            Kind::Null => self.null(),
            Kind::Boolean => self.boolean(),
            Kind::Number => self.number().map(drop),
            Kind::String => self.string(),
            Kind::Array => self.array(Self::value),
            Kind::Object => self.object(Self::value),
        }
    }

    /// Takes the bracket that opens an array or an object.
    #[inline]
    pub(super) fn open(&mut self, bracket: u8) -> Validity {
        self.expect(bracket)?;
        if self.depth == MAX_DEPTH {
            return Err(Invalid);
        }
        self.depth += 1;
        Ok(())
    }

    /// The end of the document, after white space.
    pub(crate) fn end(&mut self) -> Validity {
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(Invalid),
        }
    }
}
