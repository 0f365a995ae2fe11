//! Differences of OpenAPI 3.1 from JSON Schema, in its Schema Object.

use exactschema_frontend::json::{Json, Value};

use crate::document::{Version, is_known_dialect, unknown_dialect};
use crate::openapi_30;
use crate::shape::is_definitions;
use crate::translate::{At, Translator, beside};

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
        // The root declares it for the whole schema.
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
                If null does occur, add it in the overlay in `type`";
            translator.note(value, &at.source, message);
            None
        }
        ("examples", Value::Array(examples)) => kept(joined(schema, value, examples)),
        ("exclusiveMinimum", Value::Bool(_)) => {
            openapi_30::exclusive(translator, schema, (name, "minimum"), value, at)
        }
        ("exclusiveMaximum", Value::Bool(_)) => {
            openapi_30::exclusive(translator, schema, (name, "maximum"), value, at)
        }
        // They are definitions of the whole schema.
        _ if is_definitions(Version::V31, name) => None,
        _ => kept(translator.within(name, value, at)),
    }
}

/// `examples`, with an `example` that is beside them.
fn joined(schema: &Json, value: &Json, examples: &[Json]) -> Json {
    let more = schema
        .get("example")
        .filter(|example| !examples.contains(example));
    let all = examples.iter().chain(more).cloned();
    beside(value, Value::Array(all.collect()))
}
