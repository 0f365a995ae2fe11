//! 64 bytes as bits: the lowest bit is for the first byte.

#[cfg(any(test, not(target_arch = "x86_64")))]
mod portable;
#[cfg(target_arch = "x86_64")]
mod sse2;

#[cfg(not(target_arch = "x86_64"))]
pub(super) use portable::Block;
#[cfg(target_arch = "x86_64")]
pub(super) use sse2::Block;

/// The number of bytes in a block.
pub(super) const BLOCK: usize = 64;

/// The block of a text from an offset on. Beyond its end there are zeros, which no
/// string holds.
fn bytes_at<R>(bytes: &[u8], at: usize, look: impl Fn(&[u8; BLOCK]) -> R) -> R {
    let rest = bytes.get(at..).unwrap_or_default();
    if let Some(block) = rest.first_chunk() {
        return look(block);
    }
    let mut block = [0; BLOCK];
    block[..rest.len()].copy_from_slice(rest);
    look(&block)
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, portable};
    use crate::runtime::strings::is_escape;

    /// Each byte at each place, among others.
    #[test]
    fn bits_say_what_the_bytes_are() {
        let mut random = fastrand::Rng::with_seed(64);
        for place in 0..BLOCK {
            for byte in 0..=255 {
                let mut bytes: [u8; BLOCK] = std::array::from_fn(|_| random.u8(..));
                bytes[place] = byte;
                let length = random.usize(place + 1..=BLOCK);
                judge(&bytes[..length]);
            }
        }
    }

    fn judge(bytes: &[u8]) {
        let portable = portable::Block::at(bytes, 0);
        let block = super::Block::at(bytes, 0);
        let bits = |is: fn(u8) -> bool| {
            let places = (0..BLOCK).filter(|at| is(*bytes.get(*at).unwrap_or(&0)));
            places.fold(0, |bits, at| bits | 1_u64 << at)
        };
        let quotes = bits(|byte| byte == b'"');
        let backslashes = bits(|byte| byte == b'\\');
        let letters = bits(is_escape) & !quotes & !backslashes;
        for (name, ours, portable, expected) in [
            ("quotes", block.quotes(), portable.quotes(), quotes),
            (
                "backslashes",
                block.backslashes(),
                portable.backslashes(),
                backslashes,
            ),
            (
                "controls",
                block.controls(),
                portable.controls(),
                bits(|byte| byte < 0x20),
            ),
            ("letters", block.letters(), portable.letters(), letters),
            (
                "ds",
                block.ds(),
                portable.ds(),
                bits(|byte| matches!(byte, b'd' | b'D')),
            ),
            (
                "digits",
                block.digits(),
                portable.digits(),
                bits(|byte| byte.is_ascii_hexdigit()),
            ),
            ("us", block.us(), portable.us(), bits(|byte| byte == b'u')),
        ] {
            assert_eq!((ours, portable), (expected, expected), "{name}: {bytes:?}");
        }
    }
}
