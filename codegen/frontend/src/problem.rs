//! What is wrong with a schema, and how to mend it.

use std::fmt;

use crate::place::Place;

/// A construct that the pipeline would not honour exactly.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// Where it stands.
    pub place: Place,
    /// Why it is refused.
    pub message: String,
    /// What to write instead.
    pub fix: String,
}

/// `line:column: pointer: message`, to stand behind the name of the file.
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
        // Names in a pointer come from the schema: they may hold anything.
        let pointer = pointer.escape_debug();
        write!(f, "{line}:{column}: {pointer}: {}", self.message)
    }
}
