//! The seam to typify: what it is told of a schema.
//!
//! typify names the types and fields, finds the type of each field, and breaks
//! cycles with boxes. It is told no more than it needs for that. Presence,
//! order, annotations and the reading of values are ours: the
//! [passes](crate::passes) add them.

use serde_json::{Map, Value, json};

use crate::model::{NodeId, Schema, Shape};

/// The schemas that typify maps to types of ours, with the names of the types.
pub(crate) fn conversions() -> [(&'static str, Value); 2] {
    [("Object", free_form()), ("Timestamp", date_time())]
}

/// The definitions as typify wants them: all properties required, so that it
/// leaves their types bare.
pub(crate) fn lower(schema: &Schema) -> Vec<(String, Value)> {
    let definitions = schema.definitions();
    definitions
        .map(|(_, id)| (opaque(id), object(schema, id)))
        .collect()
}

/// The name of a definition for typify, which would change some of the real ones
/// into what it takes for better style.
pub(crate) fn opaque(id: NodeId) -> String {
    format!("Definition{}", id.index())
}

fn object(schema: &Schema, id: NodeId) -> Value {
    let properties = schema.node(id).properties().iter();
    let names: Vec<&str> = properties.clone().map(|(name, _)| name.as_str()).collect();
    let properties: Map<String, Value> = properties
        .map(|(name, id)| (name.clone(), value(schema, *id)))
        .collect();
    json!({ "type": "object", "properties": properties, "required": names })
}

fn value(schema: &Schema, id: NodeId) -> Value {
    match schema.shape(id) {
        Some(Shape::Boolean) => json!({ "type": "boolean" }),
        Some(Shape::Integer) => json!({ "type": "integer", "format": "int64" }),
        Some(Shape::Number) => json!({ "type": "number", "format": "double" }),
        Some(Shape::String) => json!({ "type": "string" }),
        Some(Shape::DateTime) => date_time(),
        Some(Shape::FreeForm) => free_form(),
        Some(Shape::Array(items)) => json!({ "type": "array", "items": value(schema, items) }),
        Some(Shape::Reference(target)) => {
            json!({ "$ref": format!("#/definitions/{}", opaque(target)) })
        }
        // The preflight leaves neither.
        Some(Shape::Struct) | None => json!(false),
    }
}

fn free_form() -> Value {
    json!({ "type": "object", "additionalProperties": true })
}

fn date_time() -> Value {
    json!({ "type": "string", "format": "date-time" })
}
