//! The inside of strings by blocks, beside a loop that looks at one byte after the
//! other. The fuzz target shares this module.

use exactschema::runtime::Invalid;
use exactschema::runtime::check::{Inside, inside_string};

/// Looks for the end of a string that begins at each of the first places: so each
/// byte is put at each place of a block.
pub(crate) fn agree(bytes: &[u8]) {
    for start in 0..bytes.len().min(70) {
        let shown = || String::from_utf8_lossy(bytes);
        assert_eq!(
            inside_string(bytes, start),
            plain(bytes, start),
            "{start}: {}",
            shown()
        );
    }
}

/// The same, a byte at a time.
fn plain(bytes: &[u8], start: usize) -> Result<Inside, Invalid> {
    let mut at = start;
    let mut escapes = false;
    loop {
        at += match bytes.get(at) {
            Some(b'"') => return Ok(Inside { end: at, escapes }),
            Some(b'\\') => {
                escapes = true;
                escape(&bytes[at + 1..]).ok_or(Invalid)?
            }
            Some(0x20..) => 1,
            _ => return Err(Invalid),
        };
    }
}

/// The length of the escape whose letter comes first; that of a surrogate pair is
/// that of both halves.
fn escape(bytes: &[u8]) -> Option<usize> {
    match bytes.first()? {
        b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => Some(2),
        b'u' => match code(bytes)? {
            0xD800..=0xDBFF => {
                let second = bytes.get(5..)?.strip_prefix(b"\\").and_then(code)?;
                (0xDC00..=0xDFFF).contains(&second).then_some(12)
            }
            0xDC00..=0xDFFF => None,
            _ => Some(6),
        },
        _ => None,
    }
}

/// The code of `uXXXX`.
fn code(bytes: &[u8]) -> Option<u32> {
    let digits = bytes.strip_prefix(b"u")?.get(..4)?;
    let mut digits = digits.iter().map(|digit| char::from(*digit).to_digit(16));
    digits.try_fold(0, |code, digit| Some(code * 16 + digit?))
}
