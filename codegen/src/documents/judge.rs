//! Whether a value is valid against a schema anywhere in the document.

use jsonschema::error::ValidationErrorKind;
use jsonschema::{ValidationError, Validator};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value, json};

use super::widths::asserted;
use crate::model::{NodeId, Schema};

/// The `jsonschema` crate on every schema of a document. It asserts formats, of texts and
/// of integers.
///
/// All are compiled into one validator, since they share most of what they
/// refer to: that of an object that has a property for each.
#[derive(Debug)]
pub(crate) struct Judge(Validator);

/// What a schema without a name is called where the judge refers to it.
const SOURCE: &str = "urn:source";

/// What stands for itself in the fragment of a URI that is a JSON Pointer.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'$').remove(b'-');

impl Judge {
    /// A judge on the schemas that `text` is the source of; `None` if that is
    /// none to the `jsonschema` crate.
    pub(crate) fn new(schema: &Schema, text: &str) -> Option<Self> {
        let source = asserted(schema, text)?;
        let properties = schema
            .ids()
            .map(|id| (key(id), reference(schema, id, &source)));
        Judge::on(properties.collect(), source)
    }

    /// A judge on schemas of one's own, by index, whose references are those of the
    /// document that `text` is.
    pub(crate) fn beside(schema: &Schema, text: &str, schemas: Vec<Value>) -> Option<Self> {
        let mut source = asserted(schema, text)?;
        if source.is_boolean() {
            source = json!({});
        }
        let count = schemas.len();
        let keywords = source.as_object_mut()?;
        let definitions = keywords.entry("$defs").or_insert_with(|| json!({}));
        let name = free_name(definitions);
        let list: Map<_, _> = (0..)
            .map(|index: usize| index.to_string())
            .zip(schemas)
            .collect();
        definitions
            .as_object_mut()?
            .insert(name.clone(), json!({ "$defs": list }));
        let own = own_name(&source).to_owned();
        let reference =
            |index: usize| json!({ "$ref": format!("{own}#/$defs/{name}/$defs/{index}") });
        let properties = (0..count).map(|index| (index.to_string(), reference(index)));
        Judge::on(properties.collect(), source)
    }

    fn on(properties: Map<String, Value>, source: Value) -> Option<Self> {
        let judged = json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "properties": properties,
            "$defs": { "source": named(source) },
        });
        validator(&judged).map(Judge)
    }

    /// Whether a value is valid against a node.
    pub(crate) fn fits(&self, id: NodeId, instance: &Value) -> bool {
        self.fits_nth(id.index(), instance)
    }

    /// Whether a value is valid against the schema of an index.
    pub(crate) fn fits_nth(&self, index: usize, instance: &Value) -> bool {
        let object = Map::from_iter([(index.to_string(), instance.clone())]);
        self.0.is_valid(&Value::Object(object))
    }

    /// Why a value is not valid against the schema of an index.
    pub(crate) fn reasons_nth(&self, index: usize, instance: &Value) -> Vec<(String, String)> {
        let name = index.to_string();
        let object = Value::Object(Map::from_iter([(name.clone(), instance.clone())]));
        let reasons = self.0.iter_errors(&object).flat_map(|e| reasons(&e));
        let inside = |pointer: String| {
            let inside = pointer.strip_prefix('/')?.strip_prefix(name.as_str())?;
            Some(inside.to_owned())
        };
        reasons
            .filter_map(|(pointer, reason)| Some((inside(pointer)?, reason)))
            .collect()
    }
}

/// Why a value is refused, with its place in the document, and why by the branches of a
/// choice.
pub(crate) fn reasons(error: &ValidationError<'_>) -> Vec<(String, String)> {
    let own = (error.instance_path().to_string(), error.to_string());
    let inner = match error.kind() {
        ValidationErrorKind::AnyOf { context } | ValidationErrorKind::OneOfNotValid { context } => {
            context.as_slice()
        }
        _ => &[],
    };
    let inner = inner.iter().flatten().flat_map(reasons);
    [own].into_iter().chain(inner).collect()
}

/// The `jsonschema` crate on a document that is a schema, with formats of texts asserted.
pub(crate) fn validator(schema: &Value) -> Option<Validator> {
    let options = jsonschema::draft202012::options().offline();
    options.should_validate_formats(true).build(schema).ok()
}

fn key(id: NodeId) -> String {
    id.index().to_string()
}

/// A boolean schema has no name to refer to, and no other schema in it.
fn reference(schema: &Schema, id: NodeId, source: &Value) -> Value {
    if source.is_boolean() {
        return source.clone();
    }
    let fragment = fragment(&schema.node(id).place.pointer);
    json!({ "$ref": format!("{}{fragment}", own_name(source)) })
}

/// How a JSON Pointer is written in the fragment of a reference.
pub(crate) fn fragment(pointer: &str) -> String {
    format!("#{}", utf8_percent_encode(pointer, PLAIN))
}

/// What the source is called, by itself or here.
fn own_name(source: &Value) -> &str {
    let own = source.get("$id").and_then(Value::as_str);
    own.unwrap_or(SOURCE).trim_end_matches('#')
}

/// A name that no definition has.
fn free_name(definitions: &Value) -> String {
    let mut name = "parts".to_owned();
    while definitions.get(&name).is_some() {
        name.push('_');
    }
    name
}

fn named(mut source: Value) -> Value {
    if let Value::Object(keywords) = &mut source {
        keywords.entry("$id").or_insert_with(|| SOURCE.into());
    }
    source
}
