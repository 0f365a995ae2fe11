//! The tokens of JSON (RFC 8259), read from text without building anything.

use std::borrow::Cow;

use super::failure::Failure;
use crate::error::ErrorKind;

/// The type of the value that a first character announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Null,
    Boolean,
    Number,
    String,
    Array,
    Object,
}

impl Kind {
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

/// A place in a JSON text.
pub(crate) struct Lexer<'de> {
    text: &'de str,
    at: usize,
}

impl<'de> Lexer<'de> {
    pub(crate) fn new(text: &'de str) -> Self {
        Lexer { text, at: 0 }
    }

    /// Byte offset of the next character.
    pub(crate) fn offset(&self) -> usize {
        self.at
    }

    /// The same text, at another place.
    pub(crate) fn rewound(&self, at: usize) -> Self {
        Lexer {
            text: self.text,
            at,
        }
    }

    /// Skips white space (§2) and returns the next byte, without taking it.
    pub(crate) fn peek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        while let Some(byte) = bytes.get(self.at) {
            match byte {
                b' ' | b'\n' | b'\r' | b'\t' => self.at += 1,
                _ => return Some(*byte),
            }
        }
        None
    }

    /// Takes the next byte if it is this one.
    pub(crate) fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    /// The type of the value that begins here.
    pub(crate) fn kind(&mut self) -> Result<Kind, Failure> {
        match self.peek() {
            Some(b'n') => Ok(Kind::Null),
            Some(b't' | b'f') => Ok(Kind::Boolean),
            Some(b'-' | b'0'..=b'9') => Ok(Kind::Number),
            Some(b'"') => Ok(Kind::String),
            Some(b'[') => Ok(Kind::Array),
            Some(b'{') => Ok(Kind::Object),
            _ => Err(self.unexpected("a value")),
        }
    }

    pub(crate) fn null(&mut self) -> Result<(), Failure> {
        self.literal("null")
    }

    pub(crate) fn boolean(&mut self) -> Result<bool, Failure> {
        let value = self.peek() == Some(b't');
        self.literal(if value { "true" } else { "false" })?;
        Ok(value)
    }

    fn literal(&mut self, word: &str) -> Result<(), Failure> {
        if !self.text.as_bytes()[self.at..].starts_with(word.as_bytes()) {
            return Err(self.unexpected(word));
        }
        self.at += word.len();
        Ok(())
    }

    /// The spelling of a number (§6).
    pub(crate) fn number(&mut self) -> Result<&'de str, Failure> {
        let start = self.at;
        self.at += usize::from(self.byte() == Some(b'-'));
        match self.byte() {
            // A zero is never followed by another digit.
            Some(b'0') => self.at += 1,
            _ => self.digits()?,
        }
        if matches!(self.byte(), Some(b'0'..=b'9')) {
            return Err(self.unexpected("no digit after a leading zero"));
        }
        if self.byte() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.byte() {
            self.at += 1;
            self.at += usize::from(matches!(self.byte(), Some(b'+' | b'-')));
            self.digits()?;
        }
        Ok(&self.text[start..self.at])
    }

    fn digits(&mut self) -> Result<(), Failure> {
        let start = self.at;
        while let Some(b'0'..=b'9') = self.byte() {
            self.at += 1;
        }
        if self.at == start {
            return Err(self.unexpected("a digit"));
        }
        Ok(())
    }

    /// The value of a string (§7), borrowed where it has no escapes.
    pub(crate) fn string(&mut self) -> Result<Cow<'de, str>, Failure> {
        let start = self.at + 1;
        let mut escaped = false;
        let mut at = start;
        let end = loop {
            at = skip_plain(self.text.as_bytes(), at);
            match self.text.as_bytes().get(at) {
                Some(b'"') => break at,
                // Whatever is escaped, a quote above all, does not end the string.
                Some(b'\\') => {
                    escaped = true;
                    at += 2;
                }
                Some(_) => {
                    let why = "a control character must be escaped in a string";
                    return Err(Failure::new(ErrorKind::Syntax, at, why));
                }
                None => {
                    let why = "the string that begins here never ends";
                    return Err(Failure::new(ErrorKind::Syntax, self.at, why));
                }
            }
        };
        self.at = end + 1;
        match escaped {
            false => Ok(Cow::Borrowed(&self.text[start..end])),
            true => unescape(self.text, start, end).map(Cow::Owned),
        }
    }

    /// Passes a value of this type, unless it has parts.
    pub(crate) fn scalar(&mut self, kind: Kind) -> Result<(), Failure> {
        match kind {
            Kind::Null => self.null(),
            Kind::Boolean => self.boolean().map(drop),
            Kind::Number => self.number().map(drop),
            Kind::String => self.string().map(drop),
            Kind::Array | Kind::Object => Ok(()),
        }
    }

    /// The end of the text, after white space.
    pub(crate) fn end(&mut self) -> Result<(), Failure> {
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(self.unexpected("the end of the document")),
        }
    }

    /// A syntax error at the next character.
    pub(crate) fn unexpected(&mut self, expected: &str) -> Failure {
        let found = match self.text[self.at..].chars().next() {
            Some(c) if c.is_control() => format!("the character U+{:04X}", u32::from(c)),
            Some(c) => format!("'{c}'"),
            None if self.text.trim_ascii().is_empty() => "nothing: the input is empty".to_owned(),
            None => "the end of the input".to_owned(),
        };
        let message = format!("expected {expected}, found {found}");
        Failure::new(ErrorKind::Syntax, self.at, message)
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }
}

/// The first place from `at` on that holds a quote, a backslash or a control
/// character; the end of the text if there is none.
///
/// Eight bytes at a time: long strings are where the time of reading goes.
fn skip_plain(bytes: &[u8], mut at: usize) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x8080_8080_8080_8080;
    // The high bit of every byte that is below `limit`. A borrow can only
    // disturb bytes above one that is marked already, so the lowest is exact.
    fn below(word: u64, limit: u8) -> u64 {
        word.wrapping_sub(ONES * u64::from(limit)) & !word
    }
    while let Some(chunk) = bytes.get(at..).and_then(|rest| rest.first_chunk()) {
        let word = u64::from_le_bytes(*chunk);
        let quote = below(word ^ (ONES * u64::from(b'"')), 1);
        let backslash = below(word ^ (ONES * u64::from(b'\\')), 1);
        let hits = (quote | backslash | below(word, 0x20)) & HIGH;
        if hits != 0 {
            return at + hits.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    while let Some(&byte) = bytes.get(at) {
        if byte == b'"' || byte == b'\\' || byte < 0x20 {
            return at;
        }
        at += 1;
    }
    bytes.len()
}

/// The value of the string between two offsets, which holds no bare quote and
/// no control character.
fn unescape(text: &str, start: usize, end: usize) -> Result<String, Failure> {
    let bytes = &text.as_bytes()[..end];
    // An escape is never shorter than what it stands for.
    let mut value = String::with_capacity(end - start);
    let mut at = start;
    loop {
        let plain = skip_plain(bytes, at);
        value.push_str(&text[at..plain]);
        if plain == end {
            return Ok(value);
        }
        let (character, length) = escape(bytes, plain)?;
        value.push(character);
        at = plain + length;
    }
}

/// The character that the escape at `at` stands for, and its length in bytes.
fn escape(bytes: &[u8], at: usize) -> Result<(char, usize), Failure> {
    let character = match bytes.get(at + 1) {
        Some(b'n') => '\n',
        Some(b'"') => '"',
        Some(b'\\') => '\\',
        Some(b't') => '\t',
        Some(b'r') => '\r',
        Some(b'/') => '/',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'u') => return unicode_escape(bytes, at),
        _ => {
            let why = r#"a backslash in a string must begin one of \" \\ \/ \b \f \n \r \t \uXXXX"#;
            return Err(Failure::new(ErrorKind::Syntax, at, why));
        }
    };
    Ok((character, 2))
}

fn unicode_escape(bytes: &[u8], at: usize) -> Result<(char, usize), Failure> {
    let high = hex(bytes, at)?;
    if let Some(character) = char::from_u32(high) {
        return Ok((character, 6));
    }
    let lone = || {
        let why = "half of a surrogate pair: no Unicode string can hold it";
        Failure::new(ErrorKind::LoneSurrogate, at, why)
    };
    if high >= 0xDC00 || bytes.get(at + 6..at + 8) != Some(br"\u") {
        return Err(lone());
    }
    let low = hex(bytes, at + 6)?;
    if !(0xDC00..=0xDFFF).contains(&low) {
        return Err(lone());
    }
    let code = 0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00);
    char::from_u32(code).map(|c| (c, 12)).ok_or_else(lone)
}

/// The four hexadecimal digits of the `\uXXXX` at `at`.
fn hex(bytes: &[u8], at: usize) -> Result<u32, Failure> {
    let digits = bytes.get(at + 2..at + 6).unwrap_or_default();
    let value = digits.iter().try_fold(0, |value, &digit| {
        Some(value << 4 | char::from(digit).to_digit(16)?)
    });
    match value {
        Some(value) if digits.len() == 4 => Ok(value),
        _ => {
            let why = r"\u in a string must be followed by four hexadecimal digits";
            Err(Failure::new(ErrorKind::Syntax, at, why))
        }
    }
}
