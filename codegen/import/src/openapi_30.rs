//! Differences of OpenAPI 3.0 from JSON Schema, in its Schema Object.

use exactschema_frontend::json::{Json, Value};

use crate::translate::{At, Translator, beside};

/// The keywords of 3.0 beside those that begin with `x-`.
const KEYWORDS: &[&str] = &[
    "$ref",
    "additionalProperties",
    "allOf",
    "anyOf",
    "default",
    "deprecated",
    "description",
    "discriminator",
    "enum",
    "example",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "externalDocs",
    "format",
    "items",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "not",
    "nullable",
    "oneOf",
    "pattern",
    "properties",
    "readOnly",
    "required",
    "title",
    "type",
    "uniqueItems",
    "writeOnly",
    "xml",
];

/// The translation of a keyword, if it is kept.
pub(super) fn keyword(
    translator: &mut Translator<'_>,
    schema: &Json,
    name: &str,
    value: &Json,
    at: &At,
) -> Option<(String, Json)> {
    let kept = |value: Json| Some((name.to_owned(), value));
    match name {
        "nullable" => {
            nullable(translator, schema, value, at);
            None
        }
        "type" => kept(types(translator, schema, value, at)),
        "exclusiveMinimum" => exclusive(translator, schema, (name, "minimum"), value, at),
        "exclusiveMaximum" => exclusive(translator, schema, (name, "maximum"), value, at),
        // It is replaced by the exclusive bound.
        "minimum" if is_true(schema, "exclusiveMinimum") => None,
        "maximum" if is_true(schema, "exclusiveMaximum") => None,
        _ if !KEYWORDS.contains(&name) && !name.starts_with("x-") => {
            let message =
                format!("`{name}` is no keyword of OpenAPI 3.0, and asserts nothing: left out");
            translator.note(value, &at.source, &message);
            None
        }
        _ => kept(translator.within(name, value, at)),
    }
}

/// Notes the keywords beside `$ref`, which are ignored.
pub(super) fn ignored(translator: &mut Translator<'_>, json: &Json, at: &At) {
    let Value::Object(members) = &json.value else {
        return;
    };
    for (name, value) in members.iter().filter(|(name, _)| name != "$ref") {
        let message = format!("`{name}` beside `$ref` is ignored in OpenAPI 3.0: left out");
        let at = at.below(&exactschema_frontend::pointer::segment(name));
        translator.note(value, &at.source, &message);
    }
}

/// Tells whether `nullable` has no effect.
fn nullable(translator: &mut Translator<'_>, schema: &Json, value: &Json, at: &At) {
    let why = match &value.value {
        Value::Bool(false) => return,
        Value::Bool(true) if schema.get("type").is_none() => "without `type` beside it",
        Value::Bool(true) if !lists_null(schema) => "beside an `enum` that does not list null",
        Value::Bool(true) => return,
        _ => {
            let message = "the value of `nullable` must be a boolean";
            return translator.refuse(value, at, message, "correct the value");
        }
    };
    let message = format!(
        "`nullable` has no effect {why}: left out. If null does occur, add it in the overlay"
    );
    translator.note(value, &at.source, &message);
}

/// `type`, with null if that is allowed.
fn types(translator: &mut Translator<'_>, schema: &Json, value: &Json, at: &At) -> Json {
    let is_one = matches!(&value.value, Value::String(name) if name != "null");
    if !is_one {
        let message = "in OpenAPI 3.0 `type` is one type, and never null: read as in JSON Schema";
        translator.note(value, &at.source, message);
        return value.clone();
    }
    if !is_true(schema, "nullable") || !lists_null(schema) {
        return value.clone();
    }
    let null = beside(value, Value::String("null".to_owned()));
    beside(value, Value::Array(vec![value.clone(), null]))
}

/// A bound that may be exclusive, which in 3.0 is declared by a boolean beside it, and in 3.1 by
/// habit.
pub(super) fn exclusive(
    translator: &mut Translator<'_>,
    schema: &Json,
    (name, bound): (&str, &str),
    value: &Json,
    at: &At,
) -> Option<(String, Json)> {
    match (&value.value, schema.get(bound)) {
        (Value::Bool(false), _) => None,
        (Value::Bool(true), Some(number)) => Some((name.to_owned(), number.clone())),
        (Value::Bool(true), None) => {
            let message = format!("`{name}` has no effect without `{bound}` beside it: left out");
            translator.note(value, &at.source, &message);
            None
        }
        _ => {
            let message = format!("in OpenAPI 3.0 `{name}` is a boolean: read as in JSON Schema");
            translator.note(value, &at.source, &message);
            Some((name.to_owned(), value.clone()))
        }
    }
}

fn is_true(schema: &Json, keyword: &str) -> bool {
    let value = schema.get(keyword);
    value.is_some_and(|json| json.value == Value::Bool(true))
}

/// Whether an `enum` leaves room for null.
fn lists_null(schema: &Json) -> bool {
    match schema.get("enum").map(|json| &json.value) {
        Some(Value::Array(values)) => values.iter().any(|json| json.value == Value::Null),
        _ => true,
    }
}
