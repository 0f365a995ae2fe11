//! Characters that a reader does not see.

use std::fmt::Write as _;

/// Whether a character has no place in source text: it could end a comment, or
/// turn the direction of what follows around.
pub fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{61c}' | '\u{200e}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2066}'..='\u{2069}' | '\u{feff}'
        )
}

/// Text from outside without characters that could move the cursor of a terminal, forge a line
/// or turn one around.
#[must_use]
pub fn printable(text: &str) -> String {
    let mut printable = String::with_capacity(text.len());
    for c in text.chars() {
        match is_invisible(c) {
            // Writing to a String cannot fail.
            true => drop(write!(printable, "\\u{{{:x}}}", u32::from(c))),
            false => printable.push(c),
        }
    }
    printable
}

/// JSON whose strings have escapes for such characters, so that it stays JSON.
#[must_use]
pub fn printable_json(json: &str) -> String {
    let mut printable = String::with_capacity(json.len());
    for c in json.chars() {
        match is_invisible(c) {
            // All of them are of the basic plane; writing to a String cannot fail.
            true => drop(write!(printable, "\\u{:04x}", u32::from(c))),
            false => printable.push(c),
        }
    }
    printable
}
