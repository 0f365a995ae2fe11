//! The escapes of a string (RFC 8259 §7), judged a block at a time.

use fearless_simd::Simd;

use super::Invalid;
use super::block::Block;
use crate::text::strings::hex;

/// The state that one block of a string passes to the next.
#[derive(Default)]
pub(crate) struct Escapes {
    /// Whether its last byte escapes the first one: 1 or 0.
    carried: u64,
    /// The bytes that must be hexadecimal digits.
    digits: u64,
    /// The byte that is the first of four digits.
    first: u64,
    /// The place of the digits that are the second half of a surrogate pair.
    second: usize,
    /// Not 0 if there were escapes.
    pub(super) any: u64,
}

impl Escapes {
    /// Whether bytes that come next belong to an escape.
    #[cfg(feature = "validate")]
    #[inline(always)]
    pub(crate) fn is_open(&self) -> bool {
        self.carried | self.digits != 0
    }

    /// The bytes that backslashes escape: those after an odd number of them.
    #[inline(always)]
    pub(crate) fn escaped(&mut self, backslashes: u64) -> u64 {
        const EVEN: u64 = 0x5555_5555_5555_5555;
        let backslashes = backslashes & !self.carried;
        let follows = backslashes << 1 | self.carried;
        // The addition carries through each run of backslashes that begins at an odd
        // place, so that what follows it is found at the place beside the usual one.
        let odd_starts = backslashes & !EVEN & !follows;
        let (sum, overflow) = odd_starts.overflowing_add(backslashes);
        self.carried = u64::from(overflow);
        (EVEN ^ (sum << 1)) & follows
    }

    /// The invalid bytes of the block at `at`. `with_end` are those up to and including the
    /// closing quote.
    #[inline(always)]
    pub(crate) fn judge<S: Simd>(
        &mut self,
        block: &Block<S>,
        escaped: u64,
        with_end: u64,
        bytes: &[u8],
        at: usize,
    ) -> Result<u64, Invalid> {
        self.any |= escaped;
        let us = escaped & block.us();
        let bad = escaped & !(block.letters() | block.quotes() | block.backslashes());
        let digits = us << 1 | us << 2 | us << 3 | us << 4 | self.digits;
        let firsts = us << 1 | self.first;
        self.digits = us >> 63 | us >> 62 | us >> 61 | us >> 60;
        self.first = us >> 63;
        let surrogates = firsts & block.ds();
        if surrogates != 0 {
            self.second = judge_surrogates(bytes, at, surrogates, self.second)?;
        }
        Ok(bad | digits & with_end & !block.digits())
    }
}

/// Judges the digits at these places of a block, which may spell half of a surrogate
/// pair. Takes and returns the place of those that are the second half of the last one.
#[cold]
fn judge_surrogates(
    bytes: &[u8],
    at: usize,
    mut places: u64,
    mut second: usize,
) -> Result<usize, Invalid> {
    while places != 0 {
        second = judge_surrogate(bytes, at + places.trailing_zeros() as usize, second)?;
        places &= places - 1;
    }
    Ok(second)
}

fn judge_surrogate(bytes: &[u8], at: usize, second: usize) -> Result<usize, Invalid> {
    let code = |at| hex(bytes, at).ok_or(Invalid);
    match code(at)? {
        0xD800..=0xDBFF => {
            let follows = bytes.get(at + 4..at + 6) == Some(br"\u");
            if !follows || !matches!(code(at + 6)?, 0xDC00..=0xDFFF) {
                return Err(Invalid);
            }
            Ok(at + 6)
        }
        0xDC00..=0xDFFF if second != at => Err(Invalid),
        _ => Ok(second),
    }
}
