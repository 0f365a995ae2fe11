//! The one error type of this crate.

use std::fmt;

/// Why a document was not read, or a value not written.
///
/// The position is that of the offending value; for a missing property it is
/// that of the object which lacks it, for a duplicate key that of the second
/// key.
#[derive(Debug)]
pub struct Error(Box<Inner>);

#[derive(Debug)]
struct Inner {
    kind: ErrorKind,
    message: String,
    pointer: String,
    line: usize,
    column: usize,
}

/// What kind of thing is wrong.
///
/// A document with a problem of the first group is not valid against its
/// schema. The second group names what JSON can hold and these types cannot:
/// such a document may be valid, and is refused rather than altered (see
/// [`ErrorKind::is_refusal`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The input could not be read, or the output not be written.
    Io,
    /// The bytes are not UTF-8, or begin with a byte order mark (RFC 8259 §8.1).
    Encoding,
    /// The text is not JSON (RFC 8259).
    Syntax,
    /// A value has another type than the schema asks for.
    Type,
    /// A required property is missing.
    Required,
    /// A value of the right type breaks a constraint, such as its `format`.
    Constraint,
    /// A value built in Rust has no JSON form: a NaN, an infinity, or an
    /// unknown property with the name of a known one.
    Unwritable,

    /// Refusal: an object names a property twice, at any depth.
    DuplicateKey,
    /// Refusal: a string escapes half of a surrogate pair, which is no
    /// Unicode text.
    LoneSurrogate,
    /// Refusal: an integer does not fit the integer type of its property.
    IntegerRange,
    /// Refusal: a number that the nearest double would not reproduce, to as
    /// many digits as it was written with.
    NumberRange,
    /// Refusal: arrays and objects are nested deeper than [`MAX_DEPTH`](crate::MAX_DEPTH).
    Depth,
}

impl ErrorKind {
    /// The kind in words, in kebab case, as the command-line tool prints it.
    pub fn as_str(self) -> &'static str {
        match self {
            ErrorKind::Io => "io",
            ErrorKind::Encoding => "encoding",
            ErrorKind::Syntax => "syntax",
            ErrorKind::Type => "type",
            ErrorKind::Required => "required",
            ErrorKind::Constraint => "constraint",
            ErrorKind::Unwritable => "unwritable",
            ErrorKind::DuplicateKey => "duplicate-key",
            ErrorKind::LoneSurrogate => "lone-surrogate",
            ErrorKind::IntegerRange => "integer-range",
            ErrorKind::NumberRange => "number-range",
            ErrorKind::Depth => "depth",
        }
    }

    /// Whether the document holds something that JSON allows and these types
    /// cannot hold, so that it was refused instead of altered.
    pub fn is_refusal(self) -> bool {
        match self {
            ErrorKind::DuplicateKey
            | ErrorKind::LoneSurrogate
            | ErrorKind::IntegerRange
            | ErrorKind::NumberRange
            | ErrorKind::Depth => true,
            ErrorKind::Io
            | ErrorKind::Encoding
            | ErrorKind::Syntax
            | ErrorKind::Type
            | ErrorKind::Required
            | ErrorKind::Constraint
            | ErrorKind::Unwritable => false,
        }
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Error {
    /// An error without a place in a document.
    pub(crate) fn new(kind: ErrorKind, message: impl fmt::Display) -> Self {
        Error(Box::new(Inner {
            kind,
            message: message.to_string(),
            pointer: String::new(),
            line: 0,
            column: 0,
        }))
    }

    /// An error at a byte offset of `input`.
    pub(crate) fn located(
        kind: ErrorKind,
        message: String,
        pointer: String,
        input: &[u8],
        offset: usize,
    ) -> Self {
        let (line, column) = position(input, offset);
        Error(Box::new(Inner {
            kind,
            message,
            pointer,
            line,
            column,
        }))
    }

    /// What kind of thing is wrong.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// What was expected and what was found. It tells no value of the
    /// document: exports hold secrets. [`pointer`](Self::pointer) does hold the
    /// names of properties.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// JSON Pointer (RFC 6901) of the place; empty for the whole document.
    pub fn pointer(&self) -> &str {
        &self.0.pointer
    }

    /// Line of the place, from 1; 0 if the error has no place in a document.
    pub fn line(&self) -> usize {
        self.0.line
    }

    /// Column of the place in Unicode code points, from 1; 0 if the error has
    /// no place in a document.
    pub fn column(&self) -> usize {
        self.0.column
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner {
            message,
            pointer,
            line,
            column,
            ..
        } = &*self.0;
        match (line, pointer.as_str()) {
            (0, _) => f.write_str(message),
            (_, "") => write!(f, "{message} at line {line} column {column}"),
            // The names in a pointer come from the document: they may hold anything.
            (_, pointer) => {
                let pointer = pointer.escape_debug();
                write!(f, "{message} at line {line} column {column} ({pointer})")
            }
        }
    }
}

impl std::error::Error for Error {}

/// Line and column of a byte offset, both from 1, the column in code points.
fn position(input: &[u8], offset: usize) -> (usize, usize) {
    let before = &input[..offset.min(input.len())];
    let line_start = before
        .iter()
        .rposition(|&b| b == b'\n')
        .map_or(0, |i| i + 1);
    let line = before.iter().filter(|&&b| b == b'\n').count() + 1;
    // A UTF-8 continuation byte does not begin a code point.
    let column = before[line_start..]
        .iter()
        .filter(|&&b| b & 0xC0 != 0x80)
        .count()
        + 1;
    (line, column)
}

#[cfg(test)]
mod tests {
    use super::position;

    #[test]
    fn columns_count_code_points() {
        let text = "a\n\"é😀\"x";
        assert_eq!(position(text.as_bytes(), 0), (1, 1));
        assert_eq!(position(text.as_bytes(), text.len() - 1), (2, 5));
        assert_eq!(position(text.as_bytes(), text.len() + 9), (2, 6));
    }
}
