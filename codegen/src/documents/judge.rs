//! Whether a value is valid against a schema anywhere in the document.

use jsonschema::Validator;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value, json};

use crate::model::{NodeId, Schema};

/// The `jsonschema` crate on every schema of a document. It asserts formats.
///
/// All are compiled into one validator, since they share most of what they
/// refer to: that of an object that has a property for each.
#[derive(Debug)]
pub(super) struct Judge(Validator);

/// What a schema without a name is called where the judge refers to it.
const SOURCE: &str = "urn:source";

/// What stands for itself in the fragment of a URI that is a JSON Pointer.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'$').remove(b'-');

impl Judge {
    /// A judge on the schemas that `text` is the source of; `None` if that is
    /// none to the `jsonschema` crate.
    pub(super) fn new(schema: &Schema, text: &str) -> Option<Self> {
        let source: Value = serde_json::from_str(text).ok()?;
        let properties = schema
            .ids()
            .map(|id| (key(id), reference(schema, id, &source)));
        let judged = json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "properties": properties.collect::<Map<_, _>>(),
            "$defs": { "source": named(source) },
        });
        let options = jsonschema::draft202012::options().offline();
        let validator = options.should_validate_formats(true).build(&judged);
        validator.ok().map(Judge)
    }

    /// Whether a value is valid against a node.
    pub(super) fn fits(&self, id: NodeId, instance: &Value) -> bool {
        let object = Map::from_iter([(key(id), instance.clone())]);
        self.0.is_valid(&Value::Object(object))
    }
}

fn key(id: NodeId) -> String {
    id.index().to_string()
}

/// A boolean schema has no name to refer to, and no other schema in it.
fn reference(schema: &Schema, id: NodeId, source: &Value) -> Value {
    if source.is_boolean() {
        return source.clone();
    }
    let pointer = utf8_percent_encode(&schema.node(id).place.pointer, PLAIN);
    let own = source.get("$id").and_then(Value::as_str);
    let name = own.unwrap_or(SOURCE).trim_end_matches('#');
    json!({ "$ref": format!("{name}#{pointer}") })
}

fn named(mut source: Value) -> Value {
    if let Value::Object(keywords) = &mut source {
        keywords.entry("$id").or_insert_with(|| SOURCE.into());
    }
    source
}
