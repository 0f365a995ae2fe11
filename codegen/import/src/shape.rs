//! The locations of schemas in a schema.

use exactschema::schema::{self, Draft, Facts};
use exactschema_frontend::json::{Json, Value};
use exactschema_frontend::pointer::segment;

use crate::document::Version;

/// The shape of the value of a keyword.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// A schema.
    Schema,
    /// An array of schemas.
    List,
    /// An object whose values are schemas.
    Members,
    /// A value that contains no schemas.
    Value,
}

/// The shape of the value of a keyword of 2020-12.
pub(super) fn shape(keyword: &str) -> Shape {
    let facts = Facts::of(keyword, Draft::Draft202012);
    match facts.map(|facts| facts.shape) {
        Some(schema::Shape::Schema) => Shape::Schema,
        Some(schema::Shape::Schemas) => Shape::List,
        Some(schema::Shape::Members | schema::Shape::Patterns) => Shape::Members,
        _ => Shape::Value,
    }
}

/// The schemas in the value of a keyword, each with its pointer from the value.
pub(super) fn schemas<'a>(keyword: &str, value: &'a Json) -> Vec<(String, &'a Json)> {
    match (shape(keyword), &value.value) {
        (Shape::Schema, _) => vec![(String::new(), value)],
        (Shape::List, Value::Array(elements)) => {
            let elements = elements.iter().enumerate();
            elements
                .map(|(index, element)| (format!("/{index}"), element))
                .collect()
        }
        (Shape::Members, Value::Object(members)) => {
            let members = members.iter();
            members
                .map(|(name, member)| (segment(name), member))
                .collect()
        }
        _ => Vec::new(),
    }
}

/// The keywords of a schema that count: beside `$ref`, 3.0 ignores all others.
pub(super) fn keywords(version: Version, json: &Json) -> Vec<(&str, &Json)> {
    let Value::Object(members) = &json.value else {
        return Vec::new();
    };
    let alone = version == Version::V30 && json.get("$ref").is_some();
    let members = members.iter().map(|(name, value)| (name.as_str(), value));
    members
        .filter(|(name, _)| !alone || *name == "$ref")
        .collect()
}

/// Whether the value of a keyword is definitions, which move to the root.
pub(super) fn is_definitions(version: Version, keyword: &str) -> bool {
    version == Version::V31 && matches!(keyword, "$defs" | "definitions")
}

/// The pointer of the innermost object around a place.
pub(super) fn object_around(json: &Json, pointer: &str) -> String {
    let mut innermost = String::new();
    for (index, _) in pointer.match_indices('/').skip(1) {
        let outer = &pointer[..index];
        if json
            .at(outer)
            .is_some_and(|outer| matches!(outer.value, Value::Object(_)))
        {
            innermost = outer.to_owned();
        }
    }
    innermost
}

/// Whether a pointer is that of a value or of something in it.
pub(super) fn is_within(pointer: &str, outer: &str) -> bool {
    let rest = pointer.strip_prefix(outer);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
