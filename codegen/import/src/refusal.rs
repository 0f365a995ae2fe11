//! Notes and refusals of an import, each about a place in a file.

use exactschema_frontend::json::SyntaxError;
use exactschema_frontend::{Place, Problem};

/// The file of a note or refusal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum File {
    /// The document.
    Document,
    /// Another one that it refers to: its path as seen from the folder of the document.
    Other(String),
    /// The overlay.
    Overlay,
}

/// A note on a schema that was made.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// The file.
    pub file: File,
    /// The location in the file.
    pub place: Place,
    /// The message.
    pub message: String,
}

/// The reason why no schema can be made.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// The file.
    pub file: File,
    /// The problem, and its location in that file.
    pub problem: Problem,
    /// The entry of an overlay that could change it: a pointer in the schema that is
    /// made; `None` if no overlay can help.
    pub target: Option<String>,
}

/// The reason why there is no schema.
#[derive(Clone, Debug, PartialEq)]
pub enum Error {
    /// A file is not written as it should be.
    Syntax(File, SyntaxError),
    /// At least one refusal, in the order of the files.
    Refused(Vec<Refusal>),
}
