//! Strings (RFC 8259 §7), passed by blocks of 64 bytes.
//!
//! A text of tens of kilobytes has an escape every few dozen bytes. To stop at each
//! would take longer than all else, because no processor foresees where the next one
//! is; so a block is taken apart into bits, and all its escapes are judged at once.

use std::borrow::Cow;

use super::block::{BLOCK, Block};
use super::{Checker, Refused, Verdict};
use crate::runtime::strings::hex;

/// What is inside a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inside {
    /// The offset of the quote that closes it.
    pub end: usize,
    /// Whether it has escapes.
    pub escapes: bool,
}

impl<'de> Checker<'de> {
    /// Passes a string.
    pub fn string(&mut self) -> Verdict {
        self.inside().map(drop)
    }

    /// Passes a string, and returns its value, borrowed where it has no escapes.
    pub fn text(&mut self) -> Result<Cow<'de, str>, Refused> {
        self.peek();
        let start = self.at;
        let inside = self.inside()?;
        if inside.escapes {
            self.at = start;
            return self.read(|reader| reader.string());
        }
        let text = self.text.get(start + 1..inside.end);
        text.map(Cow::Borrowed).ok_or(Refused)
    }

    fn inside(&mut self) -> Result<Inside, Refused> {
        self.expect(b'"')?;
        let inside = inside_string(self.text.as_bytes(), self.at)?;
        self.at = inside.end + 1;
        Ok(inside)
    }
}

/// Looks for the end of the string whose opening quote is before `start`.
///
/// # Errors
///
/// It has no end, or holds what no string may hold.
pub fn inside_string(bytes: &[u8], start: usize) -> Result<Inside, Refused> {
    let mut at = start;
    let mut escapes = false;
    // Whether a backslash at the end of a block escapes the first byte of the next.
    let mut carried = 0;
    let mut pairs = Pairs::default();
    loop {
        let block = Block::at(bytes, at);
        let backslashes = block.backslashes();
        let escaped = match backslashes | carried {
            0 => 0,
            _ => escaped(backslashes, &mut carried),
        };
        let quotes = block.quotes() & !escaped;
        // All of a block without the closing quote.
        let inside = quotes.wrapping_sub(1) & !quotes;
        if block.controls() & inside != 0 {
            return Err(Refused);
        }
        let escaped = escaped & inside;
        if escaped != 0 {
            escapes = true;
            if escaped & !(block.letters() | block.quotes() | backslashes) != 0 {
                return Err(Refused);
            }
            pairs.judge(bytes, at, escaped & block.us())?;
        }
        if quotes != 0 {
            let end = at + quotes.trailing_zeros() as usize;
            return Ok(Inside { end, escapes });
        }
        at += BLOCK;
    }
}

/// The bytes that backslashes escape: those after an odd number of them. The first
/// byte may be escaped by the block before, the last may escape that of the next.
fn escaped(backslashes: u64, carried: &mut u64) -> u64 {
    const EVEN: u64 = 0x5555_5555_5555_5555;
    let backslashes = backslashes & !*carried;
    let follows = backslashes << 1 | *carried;
    // The addition carries through each run of backslashes that begins at an odd
    // place, so that what follows it is found at the place beside the usual one.
    let odd_starts = backslashes & !EVEN & !follows;
    let (sum, overflow) = odd_starts.overflowing_add(backslashes);
    *carried = u64::from(overflow);
    (EVEN ^ (sum << 1)) & follows
}

/// The escapes `\uXXXX` of a string, with what a surrogate pair is left to have.
#[derive(Default)]
struct Pairs {
    /// Where the second half of a pair was found: at its `u`.
    second: usize,
}

impl Pairs {
    /// Judges the escapes of the block at `at` whose `u`s are given.
    fn judge(&mut self, bytes: &[u8], at: usize, mut us: u64) -> Verdict {
        while us != 0 {
            self.judge_one(bytes, at + us.trailing_zeros() as usize)?;
            us &= us - 1;
        }
        Ok(())
    }

    fn judge_one(&mut self, bytes: &[u8], at: usize) -> Verdict {
        let code = |at| hex(bytes, at).ok_or(Refused);
        match code(at + 1)? {
            0xD800..=0xDBFF => {
                let follows = bytes.get(at + 5..at + 7) == Some(br"\u");
                if !follows || !matches!(code(at + 7)?, 0xDC00..=0xDFFF) {
                    return Err(Refused);
                }
                self.second = at + 6;
                Ok(())
            }
            0xDC00..=0xDFFF if self.second != at => Err(Refused),
            _ => Ok(()),
        }
    }
}
