//! A block for processors that the crate knows nothing special of, in loops that a
//! compiler makes vectors of.

use super::{BLOCK, bytes_at};

/// 64 bytes.
pub(in super::super) struct Block([u8; BLOCK]);

impl Block {
    /// The block of a text from an offset on.
    pub(in super::super) fn at(bytes: &[u8], at: usize) -> Self {
        Block(bytes_at(bytes, at, |block| *block))
    }

    /// Which bytes are quotes.
    pub(in super::super) fn quotes(&self) -> u64 {
        self.bits(|byte| byte == b'"')
    }

    /// Which bytes are backslashes.
    pub(in super::super) fn backslashes(&self) -> u64 {
        self.bits(|byte| byte == b'\\')
    }

    /// Which bytes are control characters.
    pub(in super::super) fn controls(&self) -> u64 {
        self.bits(|byte| byte < 0x20)
    }

    /// Which bytes stand after a backslash, besides a quote and a backslash.
    pub(in super::super) fn letters(&self) -> u64 {
        // Two letters that differ in one bit are one with that bit set.
        self.bits(|byte| {
            (byte | (b'b' ^ b'r') == b'r')
                | (byte | (b'f' ^ b'n') == b'n')
                | (byte | (b't' ^ b'u') == b'u')
                | (byte == b'/')
        })
    }

    /// Which bytes are a `u`.
    pub(in super::super) fn us(&self) -> u64 {
        self.bits(|byte| byte == b'u')
    }

    /// Which bytes are a `d`, of either case.
    pub(in super::super) fn ds(&self) -> u64 {
        self.bits(|byte| byte | 0x20 == b'd')
    }

    /// Which bytes are hexadecimal digits.
    pub(in super::super) fn digits(&self) -> u64 {
        self.bits(|byte| (byte.wrapping_sub(b'0') <= 9) | ((byte | 0x20).wrapping_sub(b'a') <= 5))
    }

    fn bits(&self, is: impl Fn(u8) -> bool) -> u64 {
        let marks = self.0.map(|byte| u8::from(is(byte)));
        let (words, _) = marks.as_chunks();
        let words = words.iter().rev().map(|word| u64::from_le_bytes(*word));
        // The product has the lowest bits of all eight bytes in its highest byte.
        words.fold(0, |bits, word| {
            bits << 8 | word.wrapping_mul(0x0102_0408_1020_4080) >> 56
        })
    }
}
