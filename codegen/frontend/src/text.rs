//! Characters that a reader does not see.

/// Whether a character has no place in source text: it could end a comment, or
/// turn the direction of what follows around.
pub fn is_invisible(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}
