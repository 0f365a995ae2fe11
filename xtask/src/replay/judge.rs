//! One document under both schemas.

use std::fmt;

use anyhow::{Context, Result, anyhow};
use jsonschema::error::ValidationErrorKind;
use jsonschema::{ValidationError, Validator};
use serde_json::Value;

use super::{Direction, FINDINGS};

/// Why a schema refuses a document.
#[derive(Debug, PartialEq)]
pub(crate) struct Finding {
    /// Where in the document, as a JSON Pointer.
    pub(crate) pointer: String,
    pub(crate) keyword: String,
    /// What the keyword asks for; of the document it tells no value.
    pub(crate) message: String,
}

/// What both schemas say of a document.
pub(super) enum Verdict {
    Valid,
    Invalid,
    /// They differ; one finding more than is told, if there are more.
    Changed(Direction, Vec<Finding>),
}

/// The judge of a schema.
///
/// # Errors
///
/// If it is none to the `jsonschema` crate.
pub(super) fn judge(schema: &str) -> Result<Validator> {
    let schema: Value = serde_json::from_str(schema).context("the schema")?;
    let options = jsonschema::draft202012::options().offline();
    let built = options.should_validate_formats(true).build(&schema);
    built.map_err(|error| anyhow!("the schema: {}", error.masked()))
}

/// The verdicts on a document.
///
/// # Errors
///
/// Why it cannot be read.
pub(super) fn verdict(old: &Validator, new: &Validator, bytes: &[u8]) -> Result<Verdict, String> {
    let document: Value = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
    let refusing = |direction, judge: &Validator| {
        let errors = judge.iter_errors(&document).take(FINDINGS + 1);
        Verdict::Changed(direction, errors.map(|error| finding(&error)).collect())
    };
    Ok(match (old.is_valid(&document), new.is_valid(&document)) {
        (true, true) => Verdict::Valid,
        (false, false) => Verdict::Invalid,
        (true, false) => refusing(Direction::Breaks, new),
        (false, true) => refusing(Direction::Mends, old),
    })
}

fn finding(error: &ValidationError<'_>) -> Finding {
    let message = match error.kind() {
        // The value that it masks is the object, not the name.
        ValidationErrorKind::PropertyNames { error } => {
            format!("a name of a property: {}", error.masked())
        }
        _ => error.masked().to_string(),
    };
    Finding {
        pointer: error.instance_path().to_string(),
        keyword: error.kind().keyword().to_owned(),
        message,
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pointer = match self.pointer.as_str() {
            "" => "the document",
            pointer => pointer,
        };
        // Names in a pointer come from the document: they may hold anything.
        let (pointer, message) = (pointer.escape_debug(), &self.message);
        write!(f, "{pointer}: {message} [{}]", self.keyword)
    }
}
