//! The smallest document that shows what a definition is.

use crate::json::{Json, Value};
use crate::model::{NodeId, Schema, Shape};
use crate::text::is_invisible;

/// How many values an example has at most: more show nothing.
const ENOUGH: usize = 60;

/// A valid document of the required properties alone, written as the types
/// write it; `None` if even that would be too long to read.
///
/// A property shows the first of its `examples` that the types would write just
/// so: examples need not be valid, and need not be in our spelling.
pub fn example(schema: &Schema, id: NodeId) -> Option<Json> {
    let mut room = ENOUGH;
    let example = value(schema, id, &mut room)?;
    // Names may hold anything; what is not seen is no example.
    (!example.compact().contains(is_invisible)).then_some(example)
}

fn value(schema: &Schema, id: NodeId, room: &mut usize) -> Option<Json> {
    *room = room.checked_sub(1)?;
    let node = schema.node(id);
    let value = match schema.shape(id) {
        Some(Shape::Boolean) => Value::Bool(true),
        Some(Shape::Integer) => Value::Number("1".to_owned()),
        Some(Shape::Number) => Value::Number("0.5".to_owned()),
        Some(Shape::String) => {
            let text = node
                .examples()
                .iter()
                .find_map(|example| match &example.value {
                    Value::String(text) if !text.contains(is_invisible) => Some(text.clone()),
                    _ => None,
                });
            Value::String(text.unwrap_or_else(|| "text".to_owned()))
        }
        Some(Shape::DateTime) => Value::String("2025-10-03T16:51:00+05:30".to_owned()),
        Some(Shape::Array(_)) => Value::Array(Vec::new()),
        Some(Shape::Reference(target)) => return self::value(schema, target, room),
        Some(Shape::FreeForm | Shape::Struct) | None => {
            let mut properties = Vec::new();
            for (name, id) in node.properties() {
                if node.requires(name) {
                    properties.push((name.clone(), self::value(schema, *id, room)?));
                }
            }
            Value::Object(properties)
        }
    };
    Some(value.into())
}
