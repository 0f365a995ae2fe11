//! Turns a JSON Schema into Rust types that accept exactly what it accepts.
//!
//! The library is pure: text in; text, problems or differences out. It reads
//! and writes no files, and depends on no generated code, so that it can repair
//! any. Its modules, in the order of the pipeline:
//!
//! 1. [`json`] reads the schema and keeps the place of everything in it;
//! 2. [`model`] makes it the one model that all others read;
//! 3. [`preflight()`] finds what would not be honoured exactly, and refuses it;
//! 4. `lower` and `typify` have typify make structs of the definitions;
//! 5. `passes` rewrites these into the types that we want, one concern each;
//! 6. `render` prints them.
//!
//! Beside the pipeline, [`drift`] compares a schema with the one that the
//! compiled types emit, and [`documents`] makes documents that are valid and
//! such that are not.

use thiserror::Error;

pub mod documents;
pub mod drift;
pub mod json;
mod lower;
pub mod model;
mod passes;
mod preflight;
mod problem;
mod render;
mod typify;

pub use model::Schema;
pub use preflight::preflight;
pub use problem::Problem;
pub use render::{Registered, module_name, registry};

/// Why there is no code for a schema.
#[derive(Clone, Debug, Error, PartialEq)]
pub enum Error {
    /// The text is not JSON.
    #[error("the schema is not JSON: {0}")]
    NotJson(json::SyntaxError),
    /// The preflight refused the schema; at least one problem.
    #[error("the schema cannot be honoured exactly: {} problem(s)", .0.len())]
    Refused(Vec<Problem>),
    /// typify failed although the preflight passed: a defect of ours.
    #[error("typify failed on {definition}: {message}")]
    Typify {
        /// The definition that makes it fail.
        definition: String,
        /// What typify said.
        message: String,
    },
    /// typify made something that a pass did not expect: a defect of ours.
    #[error("unexpected output of typify for {definition}: {message}")]
    Unexpected {
        /// The definition it was made for.
        definition: String,
        /// What was not expected.
        message: String,
    },
}

/// The code of a schema.
#[derive(Clone, Debug, PartialEq)]
pub struct Generated {
    /// The text of the module.
    pub text: String,
    /// The name of the root type.
    pub root: String,
}

/// Reads a schema that the pipeline honours exactly.
///
/// # Errors
///
/// [`Error::NotJson`], or [`Error::Refused`] with all problems.
pub fn parse(text: &str) -> Result<Schema, Error> {
    let json = json::Json::parse(text).map_err(Error::NotJson)?;
    let schema = Schema::new(&json).map_err(Error::Refused)?;
    let problems = preflight(&schema);
    if !problems.is_empty() {
        return Err(Error::Refused(problems));
    }
    Ok(schema)
}

/// The Rust module of a schema, and the name of its root type.
///
/// `source` is how the header names the file of the schema, and `module` the
/// name of the module in `models`.
///
/// # Errors
///
/// As [`parse`]; [`Error::Typify`] and [`Error::Unexpected`] would be defects.
pub fn generate(text: &str, source: &str, module: &str) -> Result<Generated, Error> {
    let schema = parse(text)?;
    let definitions = lower::lower(&schema);
    let expanded = typify::expand(&definitions)?;
    let items = passes::run(&schema, expanded, module)?;
    Ok(Generated {
        text: render::module(text, source, &items),
        // The preflight wants the root to have a name.
        root: schema.name(schema.root()).unwrap_or_default().to_owned(),
    })
}
