//! The error type of this crate.

use std::error::Error as StdError;
use std::fmt;

/// The error of a document that was not read, or of a value that was not written.
///
/// The position is that of the offending value; for a missing property it is
/// that of the object which lacks it, for a duplicate key that of the second
/// key. [`source`](StdError::source) is the error of the stream, or that of the
/// conversion to text, if there is one.
///
/// ```
/// let error = exactschema::from_str::<exactschema::Value>("[1,\n x]").unwrap_err();
/// assert_eq!(error.kind(), exactschema::ErrorKind::Syntax);
/// assert_eq!((error.pointer(), error.line(), error.column()), ("/1", Some(2), Some(2)));
/// ```
#[derive(Debug)]
pub struct Error(Box<Inner>);

/// The reason why something failed, as another crate has it.
pub(crate) type Source = Box<dyn StdError + Send + Sync>;

#[derive(Debug)]
struct Inner {
    kind: ErrorKind,
    message: String,
    pointer: String,
    /// Line and column.
    location: Option<(usize, usize)>,
    source: Option<Source>,
}

/// The kind of an error.
///
/// A document with an error of the first group is not valid against its schema. The
/// second group is of documents that JSON allows and these types cannot represent:
/// such a document may be valid, and is rejected rather than altered (see
/// [`ErrorKind::is_refusal`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The input could not be read, or the output not be written.
    Io,
    /// The bytes are not UTF-8, or begin with a byte order mark (RFC 8259 §8.1).
    Encoding,
    /// The text is not JSON (RFC 8259).
    Syntax,
    /// A value is not of the type that the schema requires.
    Type,
    /// A required property is missing.
    Required,
    /// A value of the right type violates a constraint, such as its `format`.
    Constraint,
    /// A value built in Rust has no JSON form: a NaN, an infinity, or an
    /// unknown property with the name of a known one.
    Unwritable,

    /// Refusal: an object names a property twice, at any depth.
    DuplicateKey,
    /// Refusal: a string escapes half of a surrogate pair, which is not
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
    /// The name of the kind in kebab case, as the command-line tool prints it.
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

    /// Whether the document was rejected because these types cannot represent it without
    /// altering it, though JSON allows it.
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
            location: None,
            source: None,
        }))
    }

    /// An error at a value that is not in a text.
    pub(crate) fn unlocated(kind: ErrorKind, message: String, pointer: String) -> Self {
        Error(Box::new(Inner {
            kind,
            message,
            pointer,
            location: None,
            source: None,
        }))
    }

    /// The error, with what caused it.
    pub(crate) fn caused_by(mut self, source: impl Into<Source>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// An error at a byte offset of `input`.
    pub(crate) fn located(
        kind: ErrorKind,
        message: String,
        pointer: String,
        input: &[u8],
        offset: usize,
    ) -> Self {
        Error(Box::new(Inner {
            kind,
            message,
            pointer,
            location: Some(position(input, offset)),
            source: None,
        }))
    }

    /// The kind of the error.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// A message of what was expected and what was found, without any value of the
    /// document, which may be secret. [`pointer`](Self::pointer) contains names of
    /// properties.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// JSON Pointer (RFC 6901) of the value; empty for the whole document.
    pub fn pointer(&self) -> &str {
        &self.0.pointer
    }

    /// Line of the value, from 1; `None` if the error is not about a text.
    pub fn line(&self) -> Option<usize> {
        self.0.location.map(|(line, _)| line)
    }

    /// Column of the value in Unicode code points, from 1; `None` if the error is not
    /// about a text.
    pub fn column(&self) -> Option<usize> {
        self.0.location.map(|(_, column)| column)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)?;
        if let Some((line, column)) = self.0.location {
            write!(f, " at line {line} column {column}")?;
        }
        match self.0.pointer.as_str() {
            "" => Ok(()),
            // The names in a pointer come from the document: they may hold anything.
            pointer => write!(f, " ({})", pointer.escape_debug()),
        }
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        let source = self.0.source.as_deref()?;
        Some(source)
    }
}

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
