//! Writing documents.

use std::io::{self, Write as Output};

use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter, Serializer};

use crate::error::{Error, ErrorKind};
use crate::limits::MAX_DEPTH;
use crate::typed::model::Model;

/// Writes a document as compact JSON.
///
/// # Errors
///
/// [`ErrorKind::Unwritable`] if the value has no JSON form, or one that is nested
/// deeper than [`MAX_DEPTH`]; neither can be true of a value that
/// [`from_slice`](crate::from_slice) has read.
pub fn to_string<T: Model>(value: &T) -> Result<String, Error> {
    text(value, CompactFormatter)
}

/// Writes a document as JSON with two spaces of indentation.
///
/// # Errors
///
/// As [`to_string`].
pub fn to_string_pretty<T: Model>(value: &T) -> Result<String, Error> {
    text(value, PrettyFormatter::new())
}

/// Writes a document as the bytes of compact JSON.
///
/// # Errors
///
/// As [`to_string`].
pub fn to_vec<T: Model>(value: &T) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    write(value, &mut bytes, CompactFormatter)?;
    Ok(bytes)
}

/// Writes a document as compact JSON to a stream. Many small pieces are
/// written: give it a buffered stream.
///
/// # Errors
///
/// [`ErrorKind::Io`] if the stream fails; otherwise as [`to_string`], with part
/// of the document written.
pub fn to_writer<T: Model>(output: impl Output, value: &T) -> Result<(), Error> {
    write(value, output, CompactFormatter)
}

/// Writes a document as JSON with two spaces of indentation to a stream.
///
/// # Errors
///
/// As [`to_writer`].
pub fn to_writer_pretty<T: Model>(output: impl Output, value: &T) -> Result<(), Error> {
    write(value, output, PrettyFormatter::new())
}

fn text<T: Model>(value: &T, formatter: impl Formatter) -> Result<String, Error> {
    let mut bytes = Vec::new();
    write(value, &mut bytes, formatter)?;
    // serde_json writes nothing but UTF-8.
    String::from_utf8(bytes)
        .map_err(|error| Error::new(ErrorKind::Unwritable, &error).caused_by(error))
}

fn write<T: Model>(
    value: &T,
    mut output: impl Output,
    formatter: impl Formatter,
) -> Result<(), Error> {
    if !is_evaluated::<T>() {
        return write_shape(value, output, formatter);
    }
    // What is not valid leaves nothing behind.
    let mut bytes = Vec::new();
    write_shape(value, &mut bytes, formatter)?;
    evaluate::<T>(&bytes)?;
    output
        .write_all(&bytes)
        .map_err(|error| Error::new(ErrorKind::Io, error))
}

/// Whether a schema asserts more of values of a type than the type expresses.
fn is_evaluated<T: Model>() -> bool {
    #[cfg(feature = "validate")]
    return T::IS_EVALUATED;
    #[cfg(not(feature = "validate"))]
    false
}

/// Rejects what was written and is not valid.
fn evaluate<T: Model>(bytes: &[u8]) -> Result<(), Error> {
    crate::check_as::<T>(bytes).map_err(|error| {
        let place = match error.pointer() {
            "" => String::new(),
            pointer => format!(" ({pointer})"),
        };
        Error::new(
            ErrorKind::Unwritable,
            format_args!("{}{place}", error.message()),
        )
    })
}

/// Whether a value is valid, beyond what its type expresses.
///
/// # Errors
///
/// [`ErrorKind::Unwritable`], with the reason.
pub fn check_value<T: Model>(value: &T) -> Result<(), Error> {
    match is_evaluated::<T>() {
        true => to_vec(value).map(drop),
        false => Ok(()),
    }
}

/// Writes a value that is valid to any serializer.
pub fn serialize<T: Model, S: serde::Serializer>(
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    check_value(value).map_err(serde::ser::Error::custom)?;
    value.write(serializer)
}

fn write_shape<T: Model>(
    value: &T,
    output: impl Output,
    formatter: impl Formatter,
) -> Result<(), Error> {
    let mut formatter = Bounded {
        inner: formatter,
        depth: 0,
    };
    let mut serializer = Serializer::with_formatter(output, &mut formatter);
    value.write(&mut serializer).map_err(|error| {
        match error.is_io() && formatter.depth <= MAX_DEPTH {
            true => Error::new(ErrorKind::Io, &error).caused_by(io::Error::from(error)),
            false => Error::new(ErrorKind::Unwritable, error),
        }
    })
}

/// Writes no deeper than this crate reads.
struct Bounded<F> {
    inner: F,
    depth: usize,
}

impl<F> Bounded<F> {
    fn enter(&mut self) -> io::Result<()> {
        self.depth += 1;
        match self.depth <= MAX_DEPTH {
            true => Ok(()),
            false => Err(io::Error::other(format!(
                "nested deeper than {MAX_DEPTH} levels"
            ))),
        }
    }
}

impl<F: Formatter> Formatter for &mut Bounded<F> {
    fn begin_array<W: ?Sized + Output>(&mut self, output: &mut W) -> io::Result<()> {
        self.enter()?;
        self.inner.begin_array(output)
    }

    fn end_array<W: ?Sized + Output>(&mut self, output: &mut W) -> io::Result<()> {
        self.depth -= 1;
        self.inner.end_array(output)
    }

    fn begin_object<W: ?Sized + Output>(&mut self, output: &mut W) -> io::Result<()> {
        self.enter()?;
        self.inner.begin_object(output)
    }

    fn end_object<W: ?Sized + Output>(&mut self, output: &mut W) -> io::Result<()> {
        self.depth -= 1;
        self.inner.end_object(output)
    }

    fn begin_array_value<W: ?Sized + Output>(
        &mut self,
        output: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.inner.begin_array_value(output, first)
    }

    fn end_array_value<W: ?Sized + Output>(&mut self, output: &mut W) -> io::Result<()> {
        self.inner.end_array_value(output)
    }

    fn begin_object_key<W: ?Sized + Output>(
        &mut self,
        output: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.inner.begin_object_key(output, first)
    }

    fn end_object_key<W: ?Sized + Output>(&mut self, output: &mut W) -> io::Result<()> {
        self.inner.end_object_key(output)
    }

    fn begin_object_value<W: ?Sized + Output>(&mut self, output: &mut W) -> io::Result<()> {
        self.inner.begin_object_value(output)
    }

    fn end_object_value<W: ?Sized + Output>(&mut self, output: &mut W) -> io::Result<()> {
        self.inner.end_object_value(output)
    }
}
