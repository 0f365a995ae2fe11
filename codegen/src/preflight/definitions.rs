//! The definitions of a schema: their names, and how they refer to each other.

use std::collections::BTreeSet;

use super::problem;
use crate::model::{Keyword, NodeId, Schema, Type};
use crate::problem::Problem;

/// Names that the generated code uses for something else.
const TAKEN: &[&str] = &[
    "Box",
    "Into",
    "Object",
    "Option",
    "Self",
    "String",
    "Timestamp",
    "Vec",
];

pub(super) fn check(schema: &Schema) -> Vec<Problem> {
    let mut problems = names(schema);
    problems.extend(unused(schema));
    problems.extend(endless(schema));
    problems
}

/// Types need names that are Rust names, and one each.
fn names(schema: &Schema) -> Vec<Problem> {
    let root = schema.node(schema.root());
    let mut problems = Vec::new();
    if root.title().is_none() && root.type_() == Some(Type::Object) {
        let message = "the root has no name".to_owned();
        problems.push(problem(
            &root.place,
            message,
            "add a `title`: the name of its Rust type",
        ));
    }
    let mut seen = BTreeSet::new();
    for (name, id) in schema.definitions() {
        let message = if !is_type_name(name) {
            format!("{name:?} is not the name of a Rust type")
        } else if TAKEN.contains(&name) {
            format!("{name:?} is the name of a type that the generated code uses")
        } else if !seen.insert(name) {
            format!("{name:?} is the name of another type as well")
        } else {
            continue;
        };
        let title = root.keywords.iter().find(|entry| entry.name == "title");
        let place = match title {
            Some(title) if id == schema.root() => &title.place,
            _ => &schema.node(id).place,
        };
        problems.push(problem(
            place,
            message,
            "choose another name, in UpperCamelCase",
        ));
    }
    problems
}

fn is_type_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.chars().all(|c| c.is_ascii_alphanumeric())
}

/// Nothing would emit a definition that the root does not reach.
fn unused(schema: &Schema) -> Vec<Problem> {
    let ids = schema.ids().flat_map(|id| &schema.node(id).keywords);
    let mut keywords = ids.map(|entry| &entry.keyword);
    if keywords.any(|keyword| matches!(keyword, Keyword::Reference(None))) {
        // What is mistyped there may be what seems unused here.
        return Vec::new();
    }
    let mut reached = BTreeSet::from([schema.root()]);
    let mut open = vec![schema.root()];
    while let Some(id) = open.pop() {
        let properties = schema.node(id).properties().iter();
        let next = properties.filter_map(|(_, property)| referred(schema, *property));
        open.extend(next.filter(|id| reached.insert(*id)));
    }
    let unused = schema.definitions().filter(|(_, id)| !reached.contains(id));
    unused
        .map(|(name, id)| {
            problem(
                &schema.node(id).place,
                format!("nothing refers to the definition {name:?}"),
                "remove it, or refer to it",
            )
        })
        .collect()
}

/// No finite document is valid against a definition that requires itself.
fn endless(schema: &Schema) -> Vec<Problem> {
    let mut finite = BTreeSet::new();
    loop {
        let before = finite.len();
        for (_, id) in schema.definitions() {
            let node = schema.node(id);
            let properties = node.properties().iter();
            let mut required = properties.filter(|(name, _)| node.requires(name));
            // An array of itself is no obstacle: it may be empty.
            if required.all(|(_, property)| match schema.node(*property).reference() {
                Some(target) => finite.contains(&target),
                None => true,
            }) {
                finite.insert(id);
            }
        }
        if finite.len() == before {
            break;
        }
    }
    let endless = schema.definitions().filter(|(_, id)| !finite.contains(id));
    endless
        .map(|(name, id)| {
            problem(
                &schema.node(id).place,
                format!("no finite document is valid: what {name:?} requires requires itself"),
                "make one of the properties optional",
            )
        })
        .collect()
}

/// The definition that a property refers to, as its value or as the elements
/// of its arrays.
fn referred(schema: &Schema, property: NodeId) -> Option<NodeId> {
    let mut node = schema.node(property);
    while let Some(items) = node.items() {
        node = schema.node(items);
    }
    node.reference()
}
