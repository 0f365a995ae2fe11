//! Lines and columns of places in a text.

use fearless_simd::{Level, Simd, dispatch};

use super::finding::{Position, Span};
use crate::typed::checker::block::{BLOCK, Block};

/// The positions of some offsets in their order, found in one walk through the text.
pub(crate) struct Lines(Vec<Position>);

impl Lines {
    pub(crate) fn new(text: &[u8], offsets: impl IntoIterator<Item = usize>) -> Self {
        let blank = Position {
            offset: 0,
            line: 1,
            column: 1,
        };
        let offsets = offsets.into_iter();
        let mut positions: Vec<Position> =
            { offsets.map(|offset| Position { offset, ..blank }) }.collect();
        positions.sort_unstable_by_key(|position| position.offset);
        let mut at = blank;
        for position in &mut positions {
            let end = position.offset.min(text.len());
            at.pass(&text[at.offset.min(end)..end]);
            at.offset = position.offset;
            *position = at;
        }
        Lines(positions)
    }

    pub(crate) fn span(&self, (start, end): (usize, usize)) -> Span {
        let position = |offset: usize| {
            let place = self.0.partition_point(|position| position.offset < offset);
            // All requested positions were returned.
            self.0.get(place).copied().unwrap_or(Position {
                offset,
                line: 0,
                column: 0,
            })
        };
        Span {
            start: position(start),
            end: position(end),
        }
    }
}

impl Position {
    /// Goes on, after these bytes.
    fn pass(&mut self, bytes: &[u8]) {
        let (breaks, characters) = dispatch!(Level::new(), simd => count(simd, bytes));
        let last = match breaks {
            0 => None,
            _ => bytes.iter().rposition(|byte| *byte == b'\n'),
        };
        match last {
            Some(last) => {
                self.line += breaks;
                self.column = 1;
                self.pass(&bytes[last + 1..]);
            }
            None => self.column += characters,
        }
    }
}

/// The numbers of line breaks and of characters.
#[inline(always)]
fn count<S: Simd>(simd: S, bytes: &[u8]) -> (usize, usize) {
    let (mut breaks, mut continuations) = (0, 0);
    // Behind the end of the text there are zeros, which are neither.
    for at in (0..bytes.len()).step_by(BLOCK) {
        let block = Block::at(simd, bytes, at);
        breaks += block.line_breaks().count_ones() as usize;
        continuations += block.continuations().count_ones() as usize;
    }
    (breaks, bytes.len() - continuations)
}
