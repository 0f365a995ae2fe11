//! A text that is judged token by token, and read again where that is necessary.

mod members;
mod tokens;

use std::borrow::Cow;

pub(super) use members::Name;

use super::names::{Names, Print};
use crate::document::Document;
use crate::limits::MAX_DEPTH;
use crate::text::lexer::Kind;
use crate::text::number;
use crate::text::strings::unescape_one;
use crate::typed::checker::block::BLOCK;
use crate::typed::checker::{Invalid, Validity};
use tokens::Tokens;

/// A text, which is UTF-8, and the next token of it.
pub(super) struct Cursor<'d> {
    text: &'d str,
    /// The offset of the next token; after the last one that of the end.
    at: usize,
    depth: usize,
    /// The names of all objects that the place is in, as far as no rule names them, and the strings
    /// of arrays that must differ: those of an inner value follow those of the outer one.
    names: Vec<Name>,
    /// Where the block of the place begins.
    block: usize,
    /// The tokens of the block.
    all: u64,
    /// Those from the place on.
    next: u64,
    tokens: Tokens,
    /// Whether there are escapes in what was read.
    has_escapes: bool,
    /// Whether a string is none; all that comes next is invalid.
    is_broken: bool,
}

/// A place to come back to.
#[derive(Clone, Copy)]
pub(super) struct Place {
    at: usize,
    depth: usize,
    names: usize,
}

impl<'d> Cursor<'d> {
    pub(super) fn new(text: &'d str) -> Self {
        let mut cursor = Cursor {
            text,
            at: 0,
            depth: 0,
            names: Vec::new(),
            block: 0,
            all: 0,
            next: 0,
            tokens: Tokens::default(),
            has_escapes: false,
            is_broken: false,
        };
        cursor.seek(0);
        cursor
    }

    /// Goes to the first token from an offset on, which must not be in a string.
    fn seek(&mut self, at: usize) {
        self.tokens = Tokens::default();
        self.load(at);
        self.settle();
    }

    fn load(&mut self, block: usize) {
        self.block = block;
        self.all = self
            .tokens
            .of_block(self.text.as_bytes(), block)
            .unwrap_or_else(|Invalid| {
                self.is_broken = true;
                self.block = self.text.len();
                0
            });
        self.next = self.all;
        self.has_escapes |= self.tokens.last_escape > 0;
    }

    /// Finds the next token.
    #[inline(always)]
    fn settle(&mut self) {
        match self.next {
            0 => self.settle_further(),
            next => self.at = self.block + next.trailing_zeros() as usize,
        }
    }

    /// Finds the next token in a block that follows.
    #[inline(never)]
    fn settle_further(&mut self) {
        while self.next == 0 {
            let block = self.block + BLOCK;
            if block >= self.text.len() {
                self.at = self.text.len();
                return;
            }
            self.load(block);
        }
        self.at = self.block + self.next.trailing_zeros() as usize;
    }

    /// Goes to the token after the next.
    #[inline(always)]
    fn advance(&mut self) {
        self.next &= self.next.wrapping_sub(1);
        self.settle();
    }

    /// The first byte of the next token.
    #[inline(always)]
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Takes this token, if it is the next.
    #[inline(always)]
    fn take(&mut self, token: u8) -> bool {
        let is_next = self.byte() == Some(token);
        if is_next {
            self.advance();
        }
        is_next
    }

    #[inline(always)]
    fn expect(&mut self, token: u8) -> Validity {
        self.take(token).then_some(()).ok_or(Invalid)
    }

    /// The place of the next token, for [`rewind`](Self::rewind).
    #[inline]
    pub(super) fn place(&self) -> Place {
        Place {
            at: self.at,
            depth: self.depth,
            names: self.names.len(),
        }
    }

    /// Goes to a place.
    #[inline]
    pub(super) fn rewind(&mut self, place: Place) {
        self.depth = place.depth;
        self.names.truncate(place.names);
        match place.at.checked_sub(self.block) {
            Some(offset) if offset < BLOCK => {
                self.next = self.all & u64::MAX << offset;
                self.settle();
            }
            _ => self.seek(place.at),
        }
    }

    /// The number of bytes since a place; none, if that is ahead.
    pub(super) fn distance_from(&self, place: Place) -> usize {
        self.at.saturating_sub(place.at)
    }

    /// The next value as a document, for what has to be evaluated.
    pub(super) fn document(&mut self) -> Result<Document<'d>, Invalid> {
        let depth = MAX_DEPTH - self.depth;
        let (document, end) = Document::value_at(self.text, self.at, depth).ok_or(Invalid)?;
        self.seek(end);
        Ok(document)
    }

    /// The type of the next value.
    #[inline(always)]
    pub(super) fn kind(&self) -> Result<Kind, Invalid> {
        self.byte().and_then(Kind::announced_by).ok_or(Invalid)
    }

    pub(super) fn null(&mut self) -> Validity {
        self.literal("null")
    }

    #[inline(always)]
    pub(super) fn truth(&mut self) -> Result<bool, Invalid> {
        let is_false = self.byte() == Some(b'f');
        // Without a branch for each: no processor foresees which one comes next.
        let expected = if is_false { *b"alse" } else { *b"true" };
        let start = self.at + usize::from(is_false);
        let found = self.text.as_bytes().get(start..);
        match found.and_then(|rest| rest.first_chunk()) {
            Some(word) if *word == expected => {
                self.end_scalar(start + expected.len())?;
                Ok(!is_false)
            }
            _ => Err(Invalid),
        }
    }

    #[inline(always)]
    fn literal(&mut self, word: &str) -> Validity {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        match rest.starts_with(word.as_bytes()) {
            true => self.end_scalar(self.at + word.len()),
            false => Err(Invalid),
        }
    }

    /// A number (RFC 8259 §6), as it is spelled.
    #[inline]
    pub(super) fn number(&mut self) -> Result<&'d str, Invalid> {
        let start = self.at;
        let end = number::end(self.text.as_bytes(), start).map_err(|_| Invalid)?;
        self.end_scalar(end)?;
        self.text.get(start..end).ok_or(Invalid)
    }

    /// Goes on after a number or a literal, to which nothing else may be attached.
    #[inline(always)]
    fn end_scalar(&mut self, end: usize) -> Validity {
        match self.text.as_bytes().get(end) {
            None | Some(b',' | b'}' | b']' | b' ' | b'\n' | b'\r' | b'\t') => {
                self.advance();
                Ok(())
            }
            Some(_) => Err(Invalid),
        }
    }

    /// Takes a string; the offsets of its content.
    #[inline(always)]
    fn inside(&mut self) -> Result<(usize, usize), Invalid> {
        let start = self.at + 1;
        self.expect(b'"')?;
        // The token after a quote that opens is the one that closes.
        let end = self.at;
        self.expect(b'"')?;
        Ok((start, end))
    }

    /// Takes a string, and returns its value, borrowed where it has no escapes.
    #[inline(always)]
    pub(super) fn text(&mut self) -> Result<Cow<'d, str>, Invalid> {
        let (start, end) = self.inside()?;
        let text = self.text.get(start..end).ok_or(Invalid)?;
        match self.may_have_escapes(start) {
            true => unescaped(text),
            false => Ok(Cow::Borrowed(text)),
        }
    }

    /// Whether the string that begins at an offset, and has just been taken, may have escapes.
    #[inline(always)]
    fn may_have_escapes(&self, start: usize) -> bool {
        self.tokens.last_escape > start
    }

    /// Takes a value of any type.
    pub(super) fn value(&mut self) -> Validity {
        let kind = self.kind()?;
        self.value_of(kind)
    }

    /// Takes a value of a type.
    #[inline(always)]
    pub(super) fn value_of(&mut self, kind: Kind) -> Validity {
        match kind {
            Kind::String => self.inside().map(drop),
            _ => self.other_value(kind),
        }
    }

    #[inline(never)]
    fn other_value(&mut self, kind: Kind) -> Validity {
        match kind {
            Kind::Null => self.null(),
            Kind::Boolean => self.truth().map(drop),
            Kind::Number => self.number().map(drop),
            Kind::String => self.inside().map(drop),
            Kind::Array => self.array(Self::value),
            Kind::Object => self.object(),
        }
    }

    /// Takes an array; the function takes each element.
    pub(super) fn array(&mut self, mut element: impl FnMut(&mut Self) -> Validity) -> Validity {
        self.open(b'[')?;
        let mut more = !self.take(b']');
        while more {
            element(self)?;
            more = match self.byte() {
                Some(b',') => true,
                Some(b']') => false,
                _ => return Err(Invalid),
            };
            self.advance();
        }
        self.depth -= 1;
        Ok(())
    }

    /// Takes the bracket that opens an array or an object.
    #[inline(always)]
    fn open(&mut self, bracket: u8) -> Validity {
        self.expect(bracket)?;
        if self.depth == MAX_DEPTH {
            return Err(Invalid);
        }
        self.depth += 1;
        Ok(())
    }

    /// The print of the string that has just been taken, by the offsets of its content.
    #[inline(always)]
    fn print_of(&self, start: usize, end: usize) -> Result<Print, Invalid> {
        Ok(match self.may_have_escapes(start) {
            true => Print::of(&unescaped(&self.text[start..end])?),
            false => Print::at(self.text.as_bytes(), start, end),
        })
    }

    /// Takes a string; whether it is one of some.
    #[inline]
    pub(super) fn is_one_of(&mut self, texts: &Names<()>) -> Result<bool, Invalid> {
        let (start, end) = self.inside()?;
        let print = self.print_of(start, end)?;
        let is = |text: &str| unescaped(&self.text[start..end]).is_ok_and(|own| own == text);
        Ok(texts.find(&print, is).is_some())
    }

    /// Takes a string; the hash of its value.
    pub(super) fn hash_of_text(&mut self) -> Result<u64, Invalid> {
        let (start, end) = self.inside()?;
        Ok(self.print_of(start, end)?.hash)
    }

    /// The end of the text.
    pub(super) fn end(&self) -> Validity {
        match self.at == self.text.len() && !self.is_broken {
            true => Ok(()),
            false => Err(Invalid),
        }
    }
}

/// The value of a string that is spelled like this.
#[inline]
fn unescaped(text: &str) -> Result<Cow<'_, str>, Invalid> {
    match text.contains('\\') {
        true => unescape(text).map(Cow::Owned),
        false => Ok(Cow::Borrowed(text)),
    }
}

fn unescape(text: &str) -> Result<String, Invalid> {
    let mut value = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((plain, _)) = rest.split_once('\\') {
        value.push_str(plain);
        let mut character = [0; 4];
        let escape = unescape_one(rest.as_bytes(), plain.len(), &mut character);
        let (written, taken) = escape.map_err(|_| Invalid)?;
        value.push_str(str::from_utf8(&character[..written]).map_err(|_| Invalid)?);
        rest = rest.get(plain.len() + taken..).ok_or(Invalid)?;
    }
    value.push_str(rest);
    Ok(value)
}
