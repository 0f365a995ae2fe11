//! One of the two schemas, and what judges documents by it.

use jsonschema::Validator;
use jsonschema::canonical::{CanonicalSchema, options};
use serde_json::Value;

use super::Source;
use crate::documents::{Facts, Judge, validator};
use crate::model::Schema;

/// A schema and its judges.
pub(super) struct Side<'a> {
    pub(super) schema: &'a Schema,
    pub(super) text: &'a str,
    pub(super) facts: Facts<'a>,
    /// On whole documents.
    pub(super) whole: Validator,
}

impl<'a> Side<'a> {
    /// The judges of a schema; `None` if it is none to the `jsonschema` crate.
    pub(super) fn new(source: &Source<'a>) -> Option<Self> {
        let Source { schema, text } = *source;
        let judge = Judge::new(schema, text)?;
        let whole = validator(&serde_json::from_str(text).ok()?)?;
        Some(Side {
            schema,
            text,
            facts: Facts::of(schema, Some(judge)),
            whole,
        })
    }

    /// The schema in the normal form of the `jsonschema` crate.
    pub(super) fn canonical(&self) -> Option<CanonicalSchema> {
        let schema: Value = serde_json::from_str(self.text).ok()?;
        let options = options().offline().should_validate_formats(true);
        options.canonicalize(&schema).ok()
    }
}

/// A judge on one schema of one's own, whose references are those of a document.
pub(super) fn alone(text: &str, schema: Value) -> Option<Judge> {
    Judge::beside(text, vec![schema])
}
