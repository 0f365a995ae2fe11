//! Arrays and objects of a text that has been checked up to an offset.

use fearless_simd::{Level, Simd, dispatch};

use super::Range;
use crate::typed::checker::block::{BLOCK, Block, up_to_next};
use crate::typed::checker::escapes::Escapes;

/// The arrays and objects that end before an offset, in the order of the text, without those
/// that are in one of these. Up to the offset the text must be the beginning of JSON.
pub(super) fn closed(text: &[u8], checked: usize) -> Vec<Range> {
    match checked.min(text.len()) {
        0 => Vec::new(),
        // One that ends at the offset may be the one that was rejected.
        end => dispatch!(Level::new(), simd => find(simd, &text[..end - 1])),
    }
}

#[inline(always)]
fn find<S: Simd>(simd: S, text: &[u8]) -> Vec<Range> {
    let mut closed: Vec<Range> = Vec::new();
    // Where those begin that are open, and how many were closed before.
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut escapes = Escapes::default();
    let mut in_string = 0;
    for at in (0..text.len()).step_by(BLOCK) {
        let block = Block::at(simd, text, at);
        let quotes = block.quotes() & !escapes.escaped(block.backslashes());
        let inside = up_to_next(quotes) ^ in_string;
        in_string = ((inside as i64) >> 63) as u64;
        let opening = block.opening_brackets() & !inside;
        let mut brackets = opening | block.closing_brackets() & !inside;
        while brackets != 0 {
            let offset = at + brackets.trailing_zeros() as usize;
            let bracket = brackets & brackets.wrapping_neg();
            if opening & bracket != 0 {
                open.push((offset, closed.len()));
            } else if let Some((start, before)) = open.pop() {
                closed.truncate(before);
                closed.push((start, offset + 1));
            }
            brackets ^= bracket;
        }
    }
    closed
}

#[cfg(test)]
mod tests {
    use super::closed;

    #[test]
    fn what_is_open_is_not_closed() {
        let long = "a".repeat(100);
        let text = format!(r#"{{"a":[{{"b":[]}},{{"[{long}\\\"]":"}}"}}, [[1],2], [3, {{}}, 4"#);
        let found = |checked: usize| -> Vec<&str> {
            let closed = closed(text.as_bytes(), checked);
            closed
                .into_iter()
                .map(|(start, end)| &text[start..end])
                .collect()
        };
        let all = found(text.len());
        assert_eq!(all.len(), 4, "{all:?}");
        assert_eq!(all[0], r#"{"b":[]}"#);
        assert!(all[1].ends_with(r#":"}"}"#), "{all:?}");
        assert_eq!(all[2..], ["[[1],2]", "{}"]);
        let end = text.find("},").unwrap_or_default() + 1;
        assert_eq!(found(end), ["[]"]);
        assert_eq!(found(end + 1), [r#"{"b":[]}"#]);
        assert!(found(0).is_empty());
    }
}
