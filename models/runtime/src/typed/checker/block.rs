//! 64 bytes as bits: the lowest bit is for the first byte.

use fearless_simd::{Simd, mask8x64, prelude::*, u8x64};

/// The number of bytes in a block.
pub(crate) const BLOCK: usize = 64;

/// 64 bytes. Its functions are part of the one that calls them, which a processor runs
/// with the widest vectors that it has.
pub(crate) struct Block<S: Simd>(u8x64<S>);

impl<S: Simd> Block<S> {
    /// The block of a text from an offset on. Beyond its end there are zeros, which no
    /// string holds.
    #[inline(always)]
    pub(crate) fn at(simd: S, bytes: &[u8], at: usize) -> Self {
        let rest = bytes.get(at..).unwrap_or_default();
        if let Some(block) = rest.first_chunk::<BLOCK>() {
            return Block(u8x64::from_slice(simd, block));
        }
        let mut block = [0; BLOCK];
        block[..rest.len()].copy_from_slice(rest);
        Block(u8x64::from_slice(simd, &block))
    }

    /// The positions of quotes.
    #[inline(always)]
    pub(crate) fn quotes(&self) -> u64 {
        self.0.simd_eq(b'"').to_bitmask()
    }

    /// The positions of backslashes.
    #[inline(always)]
    pub(crate) fn backslashes(&self) -> u64 {
        self.0.simd_eq(b'\\').to_bitmask()
    }

    /// The positions of control characters.
    #[inline(always)]
    pub(crate) fn controls(&self) -> u64 {
        self.up_to(self.0, 0x1F).to_bitmask()
    }

    /// The positions of brackets, colons and commas.
    #[cfg(feature = "validate")]
    #[inline(always)]
    pub(crate) fn operators(&self) -> u64 {
        // Square brackets are curly ones without a bit, which neither a colon nor a comma has.
        let curly = self.lower();
        let brackets = curly.simd_eq(b'{') | curly.simd_eq(b'}');
        (brackets | self.0.simd_eq(b':') | self.0.simd_eq(b',')).to_bitmask()
    }

    /// The positions of brackets that open an array or an object.
    #[cfg(feature = "validate")]
    #[inline(always)]
    pub(crate) fn opening_brackets(&self) -> u64 {
        self.lower().simd_eq(b'{').to_bitmask()
    }

    /// The positions of brackets that close an array or an object.
    #[cfg(feature = "validate")]
    #[inline(always)]
    pub(crate) fn closing_brackets(&self) -> u64 {
        self.lower().simd_eq(b'}').to_bitmask()
    }

    /// The positions of line breaks.
    #[cfg(feature = "validate")]
    #[inline(always)]
    pub(crate) fn line_breaks(&self) -> u64 {
        self.0.simd_eq(b'\n').to_bitmask()
    }

    /// The positions of bytes that continue a character of UTF-8, and begin none.
    #[cfg(feature = "validate")]
    #[inline(always)]
    pub(crate) fn continuations(&self) -> u64 {
        (self.0 & 0xC0).simd_eq(0x80).to_bitmask()
    }

    /// The positions of white space.
    #[cfg(feature = "validate")]
    #[inline(always)]
    pub(crate) fn white_space(&self) -> u64 {
        let breaks = self.0.simd_eq(b'\n') | self.0.simd_eq(b'\r');
        (breaks | self.0.simd_eq(b' ') | self.0.simd_eq(b'\t')).to_bitmask()
    }

    /// The positions of the letters of escapes, besides a quote and a backslash.
    #[inline(always)]
    pub(crate) fn letters(&self) -> u64 {
        // Two letters that differ in one bit are one with that bit set.
        let br = (self.0 | (b'b' ^ b'r')).simd_eq(b'r');
        let fn_ = (self.0 | (b'f' ^ b'n')).simd_eq(b'n');
        let tu = (self.0 | (b't' ^ b'u')).simd_eq(b'u');
        let slash = self.0.simd_eq(b'/');
        (br | fn_ | tu | slash).to_bitmask()
    }

    /// The positions of `u`.
    #[inline(always)]
    pub(crate) fn us(&self) -> u64 {
        self.0.simd_eq(b'u').to_bitmask()
    }

    /// The positions of `d`, of either case.
    #[inline(always)]
    pub(crate) fn ds(&self) -> u64 {
        self.lower().simd_eq(b'd').to_bitmask()
    }

    /// The positions of hexadecimal digits.
    #[inline(always)]
    pub(crate) fn digits(&self) -> u64 {
        let digit = self.up_to(self.0 - b'0', 9);
        let letter = self.up_to(self.lower() - b'a', 5);
        (digit | letter).to_bitmask()
    }

    /// In lower case, where they are letters.
    #[inline(always)]
    fn lower(&self) -> u8x64<S> {
        self.0 | 0x20
    }

    /// The bytes that are at most `most`. Not every processor compares bytes without sign.
    #[inline(always)]
    fn up_to(&self, bytes: u8x64<S>, most: u8) -> mask8x64<S> {
        bytes.min(most).simd_eq(bytes)
    }
}

/// The bits from each first of two marks to the one before the second.
#[cfg(feature = "validate")]
#[inline(always)]
pub(crate) fn up_to_next(mut marks: u64) -> u64 {
    for shift in [1, 2, 4, 8, 16, 32] {
        marks ^= marks << shift;
    }
    marks
}

#[cfg(test)]
mod tests {
    use fearless_simd::{Level, Simd, dispatch};

    use super::{BLOCK, Block};
    use crate::text::strings::is_escape;

    /// Each byte at each place, among others.
    #[test]
    fn bits_say_what_the_bytes_are() {
        let mut random = fastrand::Rng::with_seed(64);
        for place in 0..BLOCK {
            for byte in 0..=255 {
                let mut bytes: [u8; BLOCK] = std::array::from_fn(|_| random.u8(..));
                bytes[place] = byte;
                let length = random.usize(place + 1..=BLOCK);
                judge_on_all_vectors(&bytes[..length]);
            }
        }
    }

    fn judge_on_all_vectors(bytes: &[u8]) {
        dispatch!(Level::baseline(), simd => judge(simd, bytes));
        dispatch!(Level::new(), simd => judge(simd, bytes));
        #[cfg(target_arch = "x86_64")]
        {
            let level = Level::new();
            level
                .as_sse4_2()
                .into_iter()
                .for_each(|simd| judge(simd, bytes));
            level
                .as_avx2()
                .into_iter()
                .for_each(|simd| judge(simd, bytes));
        }
    }

    fn judge<S: Simd>(simd: S, bytes: &[u8]) {
        let block = Block::at(simd, bytes, 0);
        let bits = |is: fn(u8) -> bool| {
            let places = (0..BLOCK).filter(|at| is(*bytes.get(*at).unwrap_or(&0)));
            places.fold(0, |bits, at| bits | 1_u64 << at)
        };
        let quotes = bits(|byte| byte == b'"');
        let backslashes = bits(|byte| byte == b'\\');
        let letters = bits(is_escape) & !quotes & !backslashes;
        let ds = bits(|byte| matches!(byte, b'd' | b'D'));
        for (name, ours, expected) in [
            ("quotes", block.quotes(), quotes),
            ("backslashes", block.backslashes(), backslashes),
            ("controls", block.controls(), bits(|byte| byte < 0x20)),
            ("letters", block.letters(), letters),
            ("us", block.us(), bits(|byte| byte == b'u')),
            ("ds", block.ds(), ds),
            #[cfg(feature = "validate")]
            (
                "operators",
                block.operators(),
                bits(|byte| b"{}[]:,".contains(&byte)),
            ),
            #[cfg(feature = "validate")]
            (
                "opening brackets",
                block.opening_brackets(),
                bits(|byte| b"{[".contains(&byte)),
            ),
            #[cfg(feature = "validate")]
            (
                "closing brackets",
                block.closing_brackets(),
                bits(|byte| b"}]".contains(&byte)),
            ),
            #[cfg(feature = "validate")]
            (
                "line breaks",
                block.line_breaks(),
                bits(|byte| byte == b'\n'),
            ),
            #[cfg(feature = "validate")]
            (
                "continuations",
                block.continuations(),
                bits(|byte| byte & 0xC0 == 0x80),
            ),
            #[cfg(feature = "validate")]
            (
                "white space",
                block.white_space(),
                bits(|byte| b" \n\r\t".contains(&byte)),
            ),
            (
                "digits",
                block.digits(),
                bits(|byte| byte.is_ascii_hexdigit()),
            ),
        ] {
            assert_eq!(ours, expected, "{name}: {bytes:?} {:?}", simd.level());
        }
    }
}
