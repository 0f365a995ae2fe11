//! `byte` and `base64url` of OpenAPI's registry: RFC 4648.

/// Whether the text is Base64 (§4). It is padded (§3.2), and has neither line feeds
/// (§3.1) nor other characters (§3.3).
pub(super) fn is_base64(text: &str) -> bool {
    is_encoded(text, *b"+/", false)
}

/// Whether the text is Base64 for URLs and file names (§5), which may go without its
/// padding: the length is known from the JSON string.
pub(super) fn is_base64url(text: &str) -> bool {
    is_encoded(text, *b"-_", true)
}

/// The bytes that a text of Base64 (§4) encodes; `None` for other texts.
#[cfg(feature = "validate")]
pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
    if !is_base64(text) {
        return None;
    }
    let (mut bytes, mut bits, mut count) = (Vec::new(), 0_u32, 0);
    for digit in text.trim_end_matches('=').bytes() {
        bits = bits << 6 | u32::from(value(digit, *b"+/")?);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    Some(bytes)
}

/// Whether the text encodes bytes in digits, of which two depend on the alphabet.
fn is_encoded(text: &str, last_digits: [u8; 2], may_lack_padding: bool) -> bool {
    let digits = text.trim_end_matches('=');
    let padding = text.len() - digits.len();
    // Of the last digit, these bits belong to no byte; they are zero (§3.5).
    let (needed_padding, unused_bits) = match digits.len() % 4 {
        0 => (0, 0),
        2 => (2, 0b1111),
        3 => (1, 0b11),
        _ => return false,
    };
    let is_padded = padding == needed_padding || (may_lack_padding && padding == 0);
    let mut last = 0;
    let are_digits = digits.bytes().all(|byte| match value(byte, last_digits) {
        Some(value) => {
            last = value;
            true
        }
        None => false,
    });
    is_padded && are_digits && last & unused_bits == 0
}

/// The value of a digit.
fn value(byte: u8, last_digits: [u8; 2]) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        _ if byte == last_digits[0] => Some(62),
        _ if byte == last_digits[1] => Some(63),
        _ => None,
    }
}
