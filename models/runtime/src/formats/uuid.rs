//! `uuid`: RFC 4122 §3.

/// Whether the text is a UUID with its hyphens, in digits of either case. Any
/// version and variant will do: the grammar knows neither.
pub(crate) fn is_uuid(text: &str) -> bool {
    uuid(text).is_some()
}

/// The 128 bits of a UUID, the first digit on top.
pub(crate) fn uuid(text: &str) -> Option<u128> {
    if text.len() != 36 {
        return None;
    }
    let mut bytes = text.bytes().enumerate();
    bytes.try_fold(0, |value: u128, (place, byte)| match place {
        8 | 13 | 18 | 23 => (byte == b'-').then_some(value),
        _ => Some(value << 4 | u128::from(char::from(byte).to_digit(16)?)),
    })
}
