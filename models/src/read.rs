//! Reading documents.

use std::io::Read;

use crate::error::{Error, ErrorKind};
use crate::runtime::{Failure, Model, Reader};

/// How deep arrays and objects may be nested: as deep as serde_json reads, so
/// that whatever is written here can be read anywhere.
pub const MAX_DEPTH: usize = 127;

/// Reads a document from bytes: UTF-8 without a byte order mark (RFC 8259 §8.1).
///
/// # Errors
///
/// The first problem in document order, with its kind, JSON Pointer, line and
/// column; [`ErrorKind::Required`] comes at the end of its object.
pub fn from_slice<T: Model>(bytes: &[u8]) -> Result<T, Error> {
    match str::from_utf8(bytes) {
        Ok(text) => from_str(text),
        Err(error) => {
            let message = "these bytes are not UTF-8".to_owned();
            Err(encoding(message, bytes, error.valid_up_to()))
        }
    }
}

/// Reads a document from text.
///
/// # Errors
///
/// As [`from_slice`].
pub fn from_str<T: Model>(text: &str) -> Result<T, Error> {
    if text.starts_with('\u{feff}') {
        let message = "the document begins with a byte order mark: remove it".to_owned();
        return Err(encoding(message, text.as_bytes(), 0));
    }
    read(text).map_err(|failure| failure.locate(text.as_bytes()))
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
        .map_err(|error| Error::new(ErrorKind::Io, error))?;
    from_slice(&bytes)
}

fn read<T: Model>(text: &str) -> Result<T, Failure> {
    let mut reader = Reader::new(text);
    let value = T::read(&mut reader)?;
    reader.end()?;
    Ok(value)
}

fn encoding(message: String, bytes: &[u8], offset: usize) -> Error {
    Error::located(ErrorKind::Encoding, message, String::new(), bytes, offset)
}
