//! Lines and columns of places in a text.

use std::collections::BTreeMap;

use super::finding::{Position, Span};

/// The positions of some offsets, found in one walk through the text.
pub(crate) struct Lines(BTreeMap<usize, Position>);

impl Lines {
    pub(crate) fn new(text: &[u8], offsets: impl IntoIterator<Item = usize>) -> Self {
        let blank = Position {
            offset: 0,
            line: 1,
            column: 1,
        };
        let offsets = offsets.into_iter().map(|offset| (offset, blank));
        let mut positions: BTreeMap<usize, Position> = offsets.collect();
        let mut at = blank;
        for (offset, position) in &mut positions {
            let end = (*offset).min(text.len());
            let passed = &text[at.offset.min(end)..end];
            match passed.iter().rposition(|byte| *byte == b'\n') {
                Some(last) => {
                    at.line += passed.iter().filter(|byte| **byte == b'\n').count();
                    at.column = 1 + characters(&passed[last + 1..]);
                }
                None => at.column += characters(passed),
            }
            at.offset = *offset;
            *position = at;
        }
        Lines(positions)
    }

    pub(crate) fn span(&self, (start, end): (usize, usize)) -> Span {
        let position = |offset: usize| {
            let found = self.0.get(&offset).copied();
            // All requested positions were returned.
            found.unwrap_or(Position {
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

/// A byte that continues a character of UTF-8 begins none.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}
