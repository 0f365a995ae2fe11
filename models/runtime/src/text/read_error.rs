//! An error on its way up through the reader, before it has a line.

use std::borrow::Cow;
use std::fmt::{Display, Write as _};

use crate::error::{Error, ErrorKind, Source};

/// A failed read: where it is known so far, and the path collected on the way
/// out of the document, innermost segment first.
#[derive(Debug)]
pub struct ReadError(Box<Inner>);

#[derive(Debug)]
struct Inner {
    kind: ErrorKind,
    message: String,
    offset: Option<usize>,
    path: Vec<Segment>,
    source: Option<Source>,
}

#[derive(Debug)]
enum Segment {
    Key(String),
    Index(usize),
}

impl ReadError {
    /// A failure at an offset.
    pub fn new(kind: ErrorKind, offset: usize, message: impl Display) -> Self {
        Self::unplaced(kind, message).at(offset)
    }

    /// A failure whose position is added by the caller.
    pub fn unplaced(kind: ErrorKind, message: impl Display) -> Self {
        ReadError(Box::new(Inner {
            kind,
            message: message.to_string(),
            offset: None,
            path: Vec::new(),
            source: None,
        }))
    }

    /// The failure of a missing required property.
    pub fn missing(name: &str) -> Self {
        let message = format_args!("the required property {name:?} is missing");
        Self::unplaced(ErrorKind::Required, message)
    }

    /// The failure of a duplicate name.
    pub(crate) fn duplicate() -> Self {
        let message = "expected a new property name, found a duplicate key";
        Self::unplaced(ErrorKind::DuplicateKey, message)
    }

    /// The failure of a name that a closed object does not have.
    pub fn closed() -> Self {
        let message = "expected no such property: its object is closed (additionalProperties)";
        Self::unplaced(ErrorKind::Constraint, message)
    }

    /// Sets the byte offset, unless a deeper level knew it better.
    pub fn at(mut self, offset: usize) -> Self {
        self.0.offset.get_or_insert(offset);
        self
    }

    /// The failure, with what caused it.
    pub(crate) fn caused_by(mut self, source: impl Into<Source>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    pub(crate) fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The message.
    #[cfg(feature = "validate")]
    pub(crate) fn message(&self) -> &str {
        &self.0.message
    }

    pub(crate) fn offset(&self) -> Option<usize> {
        self.0.offset
    }

    pub(crate) fn within_key(mut self, key: Cow<'_, str>) -> Self {
        self.0.path.push(Segment::Key(key.into_owned()));
        self
    }

    pub(crate) fn within_index(mut self, index: usize) -> Self {
        self.0.path.push(Segment::Index(index));
        self
    }

    /// A failure within a value, by the JSON Pointer (RFC 6901) from it.
    #[cfg(feature = "validate")]
    pub(crate) fn within_pointer(mut self, pointer: &str) -> Self {
        for segment in pointer.split('/').skip(1).collect::<Vec<_>>().iter().rev() {
            let key = segment.replace("~1", "/").replace("~0", "~");
            self.0.path.push(Segment::Key(key));
        }
        self
    }

    /// The failure with its place moved by so many bytes.
    #[cfg(feature = "validate")]
    pub(crate) fn moved(mut self, bytes: usize) -> Self {
        self.0.offset = self.0.offset.map(|offset| offset + bytes);
        self
    }

    pub(crate) fn locate(self, input: &[u8]) -> Error {
        let inner = *self.0;
        let pointer = pointer(&inner.path);
        let offset = inner.offset.unwrap_or(0);
        let error = Error::located(inner.kind, inner.message, pointer, input, offset);
        match inner.source {
            Some(source) => error.caused_by(source),
            None => error,
        }
    }

    /// The error of a value that is in no text.
    pub(crate) fn unlocated(self) -> Error {
        let inner = *self.0;
        Error::unlocated(inner.kind, inner.message, pointer(&inner.path))
    }
}

/// JSON Pointer (RFC 6901 §3) of a path that is stored innermost first.
fn pointer(path: &[Segment]) -> String {
    let mut pointer = String::new();
    for segment in path.iter().rev() {
        pointer.push('/');
        match segment {
            Segment::Key(key) => pointer.push_str(&key.replace('~', "~0").replace('/', "~1")),
            // Writing to a String cannot fail.
            Segment::Index(index) => drop(write!(pointer, "{index}")),
        }
    }
    pointer
}
