//! Lowers the types to the schemas that typify reads.
//!
//! typify names fields, finds the types of parts, and breaks cycles with boxes. Its input is
//! limited to that: each type with a name is an object whose properties are its parts, be
//! they fields, variants, elements or the value of a newtype. [`emit_rust`](crate::emit_rust)
//! adds presence, order, constraints, annotations and the reading of values.

use std::collections::BTreeSet;

use exactschema_frontend::formats::TEXTS;
use serde_json::{Map, Value, json};

use crate::types::{Named, Own, Rust, Types};

/// The types of `exactschema` that typify is to name where a schema requires it, beside those
/// of texts.
const OURS: [&str; 3] = ["Never", "Number", "Object"];

/// The schemas that typify maps to types of `exactschema`, with the names of the types.
pub(crate) fn conversions(types: &Types) -> Vec<(String, Value)> {
    let texts = TEXTS.iter().map(|format| format.type_);
    let names = OURS.into_iter().chain(texts).map(str::to_owned);
    let names: BTreeSet<String> = names.chain(types.own().iter().map(Own::opaque)).collect();
    let conversion = |name: String| {
        let schema = ours(&name);
        (name, schema)
    };
    names.into_iter().map(conversion).collect()
}

/// The types as input of typify: all properties required, so that it leaves their types bare.
pub(crate) fn lower(types: &Types) -> Vec<(String, Value)> {
    let types = types.iter();
    types
        .map(|(id, named)| (id.opaque(), object(named)))
        .collect()
}

fn object(named: &Named) -> Value {
    let mut parts = named.parts();
    if parts.is_empty() {
        // An object without properties would be no struct.
        parts.push(("nothing".to_owned(), Rust::Bool));
    }
    let names: Vec<&str> = parts.iter().map(|(name, _)| name.as_str()).collect();
    let properties: Map<String, Value> = parts
        .iter()
        .map(|(name, part)| (name.clone(), value(part)))
        .collect();
    json!({ "type": "object", "properties": properties, "required": names })
}

fn value(part: &Rust) -> Value {
    match part {
        Rust::Value => json!(true),
        Rust::Never => ours("Never"),
        Rust::Null => json!({ "type": "null" }),
        Rust::Bool => json!({ "type": "boolean" }),
        Rust::Integer(type_) => {
            let format = type_.replace('i', "int").replace('u', "uint");
            json!({ "type": "integer", "format": format })
        }
        Rust::Double => json!({ "type": "number", "format": "double" }),
        Rust::Number => ours("Number"),
        Rust::String => json!({ "type": "string" }),
        Rust::Text(name) => ours(name),
        Rust::Own(own) => ours(&own.opaque()),
        Rust::Vec(inner) => json!({ "type": "array", "items": value(inner) }),
        Rust::Map(inner) if **inner == Rust::Value => ours("Object"),
        Rust::Map(inner) => json!({ "type": "object", "additionalProperties": value(inner) }),
        Rust::Option(inner) => json!({ "oneOf": [value(inner), { "type": "null" }] }),
        Rust::Named(id) => json!({ "$ref": format!("#/definitions/{}", id.opaque()) }),
    }
}

/// A schema that nothing else is lowered to.
fn ours(name: &str) -> Value {
    json!({ "type": "string", "format": format!("models-{name}") })
}
