//! Strings (RFC 8259 §7), checked in blocks of 64 bytes.
//!
//! A text of tens of kilobytes has an escape every few dozen bytes. To stop at each
//! would take longer than all else, because no processor foresees where the next one
//! is; so a block is taken apart into bits, and all its escapes are judged at once.

use std::borrow::Cow;

use fearless_simd::{Level, Simd, dispatch};

use super::block::{BLOCK, Block};
use super::escapes::Escapes;
use super::{Checker, Invalid, Validity};
use crate::text::strings::end_of_short;

/// The kind of the content of a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inside {
    /// The offset of the quote that closes it.
    pub end: usize,
    /// Whether it has escapes.
    pub escapes: bool,
}

impl<'de> Checker<'de> {
    /// Checks a string.
    #[inline]
    pub fn string(&mut self) -> Validity {
        self.inside().map(drop)
    }

    /// Checks a string, and returns its value, borrowed where it has no escapes.
    #[inline]
    pub fn text(&mut self) -> Result<Cow<'de, str>, Invalid> {
        self.peek();
        let start = self.at;
        let inside = self.inside()?;
        if inside.escapes {
            self.at = start;
            return self.read(|reader| reader.string());
        }
        let text = self.text.get(start + 1..inside.end);
        text.map(Cow::Borrowed).ok_or(Invalid)
    }

    #[inline]
    fn inside(&mut self) -> Result<Inside, Invalid> {
        self.expect(b'"')?;
        let inside = match end_of_short(self.text.as_bytes(), self.at) {
            Some(end) => Inside {
                end,
                escapes: false,
            },
            None => inside_string(self.text.as_bytes(), self.at)?,
        };
        self.at = inside.end + 1;
        Ok(inside)
    }
}

/// Looks for the end of the string whose opening quote is before `start`.
///
/// # Errors
///
/// It has no end, or contains bytes that no string may contain.
pub fn inside_string(bytes: &[u8], start: usize) -> Result<Inside, Invalid> {
    dispatch!(Level::new(), simd => inside(simd, bytes, start))
}

#[inline(always)]
fn inside<S: Simd>(simd: S, bytes: &[u8], start: usize) -> Result<Inside, Invalid> {
    // Most strings are short, and have no escapes.
    let block = Block::at(simd, bytes, start);
    let ends = block.quotes() | block.backslashes();
    let inside = ends.wrapping_sub(1) & !ends;
    if ends & inside.wrapping_add(1) & block.quotes() != 0 && block.controls() & inside == 0 {
        let end = start + ends.trailing_zeros() as usize;
        return Ok(Inside {
            end,
            escapes: false,
        });
    }
    inside_long(simd, bytes, start)
}

#[inline(always)]
fn inside_long<S: Simd>(simd: S, bytes: &[u8], start: usize) -> Result<Inside, Invalid> {
    let mut at = start;
    let mut escapes = Escapes::default();
    let mut bad = 0;
    while at < bytes.len() {
        let block = Block::at(simd, bytes, at);
        let escaped = escapes.escaped(block.backslashes());
        let quotes = block.quotes() & !escaped;
        // All up to the closing quote, and with it; all of a block without it.
        let with_end = quotes ^ quotes.wrapping_sub(1);
        let inside = with_end & !quotes;
        bad |= block.controls() & inside;
        bad |= escapes.judge(&block, escaped & inside, with_end, bytes, at)?;
        if quotes != 0 {
            let end = at + quotes.trailing_zeros() as usize;
            let escapes = escapes.any != 0;
            return match bad {
                0 => Ok(Inside { end, escapes }),
                _ => Err(Invalid),
            };
        }
        at += BLOCK;
    }
    Err(Invalid)
}
