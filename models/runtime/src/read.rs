//! Reading documents.

use std::io::Read;

use crate::error::{Error, ErrorKind};
use crate::text::read_error::ReadError;
use crate::typed::checker::{Checker, Invalid};
use crate::typed::model::Model;
use crate::typed::reader::Reader;

/// The message on a document that begins with a byte order mark.
pub(crate) const BYTE_ORDER_MARK: &str =
    "it begins with a byte order mark, which JSON does not allow: remove it";

/// Reads a document from bytes: UTF-8 without a byte order mark (RFC 8259 §8.1).
///
/// # Errors
///
/// The first problem, with its kind, JSON Pointer, line and column; a missing property
/// is found at the end of its object.
pub fn from_slice<T: Model>(bytes: &[u8]) -> Result<T, Error> {
    read(bytes).map_err(|failure| failure.locate(bytes))
}

/// Checks a document with the verdict of [`from_slice`], without building it. A document
/// that is rejected is then read, to find the reason.
///
/// # Errors
///
/// As [`from_slice`].
pub fn check_as<T: Model>(document: &[u8]) -> Result<(), Error> {
    if accepts::<T>(document) {
        return Ok(());
    }
    // Reading finds the reason, and has the last word.
    from_slice::<T>(document).map(drop)
}

/// Whether [`from_slice`] accepts a document.
///
/// ```
/// assert!(exactschema::is_valid::<Vec<u8>>(b"[1, 2.0]"));
/// assert!(!exactschema::is_valid::<Vec<u8>>(b"[256]"));
/// ```
pub fn is_valid<T: Model>(document: &[u8]) -> bool {
    check_as::<T>(document).is_ok()
}

/// Whether a document is one of this type. It reads nothing twice but what several
/// branches of a union, or several schemas of an `allOf`, have to judge.
pub fn accepts<T: Model>(document: &[u8]) -> bool {
    let text = simdutf8::basic::from_utf8(document);
    text.is_ok_and(|text| check_text::<T>(text).is_ok())
}

/// Checks a document that is UTF-8.
///
/// # Errors
///
/// An offset: every value that ends before it is accepted.
pub(crate) fn check_text<T: Model>(text: &str) -> Result<(), usize> {
    let mut checker = Checker::new(text);
    let validity = checker.model::<T>().and_then(|()| checker.end());
    validity.map_err(|Invalid| checker.offset())
}

/// Reads a document from text.
///
/// # Errors
///
/// As [`from_slice`].
pub fn from_str<T: Model>(text: &str) -> Result<T, Error> {
    from_slice(text.as_bytes())
}

/// Reads a document to the end of a stream, through memory.
///
/// # Errors
///
/// [`ErrorKind::Io`] if the stream fails; otherwise as [`from_slice`].
pub fn from_reader<T: Model>(mut reader: impl Read) -> Result<T, Error> {
    let mut bytes = Vec::new();
    reader
        .read_to_end(&mut bytes)
        .map_err(|error| Error::new(ErrorKind::Io, &error).caused_by(error))?;
    from_slice(&bytes)
}

pub(crate) fn read<T: Model>(bytes: &[u8]) -> Result<T, ReadError> {
    if bytes.starts_with("\u{feff}".as_bytes()) {
        return Err(ReadError::new(ErrorKind::Encoding, 0, BYTE_ORDER_MARK));
    }
    let mut reader = Reader::new(bytes);
    let value = reader.model()?;
    reader.end()?;
    Ok(value)
}
