//! The smallest document that shows what a definition is.

use crate::json::{Json, Value};
use crate::model::{NodeId, Schema, Shape};

/// A valid document of the required properties alone, with the first of the
/// `examples` of each where there is one.
pub fn example(schema: &Schema, id: NodeId) -> Json {
    let node = schema.node(id);
    if let Some(example) = node.examples().first() {
        return example.clone();
    }
    let value = match schema.shape(id) {
        Some(Shape::Boolean) => Value::Bool(true),
        Some(Shape::Integer) => Value::Number("1".to_owned()),
        Some(Shape::Number) => Value::Number("0.5".to_owned()),
        Some(Shape::String) => Value::String("text".to_owned()),
        Some(Shape::DateTime) => Value::String("2025-10-03T16:51:00+05:30".to_owned()),
        Some(Shape::Array(_)) => Value::Array(Vec::new()),
        Some(Shape::Reference(target)) => return example(schema, target),
        Some(Shape::FreeForm | Shape::Struct) | None => {
            let properties = node.properties().iter();
            let required = properties.filter(|(name, _)| node.requires(name));
            let required = required.map(|(name, id)| (name.clone(), example(schema, *id)));
            Value::Object(required.collect())
        }
    };
    value.into()
}
