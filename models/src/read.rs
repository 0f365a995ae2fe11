//! Reading documents.

use std::io::Read;

use crate::error::{Error, ErrorKind};
use crate::roots::Root;
use crate::runtime::{Failure, Model, Reader};

/// How deep arrays and objects may be nested, to be read and to be written: as
/// deep as serde_json reads, so that whatever is written can be read anywhere.
pub const MAX_DEPTH: usize = 127;

/// What is wrong with a document that begins with one.
pub(crate) const BYTE_ORDER_MARK: &str =
    "it begins with a byte order mark, which JSON does not allow: remove it";

/// Reads a document from bytes: UTF-8 without a byte order mark (RFC 8259 §8.1).
///
/// # Errors
///
/// The first problem that is met, with its kind, JSON Pointer, line and column;
/// a missing property is met at the end of its object.
pub fn from_slice<T: Model>(bytes: &[u8]) -> Result<T, Error> {
    read(bytes).map_err(|failure| failure.locate(bytes))
}

/// Whether a document is an export of a session, by the same verdict as
/// [`from_slice`], but without building it.
///
/// # Errors
///
/// As [`from_slice`].
pub fn check(document: &[u8]) -> Result<(), Error> {
    (Root::usual().check)(document)
}

/// Whether a document is one of this type, by the same verdict as [`from_slice`],
/// but without building it. One that is refused is then read, to tell why.
///
/// # Errors
///
/// As [`from_slice`].
pub fn check_as<T: Model>(document: &[u8]) -> Result<(), Error> {
    if crate::runtime::check::accepts::<T>(document) {
        return Ok(());
    }
    // Reading finds the reason, and has the last word.
    from_slice::<T>(document).map(drop)
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
        .map_err(|error| Error::new(ErrorKind::Io, error))?;
    from_slice(&bytes)
}

fn read<T: Model>(bytes: &[u8]) -> Result<T, Failure> {
    if bytes.starts_with("\u{feff}".as_bytes()) {
        return Err(Failure::new(ErrorKind::Encoding, 0, BYTE_ORDER_MARK));
    }
    let mut reader = Reader::new(bytes);
    let value = T::read(&mut reader)?;
    reader.end()?;
    Ok(value)
}
