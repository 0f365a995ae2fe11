//! Writing documents.

use std::io::Write as Output;

use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter};

use crate::error::{Error, ErrorKind};
use crate::serializer::{Failure, JsonSerializer, Reason};
use crate::typed::model::Model;

/// The room that a document has before any of it is written: many are no longer.
const ROOM: usize = 256;

/// Writes a document as compact JSON.
///
/// # Errors
///
/// [`ErrorKind::Unwritable`] if the value has no JSON form, or one that is nested
/// deeper than [`MAX_DEPTH`](crate::MAX_DEPTH); neither can be true of a value that
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
    let mut bytes = Vec::with_capacity(ROOM);
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
    let mut bytes = Vec::with_capacity(ROOM);
    write(value, &mut bytes, formatter)?;
    // What is made of texts is UTF-8.
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
    let written = value.write(&mut JsonSerializer::new(output, formatter));
    written.map_err(|Failure(reason)| match *reason {
        Reason::Io(error) => Error::new(ErrorKind::Io, &error).caused_by(error),
        Reason::Value(message) => Error::new(ErrorKind::Unwritable, message),
    })
}
