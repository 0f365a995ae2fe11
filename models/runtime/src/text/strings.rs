//! The inside of strings (RFC 8259 §7): literal characters, and escapes.

use super::read_error::ReadError;
use crate::error::ErrorKind;

/// The number of bytes that are examined in one step. Most of the time of reading is spent in
/// long strings; two escapes are seldom further apart than this.
pub(crate) const STEP: usize = 64;

/// The number of bytes in a step before the first quote, backslash or control
/// character; `STEP` if there is none. It does not branch, because what comes
/// next in a string cannot be predicted, and compiles to vector instructions.
fn plain_in_step(step: &[u8; STEP]) -> usize {
    let mut marks = [0; STEP];
    for (mark, byte) in marks.iter_mut().zip(step) {
        *mark = u8::from(!is_plain(*byte));
    }
    let (parts, _) = marks.as_chunks::<16>();
    let mut plain = STEP;
    for (index, part) in parts.iter().enumerate().rev() {
        // Without a mark there are 128 zeros, which are 16 bytes.
        let zeros = u128::from_le_bytes(*part).trailing_zeros() as usize / 8;
        if zeros < 16 {
            plain = index * 16 + zeros;
        }
    }
    plain
}

/// Whether a byte is literal in a string.
pub(crate) const fn is_plain(byte: u8) -> bool {
    (byte != b'"') & (byte != b'\\') & (byte >= 0x20)
}

/// The place of the quote that closes a string whose content begins at `at`, if the string is
/// short and without escapes, as most are. Bytes are examined eight at a time, in a word.
#[inline]
pub(crate) fn end_of_short(bytes: &[u8], at: usize) -> Option<usize> {
    // Enough for a date-time and for a UUID.
    const WORDS: usize = 5;
    let (words, _) = bytes.get(at..)?.as_chunks();
    for (index, word) in words.iter().take(WORDS).enumerate() {
        let plain = plain_in_word(*word);
        if plain < 8 {
            let end = at + 8 * index + plain;
            return (bytes[end] == b'"').then_some(end);
        }
    }
    None
}

/// The number of bytes in a word before the first that is not literal in a string; 8 if there
/// is none.
#[inline]
fn plain_in_word(word: [u8; 8]) -> usize {
    const EACH: u64 = u64::MAX / 255;
    // The high bit of the first byte that is below a limit; bytes after it may be marked, too.
    let below = |word: u64, limit: u64| word.wrapping_sub(EACH * limit) & !word & (EACH << 7);
    let equal = |word: u64, byte: u8| below(word ^ (EACH * u64::from(byte)), 1);
    let word = u64::from_le_bytes(word);
    let marks = equal(word, b'"') | equal(word, b'\\') | below(word, 0x20);
    marks.trailing_zeros() as usize / 8
}

/// The first place from `at` on that holds a quote, a backslash or a control
/// character; the end of the text if there is none.
// Inline: every string that is read begins with it.
#[inline]
pub(crate) fn skip_plain(bytes: &[u8], mut at: usize) -> usize {
    while let Some(step) = bytes.get(at..).and_then(|rest| rest.first_chunk()) {
        let plain = plain_in_step(step);
        at += plain;
        if plain < STEP {
            return at;
        }
    }
    while let Some(word) = bytes.get(at..).and_then(|rest| rest.first_chunk()) {
        let plain = plain_in_word(*word);
        at += plain;
        if plain < 8 {
            return at;
        }
    }
    let rest = bytes.get(at..).unwrap_or_default();
    match bytes.last_chunk() {
        // Their bytes in one word, with spaces instead of what follows.
        Some(last) if !rest.is_empty() => {
            let after = u64::from_le_bytes([b' '; 8]) << (8 * rest.len());
            let word = u64::from_le_bytes(*last) >> (64 - 8 * rest.len()) | after;
            at + plain_in_word(word.to_le_bytes()).min(rest.len())
        }
        _ => at + rest.iter().take_while(|byte| is_plain(**byte)).count(),
    }
}

/// Copies what `skip_plain` would skip, and returns its length.
// Inline: with `unescape_one` it is the loop of a string with escapes.
#[inline]
pub(crate) fn copy_plain(bytes: &[u8], at: usize, to: &mut [u8]) -> usize {
    let mut length = 0;
    while let (Some(step), Some(room)) = (
        bytes.get(at + length..).and_then(|rest| rest.first_chunk()),
        to.get_mut(length..).and_then(|room| room.first_chunk_mut()),
    ) {
        // What is copied beyond the plain bytes is overwritten or left out.
        *room = *step;
        let plain = plain_in_step(step);
        length += plain;
        if plain < STEP {
            return length;
        }
    }
    let rest = bytes.get(at + length..).unwrap_or_default();
    for (byte, room) in rest.iter().zip(&mut to[length..]) {
        if !is_plain(*byte) {
            break;
        }
        *room = *byte;
        length += 1;
    }
    length
}

/// The byte that the letter after a backslash denotes; 0 if it does not denote a single byte.
const ESCAPES: [u8; 256] = {
    let mut table = [0; 256];
    table[b'"' as usize] = b'"';
    table[b'\\' as usize] = b'\\';
    table[b'/' as usize] = b'/';
    table[b'b' as usize] = 0x8;
    table[b'f' as usize] = 0xc;
    table[b'n' as usize] = b'\n';
    table[b'r' as usize] = b'\r';
    table[b't' as usize] = b'\t';
    table
};

/// Writes the character that the escape at `at` denotes; the length of both.
#[inline]
pub(crate) fn unescape_one(
    bytes: &[u8],
    at: usize,
    to: &mut [u8],
) -> Result<(usize, usize), ReadError> {
    let letter = bytes.get(at + 1).copied().unwrap_or_default();
    match ESCAPES[usize::from(letter)] {
        0 if letter == b'u' => {
            let (character, length) = unicode_escape(bytes, at)?;
            Ok((character.encode_utf8(to).len(), length))
        }
        0 => {
            let why = r#"a backslash in a string must begin one of \" \\ \/ \b \f \n \r \t \uXXXX"#;
            Err(ReadError::new(ErrorKind::Syntax, at, why))
        }
        byte => {
            to[0] = byte;
            Ok((1, 2))
        }
    }
}

/// Whether a letter may follow a backslash.
#[cfg(test)]
pub(crate) fn is_escape(letter: u8) -> bool {
    ESCAPES[usize::from(letter)] != 0 || letter == b'u'
}

#[inline]
fn unicode_escape(bytes: &[u8], at: usize) -> Result<(char, usize), ReadError> {
    let high = four_digits(bytes, at)?;
    if let Some(character) = char::from_u32(high) {
        return Ok((character, 6));
    }
    let lone = || {
        let why = "half of a surrogate pair: no Unicode string can hold it";
        ReadError::new(ErrorKind::LoneSurrogate, at, why)
    };
    if high >= 0xDC00 || bytes.get(at + 6..at + 8) != Some(br"\u") {
        return Err(lone());
    }
    let low = four_digits(bytes, at + 6)?;
    if !(0xDC00..=0xDFFF).contains(&low) {
        return Err(lone());
    }
    let code = 0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00);
    char::from_u32(code).map(|c| (c, 12)).ok_or_else(lone)
}

/// The four hexadecimal digits of the `\uXXXX` at `at`.
fn four_digits(bytes: &[u8], at: usize) -> Result<u32, ReadError> {
    hex(bytes, at + 2).ok_or_else(|| {
        let why = r"\u in a string must be followed by four hexadecimal digits";
        ReadError::new(ErrorKind::Syntax, at, why)
    })
}

/// The value of four hexadecimal digits.
#[inline]
pub(crate) fn hex(bytes: &[u8], at: usize) -> Option<u32> {
    let digits: &[u8; 4] = bytes.get(at..)?.first_chunk()?;
    let [a, b, c, d] = digits.map(|digit| HEX[usize::from(digit)]);
    let value = u32::from(a) << 12 | u32::from(b) << 8 | u32::from(c) << 4 | u32::from(d);
    (a | b | c | d < 16).then_some(value)
}

/// The value of a hexadecimal digit; 255 for any other byte.
const HEX: [u8; 256] = {
    let mut table = [255; 256];
    let mut digit = 0;
    while digit < 16 {
        table[b"0123456789abcdef"[digit] as usize] = digit as u8;
        table[b"0123456789ABCDEF"[digit] as usize] = digit as u8;
        digit += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::{is_plain, skip_plain};

    #[test]
    fn the_first_byte_that_is_not_literal_is_found_wherever_it_is() {
        let mut random = fastrand::Rng::with_seed(8);
        for _ in 0..100_000 {
            let length = random.usize(..100);
            let byte = |_| match random.u8(..40) {
                0 => *b"\"\\\n\x1F".get(random.usize(..4)).unwrap_or(&b'"'),
                1 => random.u8(0x7F..),
                _ => b'a',
            };
            let bytes: Vec<u8> = (0..length).map(byte).collect();
            let at = random.usize(..=length);
            let plain = bytes[at..].iter().take_while(|byte| is_plain(**byte));
            assert_eq!(skip_plain(&bytes, at), at + plain.count(), "{bytes:?} {at}");
        }
    }
}
