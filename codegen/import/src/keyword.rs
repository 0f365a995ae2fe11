//! Translates a keyword, whatever the version.

use std::collections::BTreeSet;

use exactschema_frontend::json::{Json, Value};

use crate::document::Version;
use crate::translate::{At, Translator, beside};
use crate::{openapi_30, openapi_31};

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

/// The translation of a keyword, if it is kept.
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
            let message = match translator.tagged(schema) {
                (0, _) => "`discriminator` adds nothing to the schemas here: left out".to_owned(),
                (tagged, all) if tagged == all => {
                    "`discriminator` became a constant in each branch: left out".to_owned()
                }
                (tagged, all) => format!(
                    "`discriminator` became a constant in {tagged} of {all} branches, those that \
                     declare it without one and that only unions refer to: left out"
                ),
            };
            translator.note(value, &at.source, &message);
            None
        }
        ("xml" | "externalDocs", _) => {
            let message = format!("`{name}` is not about JSON: left out");
            translator.note(value, &at.source, &message);
            None
        }
        ("title" | "description", Value::String(text)) if text.is_empty() => {
            let message = format!("an empty `{name}` has no effect: left out");
            translator.note(value, &at.source, &message);
            None
        }
        ("required", Value::Array(elements)) => kept(unique(translator, value, elements, at)),
        _ => match translator.version {
            Version::V30 => openapi_30::keyword(translator, schema, name, value, at),
            Version::V31 => openapi_31::keyword(translator, schema, name, value, at),
        },
    }
}

/// A list without the names that it has before, which JSON Schema does not allow.
fn unique(translator: &mut Translator<'_>, value: &Json, names: &[Json], at: &At) -> Json {
    let mut seen = BTreeSet::new();
    let mut kept = Vec::new();
    for (index, name) in names.iter().enumerate() {
        if seen.insert(name.compact()) {
            kept.push(name.clone());
            continue;
        }
        let message = format!("`required` lists {} before: left out", name.compact());
        translator.note(name, &format!("{}/{index}", at.source), &message);
    }
    beside(value, Value::Array(kept))
}

/// Marks a format that asserts nothing by its name.
fn format(translator: &mut Translator<'_>, value: &Json, name: &str, at: &At) -> Json {
    if FORMATS.contains(&name) || name.starts_with("x-") {
        return value.clone();
    }
    let message = format!("the format {name:?} asserts nothing: written as \"x-{name}\"");
    translator.note(value, &at.source, &message);
    beside(value, Value::String(format!("x-{name}")))
}

/// `example`, which in 3.1 may be beside `examples`, and is then one of them.
fn example(version: Version, schema: &Json, value: &Json) -> Option<(String, Json)> {
    let examples = schema.get("examples");
    if version == Version::V31 && examples.is_some() {
        return None;
    }
    let examples = beside(value, Value::Array(vec![value.clone()]));
    Some(("examples".to_owned(), examples))
}
