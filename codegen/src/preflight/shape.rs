//! What a schema is as a whole.

use super::{Role, problem};
use crate::model::{Node, NodeId, Schema, Shape, Type};
use crate::problem::Problem;

/// What is wrong with a schema whose keywords are all known.
pub(super) fn check(schema: &Schema, id: NodeId, role: Role) -> Option<Problem> {
    let node = schema.node(id);
    let (message, fix) = match (schema.shape(id), role) {
        (Some(Shape::Struct), Role::Root | Role::Definition) => return None,
        (_, Role::Root) => (
            "the root is not an object with properties",
            "write \"type\": \"object\" and its `properties`",
        ),
        (_, Role::Definition) => (
            "a definition that is not an object with properties gets no type of its own",
            "write the schema where it is used",
        ),
        (Some(Shape::Struct), _) => (
            "an object with properties has no name here",
            "move it to $defs and refer to it",
        ),
        (Some(_), _) => return None,
        (None, _) => unknown_shape(node),
    };
    // What is wrong with a format is best seen at the format.
    let format = node.keywords.iter().find(|entry| entry.name == "format");
    let place = match schema.shape(id) {
        None => format.map_or(&node.place, |entry| &entry.place),
        Some(_) => &node.place,
    };
    Some(problem(place, message.to_owned(), fix))
}

/// Why a schema has no shape.
fn unknown_shape(node: &Node) -> (&'static str, &'static str) {
    match (node.type_(), node.format()) {
        (None, _) => (
            "this schema has neither a `type` nor a `$ref`",
            "say which type the value has",
        ),
        (Some(Type::Null), _) => (
            "a value that is always null has no Rust type here",
            "leave the property out",
        ),
        (Some(Type::Integer), _) => (
            "an integer must say how wide it is",
            "write \"format\": \"int64\"",
        ),
        (Some(Type::Number), _) => (
            "a number must say how precise it is",
            "write \"format\": \"double\"",
        ),
        (Some(Type::Array), None) => ("an array must say what its elements are", "add `items`"),
        (Some(Type::String), _) => (
            "this `format` would not be asserted",
            "use date-time, or leave it out",
        ),
        (Some(Type::Boolean | Type::Object | Type::Array), _) => {
            ("`format` has no meaning for this type", "leave it out")
        }
    }
}
