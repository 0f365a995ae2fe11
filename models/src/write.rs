//! Writing documents.

use std::io::Write as Output;

use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter, Serializer};

use crate::error::{Error, ErrorKind};
use crate::runtime::Model;

/// Writes a document as compact JSON.
///
/// # Errors
///
/// [`ErrorKind::Unwritable`] if the value has no JSON form, which cannot be
/// true of a value that was read.
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
    String::from_utf8(bytes).map_err(|error| Error::new(ErrorKind::Encoding, error))
}

fn write<T: Model>(value: &T, output: impl Output, formatter: impl Formatter) -> Result<(), Error> {
    let mut serializer = Serializer::with_formatter(output, formatter);
    value.write(&mut serializer).map_err(|error| {
        let kind = match error.is_io() {
            true => ErrorKind::Io,
            false => ErrorKind::Unwritable,
        };
        Error::new(kind, error)
    })
}
