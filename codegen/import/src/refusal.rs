//! What there is to say of an import: notes and refusals, each about a place in a file.

use exactschema_frontend::json::SyntaxError;
use exactschema_frontend::{Place, Problem};

/// Which of the files something stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the variants are the names of the files")]
pub enum File {
    Document,
    Overlay,
}

/// Something to know about a schema that was made all the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// Which file it is about.
    pub file: File,
    /// Where it stands there.
    pub place: Place,
    /// What there is to know.
    pub message: String,
}

/// Why no schema can be made.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// Which file it is about.
    pub file: File,
    /// What is wrong, and where in that file.
    pub problem: Problem,
    /// The entry of an overlay that could change it: a pointer in the schema that is
    /// made; `None` if no overlay can help.
    pub target: Option<String>,
}

/// Why there is no schema.
#[derive(Clone, Debug, PartialEq)]
pub enum Error {
    /// A file is not written as it should be.
    Syntax(File, SyntaxError),
    /// At least one refusal, in the order of the files.
    Refused(Vec<Refusal>),
}
