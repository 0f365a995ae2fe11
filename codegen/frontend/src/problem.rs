//! Problems in a schema, and suggestions for fixing them.

use std::fmt;

use crate::place::Place;

/// A construct that the pipeline would not support exactly.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// Its location.
    pub place: Place,
    /// The reason why it is rejected.
    pub message: String,
    /// The suggested fix.
    pub fix: String,
}

/// `line:column: pointer: message`, to follow the name of the file.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Place {
            pointer,
            line,
            column,
        } = &self.place;
        let pointer = if pointer.is_empty() {
            "the root"
        } else {
            pointer
        };
        // Names in a pointer come from the schema: they may contain any character.
        let pointer = pointer.escape_debug();
        write!(f, "{line}:{column}: {pointer}: {}", self.message)
    }
}
