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
            let breaks = count(passed, |byte| byte == b'\n');
            // Without a line break, to look for the last would take longer than to count.
            let last = match breaks {
                0 => None,
                _ => passed.iter().rposition(|byte| *byte == b'\n'),
            };
            match last {
                Some(last) => {
                    at.line += breaks;
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
    count(bytes, |byte| byte & 0xC0 != 0x80)
}

/// The number of bytes for which it is true. It is counted in bytes, which fill vectors, of so
/// many that their number is one.
fn count(bytes: &[u8], is: impl Fn(u8) -> bool) -> usize {
    let in_part = |part: &[u8]| {
        part.iter()
            .fold(0, |count, byte| count + u8::from(is(*byte)))
    };
    bytes
        .chunks(192)
        .map(|part| usize::from(in_part(part)))
        .sum()
}
