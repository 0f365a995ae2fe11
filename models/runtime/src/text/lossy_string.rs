//! Strings that are no text.

use super::read_error::ReadError;
use super::strings::{skip_plain, unescape_one};
use crate::error::ErrorKind;

/// The string that begins at `start`, with U+FFFD for each half of a surrogate pair,
/// and the offset after it.
///
/// # Errors
///
/// Whatever else is wrong with it.
pub(crate) fn lossy_string(bytes: &[u8], start: usize) -> Result<(String, usize), ReadError> {
    let mut text = Vec::new();
    let mut at = start + 1;
    loop {
        let end = skip_plain(bytes, at);
        text.extend_from_slice(&bytes[at..end]);
        at = end;
        if bytes.get(at) != Some(&b'\\') {
            break;
        }
        let mut character = [0; 4];
        match unescape_one(bytes, at, &mut character) {
            Ok((written, taken)) => {
                text.extend_from_slice(&character[..written]);
                at += taken;
            }
            Err(failure) if failure.kind() == ErrorKind::LoneSurrogate => {
                text.extend_from_slice("\u{fffd}".as_bytes());
                at += 6;
            }
            Err(failure) => return Err(failure),
        }
    }
    if bytes.get(at) != Some(&b'"') {
        return Err(unended(bytes, start, at));
    }
    match String::from_utf8(text) {
        Ok(text) => Ok((text, at + 1)),
        Err(_) => Err(unended(bytes, start, at)),
    }
}

/// The reason why a string does not end, or is not UTF-8.
fn unended(bytes: &[u8], start: usize, at: usize) -> ReadError {
    if let Err(error) = str::from_utf8(&bytes[start..at]) {
        let message = "the bytes from here on are not UTF-8";
        return ReadError::new(ErrorKind::Encoding, start + error.valid_up_to(), message);
    }
    match bytes.get(at) {
        None => ReadError::new(
            ErrorKind::Syntax,
            start,
            "the string that begins here never ends",
        ),
        Some(_) => {
            let why = "a control character must be escaped in a string";
            ReadError::new(ErrorKind::Syntax, at, why)
        }
    }
}
