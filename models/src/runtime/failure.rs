//! An error on its way up through the reader, before it has a line.

use std::borrow::Cow;
use std::fmt::{Display, Write as _};

use crate::error::{Error, ErrorKind};

/// A failed read: where it is known so far, and the path collected on the way
/// out of the document, innermost segment first.
#[derive(Debug)]
pub struct Failure(Box<Inner>);

#[derive(Debug)]
struct Inner {
    kind: ErrorKind,
    message: String,
    offset: Option<usize>,
    path: Vec<Segment>,
}

#[derive(Debug)]
enum Segment {
    Key(String),
    Index(usize),
}

impl Failure {
    /// A failure at an offset.
    pub fn new(kind: ErrorKind, offset: usize, message: impl Display) -> Self {
        Self::unplaced(kind, message).at(offset)
    }

    /// A failure whose place is left to those who know it.
    pub fn unplaced(kind: ErrorKind, message: impl Display) -> Self {
        Failure(Box::new(Inner {
            kind,
            message: message.to_string(),
            offset: None,
            path: Vec::new(),
        }))
    }

    /// The failure of a required property that is not there.
    pub fn missing(name: &str) -> Self {
        let message = format_args!("the required property {name:?} is missing");
        Self::unplaced(ErrorKind::Required, message)
    }

    /// The failure of a name that was there before.
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

    pub(crate) fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// What is wrong.
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

    pub(crate) fn locate(self, input: &[u8]) -> Error {
        let inner = *self.0;
        let pointer = pointer(&inner.path);
        let offset = inner.offset.unwrap_or(0);
        Error::located(inner.kind, inner.message, pointer, input, offset)
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
