//! The part of a line that is shown: it fits the terminal, and moves no cursor.

use std::ops::Range;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::output::printable;

/// The mark of omitted text.
const CUT: char = '…';

/// A part of a line of a document, cut around a value.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Window {
    pub(super) before: String,
    /// The value, as far as it is on the line; of a value of several lines only the first
    /// character, which marks its start.
    pub(super) value: String,
    pub(super) after: String,
}

impl Window {
    /// The window on the value at some bytes of a text, of so many columns.
    ///
    /// Only the neighbourhood of the value is looked at: a document of many megabytes
    /// in one line is nothing unusual.
    pub(super) fn new(text: &[u8], value: Range<usize>, width: usize) -> Self {
        let start = value.start.min(text.len());
        let end = value.end.clamp(start, text.len());
        // Four bytes a column: more, and something is cut in any case.
        let reach = 4 * (width + 1);
        let left = line_before(&text[start.saturating_sub(reach)..start]);
        let is_whole = left.len() < reach;
        let left = if is_whole {
            left
        } else {
            whole_characters(left)
        };
        let (value, right) = parts(text, start..end, reach);
        let (left, value, right) = (shown(left), shown(value), shown(right));

        let around = left.width() + right.width();
        let value = head(&value, (width * 3 / 5).max(width.saturating_sub(around)));
        let rest = width.saturating_sub(value.width());
        // A third for what follows; more, if there is little before.
        let after = head(&right, (rest / 3).max(rest.saturating_sub(left.width())));
        let before = tail(&left, rest.saturating_sub(after.width()), is_whole);
        Window {
            before,
            value,
            after,
        }
    }

    /// Columns before the marks.
    pub(super) fn indent(&self) -> usize {
        self.before.width()
    }

    /// The number of marks: one at least, since something may be missing where
    /// there is nothing.
    pub(super) fn marks(&self) -> usize {
        self.value.width().max(1)
    }
}

/// The bytes after the last line end.
fn line_before(text: &[u8]) -> &[u8] {
    let end = text.iter().rposition(|byte| *byte == b'\n');
    &text[end.map_or(0, |end| end + 1)..]
}

/// The bytes before the first line end.
fn line_after(text: &[u8]) -> &[u8] {
    let end = text.iter().position(|byte| *byte == b'\n');
    &text[..end.unwrap_or(text.len())]
}

/// The bytes to mark and those after them, on one line and no more than fits.
fn parts(text: &[u8], value: Range<usize>, reach: usize) -> (&[u8], &[u8]) {
    let (value, after) = (&text[value.start..value.end], &text[value.end..]);
    let near = &value[..value.len().min(reach)];
    let line = line_after(near);
    if line.len() < near.len() {
        let first = line.utf8_chunks().next();
        let first = first.and_then(|chunk| chunk.valid().chars().next());
        return line.split_at(first.map_or(0, char::len_utf8));
    }
    match near.len() < value.len() {
        true => (near, &[]),
        false => (near, line_after(&after[..after.len().min(reach)])),
    }
}

/// The bytes without the half of a character that they may begin with.
fn whole_characters(text: &[u8]) -> &[u8] {
    let half = text.iter().take_while(|byte| **byte & 0xc0 == 0x80);
    &text[half.count()..]
}

/// Text as it is shown: invalid bytes are replaced, tabs are four blanks, and what could
/// move the cursor is spelled out.
fn shown(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    printable(&text.trim_end_matches('\r').replace('\t', "    "))
}

/// The text, or as much of its beginning as fits.
fn head(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut head: String = within(text.chars(), width.saturating_sub(1)).collect();
    head.push(CUT);
    head
}

/// The text, or as much of its end as fits.
fn tail(text: &str, width: usize, is_whole: bool) -> String {
    if is_whole && text.width() <= width {
        return text.to_owned();
    }
    let tail: Vec<char> = within(text.chars().rev(), width.saturating_sub(1)).collect();
    std::iter::once(CUT).chain(tail.into_iter().rev()).collect()
}

/// The first characters, as many as fit.
fn within(chars: impl Iterator<Item = char>, room: usize) -> impl Iterator<Item = char> {
    chars.scan(0, move |used, c| {
        *used += c.width().unwrap_or_default();
        (*used <= room).then_some(c)
    })
}
