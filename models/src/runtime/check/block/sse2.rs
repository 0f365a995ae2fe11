//! A block in the registers that every x86-64 processor has.

use safe_arch::{
    bitor_m128i, cmp_eq_mask_i8_m128i, load_unaligned_m128i, m128i, min_u8_m128i,
    move_mask_i8_m128i, set_splat_i8_m128i, sub_i8_m128i,
};

use super::{BLOCK, bytes_at};

/// 64 bytes.
pub(in super::super) struct Block([m128i; 4]);

impl Block {
    /// The block of a text from an offset on.
    #[inline]
    pub(in super::super) fn at(bytes: &[u8], at: usize) -> Self {
        bytes_at(bytes, at, Self::of)
    }

    #[inline]
    fn of(bytes: &[u8; BLOCK]) -> Self {
        let (parts, _) = bytes.as_chunks();
        Block(std::array::from_fn(|part| {
            load_unaligned_m128i(&parts[part])
        }))
    }

    /// Which bytes are quotes.
    #[inline]
    pub(in super::super) fn quotes(&self) -> u64 {
        self.equal(b'"')
    }

    /// Which bytes are backslashes.
    #[inline]
    pub(in super::super) fn backslashes(&self) -> u64 {
        self.equal(b'\\')
    }

    /// Which bytes are control characters.
    #[inline]
    pub(in super::super) fn controls(&self) -> u64 {
        let last = splat(0x1F);
        self.bits(|part| cmp_eq_mask_i8_m128i(min_u8_m128i(part, last), part))
    }

    /// Which bytes stand after a backslash, besides a quote and a backslash.
    #[inline]
    pub(in super::super) fn letters(&self) -> u64 {
        // Two letters that differ in one bit are one with that bit set.
        let pair =
            |part, bit, both| cmp_eq_mask_i8_m128i(bitor_m128i(part, splat(bit)), splat(both));
        self.bits(|part| {
            let br = pair(part, b'b' ^ b'r', b'r');
            let fn_ = pair(part, b'f' ^ b'n', b'n');
            let tu = pair(part, b't' ^ b'u', b'u');
            let slash = cmp_eq_mask_i8_m128i(part, splat(b'/'));
            bitor_m128i(bitor_m128i(br, fn_), bitor_m128i(tu, slash))
        })
    }

    /// Which bytes are a `u`.
    #[inline]
    pub(in super::super) fn us(&self) -> u64 {
        self.equal(b'u')
    }

    /// Which bytes are a `d`, of either case.
    #[inline]
    pub(in super::super) fn ds(&self) -> u64 {
        self.bits(|part| cmp_eq_mask_i8_m128i(lower(part), splat(b'd')))
    }

    /// Which bytes are hexadecimal digits.
    #[inline]
    pub(in super::super) fn digits(&self) -> u64 {
        let up_to = |part, most| cmp_eq_mask_i8_m128i(min_u8_m128i(part, splat(most)), part);
        self.bits(|part| {
            let digit = up_to(sub_i8_m128i(part, splat(b'0')), 9);
            let letter = up_to(sub_i8_m128i(lower(part), splat(b'a')), 5);
            bitor_m128i(digit, letter)
        })
    }

    #[inline]
    fn equal(&self, byte: u8) -> u64 {
        let byte = splat(byte);
        self.bits(|part| cmp_eq_mask_i8_m128i(part, byte))
    }

    /// The bits that a function sets, a byte for each.
    #[inline]
    fn bits(&self, mark: impl Fn(m128i) -> m128i) -> u64 {
        let bits =
            |part: usize| (move_mask_i8_m128i(mark(self.0[part])) as u16 as u64) << (16 * part);
        bits(0) | bits(1) | bits(2) | bits(3)
    }
}

/// In lower case, if it is a letter.
#[inline]
fn lower(part: m128i) -> m128i {
    bitor_m128i(part, splat(0x20))
}

#[inline]
fn splat(byte: u8) -> m128i {
    set_splat_i8_m128i(byte as i8)
}
