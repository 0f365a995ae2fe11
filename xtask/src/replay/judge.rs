//! One document under both schemas.

use std::collections::BTreeMap;
use std::fmt;

use anyhow::{Context, Result, anyhow};
use jsonschema::error::ValidationErrorKind;
use jsonschema::{ValidationError, Validator};
use serde_json::Value;
use serde_json::value::RawValue;

use super::{Direction, FINDINGS};

/// How deep documents are nested at most, as `serde_json` has it.
const DEEPEST: usize = 128;

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
    /// It is JSON that nothing holds, whatever a schema says: why.
    HeldBack(String),
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
    // The crate does not assert the formats of integers, and the types do.
    let schema = codegen::documents::held_by_types(schema).context("the schema")?;
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
    let document = match serde_json::from_slice(bytes) {
        Ok(document) => document,
        Err(error) => match serde_json::from_slice::<&RawValue>(bytes) {
            Err(_) => return Err(error.to_string()),
            Ok(text) => match exact(text, DEEPEST) {
                Ok(document) => document,
                Err(why) => return Ok(Verdict::HeldBack(why)),
            },
        },
    };
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

/// What is JSON to the letter, and nothing that `serde_json` reads at once: such as a
/// number beyond a double, which free-form values may have.
fn exact(text: &RawValue, depth: usize) -> Result<Value, String> {
    let text = text.get();
    let depth = depth
        .checked_sub(1)
        .ok_or_else(|| format!("it is nested deeper than {DEEPEST} levels"))?;
    let told = |error: serde_json::Error| error.to_string();
    match text.as_bytes().first() {
        Some(b'{') => {
            let members: BTreeMap<String, &RawValue> = serde_json::from_str(text).map_err(told)?;
            let members = members.into_iter();
            let members = members.map(|(name, text)| Ok((name, exact(text, depth)?)));
            members.collect::<Result<_, String>>().map(Value::Object)
        }
        Some(b'[') => {
            let elements: Vec<&RawValue> = serde_json::from_str(text).map_err(told)?;
            let elements = elements.into_iter().map(|text| exact(text, depth));
            elements.collect::<Result<_, String>>().map(Value::Array)
        }
        Some(b'-' | b'0'..=b'9') => Ok(codegen::documents::number(text)),
        _ => serde_json::from_str(text).map_err(told),
    }
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
