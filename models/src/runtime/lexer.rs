//! The tokens of JSON (RFC 8259), read from bytes. Only what is kept is checked
//! to be UTF-8: beyond ASCII, JSON allows nothing outside strings.

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

/// A place in a document.
pub(crate) struct Lexer<'de> {
    bytes: &'de [u8],
    at: usize,
    /// Where strings with escapes are unescaped; it only grows.
    scratch: Vec<u8>,
}

impl<'de> Lexer<'de> {
    pub(crate) fn new(bytes: &'de [u8]) -> Self {
        Lexer {
            bytes,
            at: 0,
            scratch: Vec::new(),
        }
    }

    /// Byte offset of the next character.
    pub(crate) fn offset(&self) -> usize {
        self.at
    }

    /// The same document, at another place.
    pub(crate) fn rewound(&self, at: usize) -> Self {
        Lexer {
            bytes: self.bytes,
            at,
            scratch: Vec::new(),
        }
    }

    /// Skips white space (§2) and returns the next byte, without taking it.
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
        if !self.bytes[self.at..].starts_with(word.as_bytes()) {
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
            return Err(self.unexpected("no digit after the zero that a number begins with"));
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
        text(self.bytes, start, self.at)
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
        let end = skip_plain(self.bytes, start);
        if self.bytes.get(end) == Some(&b'"') {
            self.at = end + 1;
            return text(self.bytes, start, end).map(Cow::Borrowed);
        }
        // What is plain at the beginning is looked at again; it is short.
        self.unescape(start).map(Cow::Owned).map_err(|failure| {
            // Bytes before the failure may be no text at all, which comes first.
            let end = failure.offset().unwrap_or(start).max(start);
            text(self.bytes, start, end).err().unwrap_or(failure)
        })
    }

    /// The value of the string that begins at `start`, whatever it holds.
    fn unescape(&mut self, start: usize) -> Result<String, Failure> {
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
                    return Err(Failure::new(ErrorKind::Syntax, at, why));
                }
                None => {
                    let why = "the string that begins here never ends";
                    return Err(Failure::new(ErrorKind::Syntax, self.at, why));
                }
            }
            let plain = copy_plain(bytes, at, &mut scratch[length..]);
            length += plain;
            at += plain;
        }
        self.at = at + 1;
        match str::from_utf8(&scratch[..length]) {
            Ok(value) => Ok(value.to_owned()),
            // What was unescaped is UTF-8, so the rest is not: say where.
            Err(_) => text(bytes, start, at).map(str::to_owned),
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
        let rest = &self.bytes[self.at..];
        let next = rest.utf8_chunks().next();
        let found = match next.map(|chunk| chunk.valid().chars().next()) {
            Some(Some(c)) if c.is_control() => format!("the character U+{:04X}", u32::from(c)),
            Some(Some(c)) => format!("'{c}'"),
            Some(None) => return not_utf8(self.at),
            None if self.bytes.trim_ascii().is_empty() => "nothing: the input is empty".to_owned(),
            None => "the end of the input".to_owned(),
        };
        let message = format!("expected {expected}, found {found}");
        Failure::new(ErrorKind::Syntax, self.at, message)
    }

    fn byte(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }
}

/// The bytes between two offsets, as text.
fn text(bytes: &[u8], start: usize, end: usize) -> Result<&str, Failure> {
    str::from_utf8(&bytes[start..end]).map_err(|error| not_utf8(start + error.valid_up_to()))
}

fn not_utf8(offset: usize) -> Failure {
    Failure::new(
        ErrorKind::Encoding,
        offset,
        "the bytes from here on are not UTF-8",
    )
}

/// How many bytes are looked at in one step. Long strings are where the time of
/// reading goes; between two escapes there is seldom more than this.
const STEP: usize = 64;

/// The number of bytes in a step before the first quote, backslash or control
/// character; `STEP` if there is none. It does not branch, because what comes
/// next in a string cannot be predicted, and compiles to vector instructions.
fn plain_in_step(step: &[u8; STEP]) -> usize {
    let mut marks = [0; STEP];
    for (mark, byte) in marks.iter_mut().zip(step) {
        *mark = u8::from(!is_plain(*byte));
    }
    let (parts, _) = marks.as_chunks::<16>();
    let mut plain = STEP;
    for (index, part) in parts.iter().enumerate().rev() {
        // Without a mark there are 128 zeros, which are 16 bytes.
        let zeros = u128::from_le_bytes(*part).trailing_zeros() as usize / 8;
        if zeros < 16 {
            plain = index * 16 + zeros;
        }
    }
    plain
}

fn is_plain(byte: u8) -> bool {
    (byte != b'"') & (byte != b'\\') & (byte >= 0x20)
}

/// The first place from `at` on that holds a quote, a backslash or a control
/// character; the end of the text if there is none.
fn skip_plain(bytes: &[u8], mut at: usize) -> usize {
    while let Some(step) = bytes.get(at..).and_then(|rest| rest.first_chunk()) {
        let plain = plain_in_step(step);
        at += plain;
        if plain < STEP {
            return at;
        }
    }
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().take_while(|byte| is_plain(**byte)).count()
}

/// Copies what `skip_plain` would skip, and returns its length.
fn copy_plain(bytes: &[u8], at: usize, to: &mut [u8]) -> usize {
    let mut length = 0;
    while let (Some(step), Some(room)) = (
        bytes.get(at + length..).and_then(|rest| rest.first_chunk()),
        to.get_mut(length..).and_then(|room| room.first_chunk_mut()),
    ) {
        // What is copied beyond the plain bytes is overwritten or left out.
        *room = *step;
        let plain = plain_in_step(step);
        length += plain;
        if plain < STEP {
            return length;
        }
    }
    let rest = bytes.get(at + length..).unwrap_or_default();
    for (byte, room) in rest.iter().zip(&mut to[length..]) {
        if !is_plain(*byte) {
            break;
        }
        *room = *byte;
        length += 1;
    }
    length
}

/// What the letter after a backslash stands for; 0 if it is none of those that
/// stand for one byte.
const ESCAPES: [u8; 256] = {
    let mut table = [0; 256];
    table[b'"' as usize] = b'"';
    table[b'\\' as usize] = b'\\';
    table[b'/' as usize] = b'/';
    table[b'b' as usize] = 0x8;
    table[b'f' as usize] = 0xc;
    table[b'n' as usize] = b'\n';
    table[b'r' as usize] = b'\r';
    table[b't' as usize] = b'\t';
    table
};

/// Writes what the escape at `at` stands for; the length of both.
fn unescape_one(bytes: &[u8], at: usize, to: &mut [u8]) -> Result<(usize, usize), Failure> {
    let letter = bytes.get(at + 1).copied().unwrap_or_default();
    match ESCAPES[usize::from(letter)] {
        0 if letter == b'u' => {
            let (character, length) = unicode_escape(bytes, at)?;
            Ok((character.encode_utf8(to).len(), length))
        }
        0 => {
            let why = r#"a backslash in a string must begin one of \" \\ \/ \b \f \n \r \t \uXXXX"#;
            Err(Failure::new(ErrorKind::Syntax, at, why))
        }
        byte => {
            to[0] = byte;
            Ok((1, 2))
        }
    }
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
    let digits = bytes.get(at + 2..).and_then(|rest| rest.first_chunk::<4>());
    let values = digits.map(|digits| digits.map(|digit| HEX[usize::from(digit)]));
    match values {
        Some([a, b, c, d]) if a | b | c | d < 16 => {
            Ok(u32::from(a) << 12 | u32::from(b) << 8 | u32::from(c) << 4 | u32::from(d))
        }
        _ => {
            let why = r"\u in a string must be followed by four hexadecimal digits";
            Err(Failure::new(ErrorKind::Syntax, at, why))
        }
    }
}

/// The value of a hexadecimal digit; 255 for any other byte.
const HEX: [u8; 256] = {
    let mut table = [255; 256];
    let mut digit = 0;
    while digit < 16 {
        table[b"0123456789abcdef"[digit] as usize] = digit as u8;
        table[b"0123456789ABCDEF"[digit] as usize] = digit as u8;
        digit += 1;
    }
    table
};
