//! The schemas of the types that generated code is made of.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::nullable;
use crate::emit::Emit;
use crate::never::Never;
use crate::timestamp::Timestamp;
use crate::value::{Map, Number, Value};

macro_rules! emitted {
    ($($type:ty: $schema:tt),* $(,)?) => {$(
        impl Emit for $type {
            fn emit(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    )*};
}

emitted! {
    bool: { "type": "boolean" },
    String: { "type": "string" },
    i8: { "type": "integer", "format": "int8" },
    i16: { "type": "integer", "format": "int16" },
    i32: { "type": "integer", "format": "int32" },
    i64: { "type": "integer", "format": "int64" },
    u8: { "type": "integer", "format": "uint8" },
    u16: { "type": "integer", "format": "uint16" },
    u32: { "type": "integer", "format": "uint32" },
    u64: { "type": "integer", "format": "uint64" },
    f64: { "type": "number", "format": "double" },
    Number: { "type": "number" },
    Timestamp: { "type": "string", "format": "date-time" },
    Value: {},
}

impl Emit for () {
    fn emit(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "null" })
    }
}

impl Emit for Never {
    fn emit(_: &mut SchemaGenerator) -> Schema {
        false.into()
    }
}

impl<T: Emit> Emit for Vec<T> {
    fn emit(generator: &mut SchemaGenerator) -> Schema {
        let items = T::emit(generator);
        match items.as_object().is_some_and(|items| items.is_empty()) {
            true => json_schema!({ "type": "array" }),
            false => json_schema!({ "type": "array", "items": items }),
        }
    }
}

impl<T: Emit> Emit for Map<T> {
    fn emit(generator: &mut SchemaGenerator) -> Schema {
        let others = T::emit(generator);
        match others.as_object().is_some_and(|others| others.is_empty()) {
            true => json_schema!({ "type": "object" }),
            false => json_schema!({ "type": "object", "additionalProperties": others }),
        }
    }
}

impl<T: Emit> Emit for Box<T> {
    fn emit(generator: &mut SchemaGenerator) -> Schema {
        T::emit(generator)
    }
}

impl<T: Emit> Emit for Option<T> {
    fn emit(generator: &mut SchemaGenerator) -> Schema {
        nullable(T::emit(generator))
    }
}

/// Types that are also used outside generated code: their schemas are inlined, and are no
/// definitions.
macro_rules! inline {
    ($($type:ident: $schema:tt),* $(,)?) => {$(
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
    Number: { "type": "number" },
    Value: {},
}

impl<V: JsonSchema> JsonSchema for Map<V> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("Map_of_{}", V::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let others = generator.subschema_for::<V>();
        match others.as_object().is_some_and(|others| others.is_empty()) {
            true => json_schema!({ "type": "object" }),
            false => json_schema!({ "type": "object", "additionalProperties": others }),
        }
    }
}
