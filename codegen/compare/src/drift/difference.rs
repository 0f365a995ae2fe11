//! A difference between a schema and what the compiled types emit.

use exactschema_frontend::Place;

/// A place where the two schemas differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Drift {
    /// The keyword, or the schema around it if only the other side has it, in
    /// the source.
    pub place: Place,
    /// JSON Pointer of the keyword, or of the schema if little of it is the same.
    pub pointer: String,
    /// Its value in the source.
    pub source: Option<String>,
    /// Its value in the emitted schema.
    pub emitted: Option<String>,
    /// The meaning of the difference for documents.
    pub meaning: &'static str,
}
