//! One of the two schemas, and what judges documents by it.

use jsonschema::Validator;
use jsonschema::canonical::{CanonicalSchema, options};
use serde_json::Value;

use super::Source;
use crate::documents::{Facts, Judge, asserted, held_by_types, validator};
use crate::model::Schema;

/// A schema and its judges.
pub(super) struct Side<'a> {
    pub(super) schema: &'a Schema,
    pub(super) text: &'a str,
    pub(super) facts: Facts<'a>,
    /// On whole documents.
    pub(super) whole: Validator,
    /// On whole documents that have to be valid: integers that no type of Rust holds are
    /// refused whatever the schema says, and show nothing.
    pub(super) held: Validator,
}

impl<'a> Side<'a> {
    /// The judges of a schema; `None` if it is none to the `jsonschema` crate.
    pub(super) fn new(source: &Source<'a>) -> Option<Self> {
        let Source { schema, text } = *source;
        let judge = Judge::new(schema, text)?;
        Some(Side {
            schema,
            text,
            facts: Facts::of(schema, Some(judge)),
            whole: validator(&asserted(schema, text)?)?,
            held: validator(&held_by_types(text)?)?,
        })
    }

    /// The schema in the normal form of the `jsonschema` crate.
    pub(super) fn canonical(&self) -> Option<CanonicalSchema> {
        let schema = asserted(self.schema, self.text)?;
        let options = options().offline().should_validate_formats(true);
        options.canonicalize(&schema).ok()
    }
}

/// A judge on one schema of one's own, whose references are those of a document.
pub(super) fn alone(side: &Side<'_>, schema: Value) -> Option<Judge> {
    Judge::beside(side.schema, side.text, vec![schema])
}
