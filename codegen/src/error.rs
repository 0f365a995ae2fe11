//! Errors of the generator.

use exactschema_frontend::compile::Problem;
use exactschema_frontend::json::SyntaxError;
use thiserror::Error;

/// The reason why there is no code for a schema.
#[derive(Clone, Debug, Error, PartialEq)]
pub enum Error {
    /// The text is not JSON, or such JSON as no Rust type represents: with half a surrogate
    /// pair, or nesting beyond 127 levels.
    #[error("the schema cannot be read: {0}")]
    NotJson(SyntaxError),
    /// The schema has no meaning, or one that it refers to; at least one problem. Those in the
    /// schema itself name no file.
    #[error("the schema has {} problem(s)", .0.len())]
    Refused(Vec<Problem>),
    /// typify failed: a defect of this crate.
    #[error("typify failed on {definition}: {message}")]
    Typify {
        /// The definition that makes it fail.
        definition: String,
        /// The message of typify.
        message: String,
    },
    /// typify made something unexpected: a defect of this crate.
    #[error("unexpected output of typify for {definition}: {message}")]
    Unexpected {
        /// The definition it was made for.
        definition: String,
        /// The unexpected part.
        message: String,
    },
}
