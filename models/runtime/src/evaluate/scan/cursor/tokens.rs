//! The places of the tokens of a text, found in blocks of 64 bytes.

use fearless_simd::{Level, Simd, dispatch};

use crate::typed::checker::Invalid;
use crate::typed::checker::block::{BLOCK, Block, up_to_next};
use crate::typed::checker::escapes::Escapes;

/// The state that one block of a text passes to the next.
#[derive(Default)]
pub(super) struct Tokens {
    escapes: Escapes,
    /// All bits, if its last byte is in a string; or none.
    in_string: u64,
    /// 1, if its last byte is that of a number or a literal; or 0.
    in_scalar: u64,
    /// The offset after the last backslash.
    pub(super) last_escape: usize,
}

impl Tokens {
    /// The tokens of the block that begins at an offset, a bit for each: brackets, colons and
    /// commas, the first bytes of numbers and literals, and both quotes of strings. Bytes that
    /// begin no value are taken for parts of literals.
    ///
    /// # Errors
    ///
    /// A string has bytes or escapes that it must not have.
    pub(super) fn of_block(&mut self, bytes: &[u8], at: usize) -> Result<u64, Invalid> {
        dispatch!(Level::new(), simd => self.find(simd, bytes, at))
    }

    #[inline(always)]
    fn find<S: Simd>(&mut self, simd: S, bytes: &[u8], at: usize) -> Result<u64, Invalid> {
        let block = Block::at(simd, bytes, at);
        let backslashes = block.backslashes();
        let mut escaped = 0;
        let mut bad = 0;
        if backslashes != 0 || self.escapes.is_open() {
            escaped = self.escapes.escaped(backslashes);
            // What follows the end of a string is no digit of its last escape either.
            bad = self.escapes.judge(&block, escaped, u64::MAX, bytes, at)?;
            self.last_escape = at + BLOCK - backslashes.leading_zeros() as usize;
        }
        let quotes = block.quotes() & !escaped;
        // With the opening quotes, and without the closing ones.
        let inside = up_to_next(quotes) ^ self.in_string;
        self.in_string = ((inside as i64) >> 63) as u64;
        let operators = block.operators() & !inside;
        let scalars = !(operators | block.white_space() | quotes | inside);
        let starts = scalars & !(scalars << 1 | self.in_scalar);
        self.in_scalar = scalars >> 63;
        match bad | block.controls() & inside {
            0 => Ok(operators | quotes | starts),
            _ => Err(Invalid),
        }
    }
}
