//! What a keyword says where it stands.

use super::{DIALECT, Role, problem};
use crate::json::Value;
use crate::model::{Entry, Keyword, Node, NodeId, Schema, Type};
use crate::problem::Problem;

/// What is wrong with a keyword where it stands.
pub(super) fn check(schema: &Schema, node: &Node, entry: &Entry, role: Role) -> Vec<Problem> {
    let name = &entry.name;
    let one = |message: String, fix: &str| vec![problem(&entry.place, message, fix)];
    let object = node.type_() == Some(Type::Object);
    match &entry.keyword {
        Keyword::Dialect(uri) => dialect(entry, uri, role),
        Keyword::Title(text) | Keyword::Description(text) if text.is_empty() => one(
            format!("an empty `{name}` says nothing, and would not be emitted"),
            "write one, or leave it out",
        ),
        annotation if annotation.is_annotation() && role == Role::Items => one(
            format!("`{name}` on the elements of an array has no place in the Rust types"),
            "describe the array instead, or move the schema to $defs and refer to it",
        ),
        Keyword::Definitions(_) if role != Role::Root => one(
            "definitions below the root are not honoured".to_owned(),
            "move them to $defs of the root",
        ),
        Keyword::Reference(target) => reference(schema, node, entry, *target),
        Keyword::Properties(_) | Keyword::AdditionalProperties(_) | Keyword::Required(_)
            if !object =>
        {
            without_effect(entry, "object")
        }
        Keyword::Items(_) if node.type_() != Some(Type::Array) => without_effect(entry, "array"),
        Keyword::Required(names) => names
            .iter()
            .filter(|name| !node.properties().iter().any(|(other, _)| other == *name))
            .flat_map(|name| {
                one(
                    format!("`required` names {name:?}, which is not among the `properties`"),
                    "declare the property, or require another",
                )
            })
            .collect(),
        // Its schema is checked here, because only `true` may stand there.
        Keyword::AdditionalProperties(_) if !matches!(entry.json.value, Value::Bool(true)) => one(
            "`additionalProperties` is honoured only if it is true".to_owned(),
            "leave it out, so that objects stay open",
        ),
        Keyword::Unsupported if name == "type" => one(
            "several types for one value would not be honoured exactly".to_owned(),
            "write the one type that the value has",
        ),
        Keyword::Unsupported => one(
            format!("`{name}` would not be honoured exactly by the generated types"),
            "leave it out, or say what it means in the description",
        ),
        Keyword::Unknown => one(
            format!("`{name}` is no keyword of JSON Schema 2020-12"),
            "correct it, or begin its name with x- if it is an extension",
        ),
        Keyword::Malformed(form) => one(
            match name.as_str() {
                "" => format!("this must be {form}"),
                name => format!("the value of `{name}` must be {form}"),
            },
            "correct the value",
        ),
        // What these say together is the shape of the schema.
        Keyword::Type(_) | Keyword::Format(_) | Keyword::Boolean(_) => Vec::new(),
        Keyword::Comment
        | Keyword::Annotation
        | Keyword::Extension
        | Keyword::Title(_)
        | Keyword::Description(_)
        | Keyword::Examples(_)
        | Keyword::Definitions(_)
        | Keyword::Properties(_)
        | Keyword::AdditionalProperties(_)
        | Keyword::Items(_) => Vec::new(),
    }
}

fn without_effect(entry: &Entry, type_: &str) -> Vec<Problem> {
    let name = &entry.name;
    vec![problem(
        &entry.place,
        format!("`{name}` has no effect without `\"type\": \"{type_}\"` beside it"),
        "remove it, or add the type",
    )]
}

fn dialect(entry: &Entry, uri: &str, role: Role) -> Vec<Problem> {
    let message = match role {
        Role::Root if uri == DIALECT => return Vec::new(),
        Role::Root => format!("the dialect {uri:?} is not 2020-12"),
        _ => "`$schema` below the root is not honoured".to_owned(),
    };
    let fix = format!("write \"$schema\": \"{DIALECT}\" at the root");
    vec![problem(&entry.place, message, &fix)]
}

fn reference(schema: &Schema, node: &Node, entry: &Entry, target: Option<NodeId>) -> Vec<Problem> {
    let remote = !matches!(&entry.json.value, Value::String(uri) if uri.starts_with('#'));
    let message = match target {
        None if remote => "this reference leaves the document",
        None => "this reference points nowhere in this document",
        Some(target) if schema.name(target).is_none() || target == schema.root() => {
            "this reference does not point to a definition"
        }
        Some(_) => return siblings(node),
    };
    vec![problem(
        &entry.place,
        message.to_owned(),
        "refer to #/$defs/NAME",
    )]
}

/// What stands beside a `$ref` and is no annotation.
fn siblings(node: &Node) -> Vec<Problem> {
    let beside = node.keywords.iter().filter(|sibling| {
        let reference = matches!(sibling.keyword, Keyword::Reference(_));
        !reference && !sibling.keyword.is_annotation()
    });
    beside
        .map(|sibling| {
            problem(
                &sibling.place,
                format!("`{}` beside `$ref` would not be honoured", sibling.name),
                "move it to the definition",
            )
        })
        .collect()
}
