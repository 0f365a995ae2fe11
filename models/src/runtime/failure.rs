//! An error on its way up through the deserializer, before it has a line.

use std::borrow::Cow;
use std::fmt::{self, Display, Write as _};

use serde::de;

use super::refusal;
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
    pub(crate) fn new(kind: ErrorKind, offset: usize, message: impl Display) -> Self {
        Self::unlocated(kind, message).at(offset)
    }

    fn unlocated(kind: ErrorKind, message: impl Display) -> Self {
        Failure(Box::new(Inner {
            kind,
            message: message.to_string(),
            offset: None,
            path: Vec::new(),
        }))
    }

    /// Sets the byte offset, unless a deeper level knew it better.
    pub(crate) fn at(mut self, offset: usize) -> Self {
        self.0.offset.get_or_insert(offset);
        self
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

impl Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)
    }
}

impl std::error::Error for Failure {}

/// Visitors report through these; what they know decides the kind.
impl de::Error for Failure {
    fn custom<T: Display>(message: T) -> Self {
        Self::unlocated(ErrorKind::Constraint, message)
    }

    fn invalid_type(unexpected: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        let found = type_of(unexpected);
        Self::unlocated(
            ErrorKind::Type,
            format_args!("expected {expected}, found {found}"),
        )
    }

    fn invalid_value(unexpected: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        if let de::Unexpected::Other(found) = unexpected
            && let Some(kind) = refusal::kind(found)
        {
            return Self::unlocated(kind, format_args!("expected {expected}, found {found}"));
        }
        let found = type_of(unexpected);
        Self::unlocated(
            ErrorKind::Constraint,
            format_args!("expected {expected}, found {found} that is not one"),
        )
    }

    fn missing_field(name: &'static str) -> Self {
        Self::unlocated(
            ErrorKind::Required,
            format_args!("the required property {name:?} is missing"),
        )
    }
}

/// The JSON type, without the value: documents hold secrets.
fn type_of(unexpected: de::Unexpected<'_>) -> &str {
    use de::Unexpected as U;
    match unexpected {
        U::Bool(_) => "a boolean",
        U::Unsigned(_) | U::Signed(_) | U::Float(_) => "a number",
        U::Char(_) | U::Str(_) | U::Bytes(_) => "a string",
        U::Unit | U::Option => "null",
        U::Seq => "an array",
        U::Map => "an object",
        U::Other(found) => found,
        _ => "something else",
    }
}
