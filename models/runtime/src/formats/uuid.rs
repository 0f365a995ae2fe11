//! `uuid`: RFC 4122 §3.

use crate::text::strings::hex;

/// Whether the text is a UUID with its hyphens, in digits of either case. Any
/// version and variant will do: the grammar knows neither.
pub(crate) fn is_uuid(text: &str) -> bool {
    uuid(text).is_some()
}

/// The 128 bits of a UUID, the first digit on top.
pub(crate) fn uuid(text: &str) -> Option<u128> {
    let bytes: &[u8; 36] = text.as_bytes().try_into().ok()?;
    let has_hyphens = [8, 13, 18, 23].iter().all(|place| bytes[*place] == b'-');
    // Groups of four digits begin here.
    let mut groups = [0, 4, 9, 14, 19, 24, 28, 32].into_iter();
    let digits = groups.try_fold(0, |value: u128, place| {
        Some(value << 16 | u128::from(hex(bytes, place)?))
    });
    digits.filter(|_| has_hyphens)
}
