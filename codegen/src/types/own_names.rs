//! Names that a schema sets by itself: `x-rust-name`, of a type or of the field of a property,
//! and `x-enum-varnames`, of the values that it lists.

use std::collections::{BTreeMap, BTreeSet};

use exactschema_frontend::json::{Json, Value};
use exactschema_frontend::model::{Entry, Keyword, Node, Schema};
use exactschema_frontend::{Place, Problem};
use syn::Ident;

use super::names;
use super::shared::written;

/// The keyword that names a type in UpperCamelCase, or a field in snake_case.
const NAME: &str = "x-rust-name";

/// The keyword that names the variants of `enum`, in its order.
const VARIANTS: &str = "x-enum-varnames";

/// The name that a schema sets for its type; it is then one by itself.
pub(super) fn type_name(node: &Node) -> Option<&str> {
    own_name(node).filter(|name| is_type(name))
}

/// The name that the schema of a property sets for its field.
pub(crate) fn field_name(node: &Node) -> Option<&str> {
    own_name(node).filter(|name| !is_type(name))
}

/// The names that a schema sets for the values that it lists, if they fit.
pub(super) fn variant_names(node: &Node) -> Option<Vec<String>> {
    let Value::Array(names) = &entry(node, VARIANTS)?.json.value else {
        return None;
    };
    let names: Option<Vec<String>> = names
        .iter()
        .map(|name| text(name).map(str::to_owned))
        .collect();
    let names = names?;
    let distinct: BTreeSet<&String> = names.iter().collect();
    let count = node.constants().map(<[Json]>::len);
    let fit = Some(names.len()) == count
        && distinct.len() == names.len()
        && names.iter().all(|name| is_type(name) && is_free(name));
    fit.then_some(names)
}

/// Sets names by the JSON Pointer of their schema, over those that the schema sets; problems of
/// those that lead nowhere.
pub(crate) fn set(schema: &mut Schema, names: &BTreeMap<String, String>) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (pointer, name) in names {
        let id = schema
            .ids()
            .find(|id| schema.node(*id).place.pointer == *pointer);
        let place = schema.node(id.unwrap_or(schema.root())).place.clone();
        let Some(id) = id else {
            problems.push(Problem {
                place,
                message: format!("a setting names {pointer:?} {name}, and there is no such schema"),
                fix: "write the JSON Pointer of a schema, such as /$defs/Pet".to_owned(),
            });
            continue;
        };
        let mut json = Json::from(Value::String(name.clone()));
        (json.line, json.column) = (place.line, place.column);
        let entry = Entry {
            name: NAME.to_owned(),
            place,
            // It is no part of the schema that the types emit.
            keyword: Keyword::Lowered,
            json,
        };
        schema.prepend(id, entry);
    }
    problems
}

/// The names that cannot be those of types or fields.
pub(crate) fn problems(schema: &Schema) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut types: BTreeMap<&str, String> = BTreeMap::new();
    for id in schema.ids() {
        let node = schema.node(id);
        let Some(entry) = entry(node, NAME) else {
            continue;
        };
        let name = text(&entry.json);
        let message = match name {
            Some(name) if !is_free(name) => "the generated code has another use for this name",
            Some(name) if is_type(name) => {
                // One that is written alike has the same type.
                let text = written(node);
                match types.insert(name, text.clone()) {
                    Some(other) if other != text => "another schema sets this name for its type",
                    _ => continue,
                }
            }
            Some(_) => continue,
            None => "this is no name in Rust",
        };
        problems.push(Problem {
            place: Place {
                pointer: format!("{}/{NAME}", node.place.pointer),
                line: entry.json.line,
                column: entry.json.column,
            },
            message: message.to_owned(),
            fix: "write a name in UpperCamelCase for a type, or in snake_case for a field"
                .to_owned(),
        });
    }
    problems
}

fn entry<'a>(node: &'a Node, name: &str) -> Option<&'a Entry> {
    node.keywords.iter().find(|entry| entry.name == name)
}

fn own_name(node: &Node) -> Option<&str> {
    text(&entry(node, NAME)?.json)
}

/// A text that is a name in Rust.
fn text(json: &Json) -> Option<&str> {
    match &json.value {
        Value::String(text) if syn::parse_str::<Ident>(text).is_ok() => Some(text),
        _ => None,
    }
}

fn is_type(name: &str) -> bool {
    name.starts_with(char::is_uppercase)
}

fn is_free(name: &str) -> bool {
    !is_type(name) || !names::is_taken(name)
}
