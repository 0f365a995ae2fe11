//! What becomes of a keyword, in both versions or in 3.1.

use super::document::{Version, is_known_dialect, unknown_dialect};
use super::since_30;
use super::translate::{At, Translator, beside};
use super::units::is_definitions;
use crate::json::{Json, Value};

/// The formats that assert something: those of JSON Schema (Validation §7.3), and
/// those that choose the type of a number.
const FORMATS: &[&str] = &[
    "date",
    "date-time",
    "double",
    "duration",
    "email",
    "hostname",
    "idn-email",
    "idn-hostname",
    "int16",
    "int32",
    "int64",
    "int8",
    "ipv4",
    "ipv6",
    "iri",
    "iri-reference",
    "json-pointer",
    "regex",
    "relative-json-pointer",
    "time",
    "uint16",
    "uint32",
    "uint64",
    "uint8",
    "uri",
    "uri-reference",
    "uri-template",
    "uuid",
];

/// What becomes of a keyword, if anything.
pub(super) fn keyword(
    translator: &mut Translator<'_>,
    schema: &Json,
    name: &str,
    value: &Json,
    at: &At,
) -> Option<(String, Json)> {
    let kept = |value: Json| Some((name.to_owned(), value));
    match (name, &value.value) {
        ("$ref", Value::String(reference)) => kept(translator.reference(value, reference, at)),
        ("format", Value::String(name)) => kept(format(translator, value, name, at)),
        ("example", _) => example(translator.version, schema, value),
        ("discriminator", _) => {
            let message = "`discriminator` never changes which values are valid: left out";
            translator.note(value, &at.source, message);
            None
        }
        ("xml" | "externalDocs", _) => {
            let message = format!("`{name}` says nothing about JSON: left out");
            translator.note(value, &at.source, &message);
            None
        }
        ("title" | "description", Value::String(text)) if text.is_empty() => {
            let message = format!("an empty `{name}` says nothing: left out");
            translator.note(value, &at.source, &message);
            None
        }
        _ => match translator.version {
            Version::V30 => since_30::keyword(translator, schema, name, value, at),
            Version::V31 => of_31(translator, schema, name, value, at),
        },
    }
}

/// What becomes of a keyword of 3.1.
fn of_31(
    translator: &mut Translator<'_>,
    schema: &Json,
    name: &str,
    value: &Json,
    at: &At,
) -> Option<(String, Json)> {
    let kept = |value: Json| Some((name.to_owned(), value));
    match (name, &value.value) {
        // The root says it for the whole schema.
        ("$schema", _) if is_known_dialect(value) => None,
        ("$schema", _) => {
            translator.refuse_as(unknown_dialect(value, &at.source), at);
            kept(value.clone())
        }
        ("$id", _) => {
            let message = "`$id` would change what references refer to";
            let fix = "refer to the component, and leave it out";
            translator.refuse(value, at, message, fix);
            kept(value.clone())
        }
        ("nullable", _) => {
            let message = "`nullable` is no keyword of OpenAPI 3.1, and has no effect: left out. \
                If null does occur, let the overlay say so in `type`";
            translator.note(value, &at.source, message);
            None
        }
        ("examples", Value::Array(examples)) => kept(joined(schema, value, examples)),
        // They are definitions of the whole schema.
        _ if is_definitions(Version::V31, name) => None,
        _ => kept(translator.within(name, value, at)),
    }
}

/// A format that asserts nothing has a name that says so.
fn format(translator: &mut Translator<'_>, value: &Json, name: &str, at: &At) -> Json {
    if FORMATS.contains(&name) || name.starts_with("x-") {
        return value.clone();
    }
    let message = format!("the format {name:?} asserts nothing: written as \"x-{name}\"");
    translator.note(value, &at.source, &message);
    beside(value, Value::String(format!("x-{name}")))
}

/// `example`, which in 3.1 may stand beside `examples`, and is then one of them.
fn example(version: Version, schema: &Json, value: &Json) -> Option<(String, Json)> {
    let examples = schema.get("examples");
    if version == Version::V31 && examples.is_some() {
        return None;
    }
    let examples = beside(value, Value::Array(vec![value.clone()]));
    Some(("examples".to_owned(), examples))
}

fn joined(schema: &Json, value: &Json, examples: &[Json]) -> Json {
    let more = schema
        .get("example")
        .filter(|example| !examples.contains(example));
    let all = examples.iter().chain(more).cloned();
    beside(value, Value::Array(all.collect()))
}
