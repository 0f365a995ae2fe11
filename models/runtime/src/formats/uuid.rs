//! `uuid`: RFC 4122 §3.

use crate::text::strings::hex;

/// Whether the text is a UUID with its hyphens, in digits of either case. Any
/// version and variant will do: the grammar knows neither.
pub(crate) fn is_uuid(text: &str) -> bool {
    let Ok(bytes) = <&[u8; 36]>::try_from(text.as_bytes()) else {
        return false;
    };
    // Without a branch for each byte, so that vectors take many of them at once.
    let hyphens = { bytes.iter() }.fold(0, |count, byte| count + u8::from(*byte == b'-'));
    let are_known = { bytes.iter() }.fold(true, |are, byte| {
        are & (byte.is_ascii_hexdigit() | (*byte == b'-'))
    });
    are_known && hyphens == 4 && has_hyphens(bytes)
}

fn has_hyphens(bytes: &[u8; 36]) -> bool {
    [8, 13, 18, 23].iter().all(|place| bytes[*place] == b'-')
}

/// The 128 bits of a UUID, the first digit on top.
pub(crate) fn uuid(text: &str) -> Option<u128> {
    let bytes: &[u8; 36] = text.as_bytes().try_into().ok()?;
    // Groups of four digits begin here.
    let mut groups = [0, 4, 9, 14, 19, 24, 28, 32].into_iter();
    let digits = groups.try_fold(0, |value: u128, place| {
        Some(value << 16 | u128::from(hex(bytes, place)?))
    });
    digits.filter(|_| has_hyphens(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verdicts_are_those_of_reading_the_digits() {
        let valid = "0f1A7c52-93be-4a55-8f0d-2f8c7b1d4e60";
        assert!(is_uuid(valid) && !is_uuid(&valid[1..]));
        for place in 0..valid.len() {
            for other in "-0Fg/:@`{ é".chars() {
                let mut text = valid.to_owned();
                text.replace_range(place..=place, other.encode_utf8(&mut [0; 4]));
                assert_eq!(is_uuid(&text), uuid(&text).is_some(), "{text}");
            }
        }
    }
}
