//! The tokens of JSON (RFC 8259), read from bytes. Only what is kept is checked
//! to be UTF-8: beyond ASCII, JSON allows nothing outside strings.

use std::borrow::Cow;

use super::number;
use super::read_error::ReadError;
use super::short_number::ShortNumber;
use super::strings::{STEP, copy_plain, end_of_short, is_plain, skip_plain, unescape_one};
use crate::error::ErrorKind;

/// The type of the value that a first character announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the variants are the types of JSON")]
pub enum Kind {
    Null,
    Boolean,
    Number,
    String,
    Array,
    Object,
}

impl Kind {
    /// The type of the value that begins with this byte.
    #[inline]
    pub(crate) fn announced_by(byte: u8) -> Option<Kind> {
        match byte {
            b'n' => Some(Kind::Null),
            b't' | b'f' => Some(Kind::Boolean),
            b'-' | b'0'..=b'9' => Some(Kind::Number),
            b'"' => Some(Kind::String),
            b'[' => Some(Kind::Array),
            b'{' => Some(Kind::Object),
            _ => None,
        }
    }

    /// The type with its article, for messages.
    pub(crate) fn describe(self) -> &'static str {
        match self {
            Kind::Null => "null",
            Kind::Boolean => "a boolean",
            Kind::Number => "a number",
            Kind::String => "a string",
            Kind::Array => "an array",
            Kind::Object => "an object",
        }
    }
}

/// A place in a document.
pub(crate) struct Lexer<'de> {
    bytes: &'de [u8],
    /// The same as text, if all of it is UTF-8; or else empty.
    text: &'de str,
    at: usize,
    /// Where strings with escapes are unescaped; it only grows.
    scratch: Vec<u8>,
}

impl<'de> Lexer<'de> {
    /// A text that may not be UTF-8.
    pub(crate) fn new(bytes: &'de [u8]) -> Self {
        Lexer {
            bytes,
            // At once this is many times as fast as string by string.
            text: simdutf8::basic::from_utf8(bytes).unwrap_or_default(),
            at: 0,
            scratch: Vec::new(),
        }
    }

    /// A text that is UTF-8.
    pub(crate) fn of_text(text: &'de str) -> Self {
        Lexer {
            bytes: text.as_bytes(),
            text,
            at: 0,
            scratch: Vec::new(),
        }
    }

    /// Byte offset of the next character.
    #[inline]
    pub(crate) fn offset(&self) -> usize {
        self.at
    }

    /// Goes to another place of the document.
    #[inline]
    pub(crate) fn go_to(&mut self, at: usize) {
        self.at = at;
    }

    /// The bytes from an offset to another.
    #[cfg(feature = "validate")]
    pub(crate) fn slice(&self, start: usize, end: usize) -> &'de [u8] {
        &self.bytes[start..end]
    }

    /// The same document, at another place.
    pub(crate) fn rewound(&self, at: usize) -> Self {
        Lexer {
            at,
            scratch: Vec::new(),
            ..*self
        }
    }

    /// Skips white space (§2) and returns the next byte, without taking it.
    #[inline]
    pub(crate) fn peek(&mut self) -> Option<u8> {
        while let Some(byte) = self.bytes.get(self.at) {
            match byte {
                b' ' | b'\n' | b'\r' | b'\t' => self.at += 1,
                _ => return Some(*byte),
            }
        }
        None
    }

    /// Takes the next byte if it is this one.
    #[inline]
    pub(crate) fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    /// The type of the value that begins here.
    #[inline]
    pub(crate) fn kind(&mut self) -> Result<Kind, ReadError> {
        let kind = self.peek().and_then(Kind::announced_by);
        kind.ok_or_else(|| self.unexpected("a value"))
    }

    pub(crate) fn null(&mut self) -> Result<(), ReadError> {
        self.literal("null")
    }

    pub(crate) fn boolean(&mut self) -> Result<bool, ReadError> {
        let value = self.peek() == Some(b't');
        self.literal(if value { "true" } else { "false" })?;
        Ok(value)
    }

    fn literal(&mut self, word: &str) -> Result<(), ReadError> {
        if !self.bytes[self.at..].starts_with(word.as_bytes()) {
            // It begins like this one.
            let message = format!("expected {word}, found another word");
            return Err(ReadError::new(ErrorKind::Syntax, self.at, message));
        }
        self.at += word.len();
        Ok(())
    }

    /// The spelling of a number (§6).
    #[inline]
    pub(crate) fn number(&mut self) -> Result<&'de str, ReadError> {
        let start = self.at;
        match number::end(self.bytes, start) {
            Ok(end) => {
                self.at = end;
                self.text(start, end)
            }
            Err(at) => {
                self.at = at;
                Err(self.unexpected(match self.byte() {
                    Some(b'0'..=b'9') => "no digit after the zero that a number begins with",
                    _ => "a digit",
                }))
            }
        }
    }

    /// Takes a number of few digits from which the function makes something.
    #[inline]
    pub(crate) fn short_number<T>(&mut self, take: impl Fn(ShortNumber) -> Option<T>) -> Option<T> {
        let (number, end) = ShortNumber::read(self.bytes, self.at)?;
        let taken = take(number)?;
        self.at = end;
        Some(taken)
    }

    /// The value of a string (§7), borrowed where it has no escapes.
    pub(crate) fn string(&mut self) -> Result<Cow<'de, str>, ReadError> {
        let start = self.at + 1;
        if let Some(end) = end_of_short(self.bytes, start) {
            self.at = end + 1;
            return self.text(start, end).map(Cow::Borrowed);
        }
        let end = skip_plain(self.bytes, start);
        if self.bytes.get(end) == Some(&b'"') {
            self.at = end + 1;
            return self.text(start, end).map(Cow::Borrowed);
        }
        // What is plain at the beginning is looked at again; it is short.
        self.unescape(start).map(Cow::Owned).map_err(|failure| {
            // Bytes before the failure may be no text at all, which comes first.
            let end = failure.offset().unwrap_or(start).max(start);
            text(self.bytes, start, end).err().unwrap_or(failure)
        })
    }

    /// The value of the string that begins at `start`, whatever it holds.
    fn unescape(&mut self, start: usize) -> Result<String, ReadError> {
        let bytes = self.bytes;
        let scratch = &mut self.scratch;
        let mut length = 0;
        let mut at = start;
        loop {
            // Room for a step and an escape at least.
            if scratch.len() < length + 2 * STEP {
                scratch.resize((2 * length).max(4096), 0);
            }
            match bytes.get(at) {
                Some(b'"') => break,
                Some(b'\\') => {
                    let (written, taken) = unescape_one(bytes, at, &mut scratch[length..])?;
                    length += written;
                    at += taken;
                }
                // The first byte of a string, or the room was used up.
                Some(byte) if is_plain(*byte) => {}
                Some(_) => {
                    let why = "a control character must be escaped in a string";
                    return Err(ReadError::new(ErrorKind::Syntax, at, why));
                }
                None => {
                    let why = "the string that begins here never ends";
                    return Err(ReadError::new(ErrorKind::Syntax, self.at, why));
                }
            }
            let plain = copy_plain(bytes, at, &mut scratch[length..]);
            length += plain;
            at += plain;
        }
        self.at = at + 1;
        match str::from_utf8(&scratch[..length]) {
            Ok(value) => Ok(value.to_owned()),
            // The unescaped text is UTF-8, so the rest is not: report where.
            Err(_) => text(bytes, start, at).map(str::to_owned),
        }
    }

    /// Checks a value of this type, unless it has parts.
    pub(crate) fn scalar(&mut self, kind: Kind) -> Result<(), ReadError> {
        match kind {
            Kind::Null => self.null(),
            Kind::Boolean => self.boolean().map(drop),
            Kind::Number => self.number().map(drop),
            Kind::String => self.string().map(drop),
            Kind::Array | Kind::Object => Ok(()),
        }
    }

    /// The end of the text, after white space.
    pub(crate) fn end(&mut self) -> Result<(), ReadError> {
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(self.unexpected("the end of the document")),
        }
    }

    /// A syntax error at the next character.
    pub(crate) fn unexpected(&mut self, expected: &str) -> ReadError {
        let rest = &self.bytes[self.at..];
        let next = rest.utf8_chunks().next();
        let found = match next.map(|chunk| chunk.valid().chars().next()) {
            Some(Some(c)) if c.is_control() => format!("the character U+{:04X}", u32::from(c)),
            Some(Some(c)) if is_like_space(c) => format!(
                "the character U+{:04X}, which JSON does not take for a space: write a plain one",
                u32::from(c)
            ),
            Some(Some(c)) => format!("'{c}'"),
            Some(None) => match text(self.bytes, self.at, self.bytes.len()) {
                Err(failure) => return failure,
                // The chunk begins with what is not UTF-8.
                Ok(_) => "bytes that are not UTF-8".to_owned(),
            },
            None if self.bytes.trim_ascii().is_empty() => "nothing: the input is empty".to_owned(),
            None => "the end of the input".to_owned(),
        };
        let message = format!("expected {expected}, found {found}");
        ReadError::new(ErrorKind::Syntax, self.at, message)
    }

    #[inline]
    fn byte(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// The text between two offsets.
    #[inline]
    fn text(&self, start: usize, end: usize) -> Result<&'de str, ReadError> {
        match self.text.get(start..end) {
            Some(text) => Ok(text),
            None => text(self.bytes, start, end),
        }
    }
}

/// Whether it is white space, but not that of JSON, or cannot be seen at all.
fn is_like_space(c: char) -> bool {
    let invisible = matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
    );
    invisible || !c.is_ascii() && c.is_whitespace()
}

/// The bytes between two offsets, as text.
fn text(bytes: &[u8], start: usize, end: usize) -> Result<&str, ReadError> {
    str::from_utf8(&bytes[start..end]).map_err(|error| {
        let offset = start + error.valid_up_to();
        let message = "the bytes from here on are not UTF-8";
        ReadError::new(ErrorKind::Encoding, offset, message).caused_by(error)
    })
}
