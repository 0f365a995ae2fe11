//! What schemars says of the hand-written types.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::{Number, Object, Timestamp, Value};

/// An annotation that is too long to be written as Rust.
pub fn json(text: &str) -> serde_json::Value {
    // Generated from JSON; if it was edited into something else, the difference
    // shows as drift.
    serde_json::from_str(text).unwrap_or_default()
}

/// Schemas that stand where they are used, not among the definitions.
macro_rules! inline {
    ($($type:ident: $schema:tt),*) => {$(
        impl JsonSchema for $type {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($type).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    )*};
}

inline! {
    Timestamp: { "type": "string", "format": "date-time" },
    Object: { "type": "object" },
    Number: { "type": "number" },
    Value: {}
}
