//! How values and schemas are named in messages.

use crate::json::Json;
use crate::model::{NodeId, Schema, Type};

/// How much of a value is shown.
const SHOWN: usize = 60;

/// A value, or its beginning.
pub(super) fn value(json: &Json) -> String {
    let text = json.compact();
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}

/// Types, or that there may be any.
pub(super) fn types(types: Option<&[Type]>) -> String {
    match types {
        None => "of any type".to_owned(),
        Some(types) => {
            let names: Vec<&str> = types.iter().map(|type_| type_.name()).collect();
            names.join(" or ")
        }
    }
}

/// What a schema is, in short.
pub(super) fn schema(schema: &Schema, id: NodeId) -> String {
    let node = schema.node(id);
    if let Some(target) = node.reference() {
        let pointer = &schema.node(target).place.pointer;
        return pointer.rsplit('/').next().unwrap_or_default().to_owned();
    }
    match (node.constants(), node.types(), node.truth()) {
        (_, _, Some(true)) => "anything".to_owned(),
        (_, _, Some(false)) => "nothing".to_owned(),
        (Some([constant]), _, _) => value(constant),
        (Some(constants), _, _) => format!("one of {} values", constants.len()),
        (None, Some([Type::Array]), _) if node.items().is_some() => {
            let items = node.items().map(|items| self::schema(schema, items));
            format!("array of {}", items.unwrap_or_default())
        }
        (None, Some(types), _) => self::types(Some(types)),
        (None, None, _) => "a schema without a type".to_owned(),
    }
}
