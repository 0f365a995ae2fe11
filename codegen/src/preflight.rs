//! Finds every construct that the pipeline would not honour exactly.

use std::collections::BTreeSet;

use crate::json::Value;
use crate::model::{Entry, Keyword, Node, NodeId, Place, Schema, Shape, Type};
use crate::problem::Problem;

/// The dialect of the schemas (Core §8.1.1).
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

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

/// Where a schema stands decides what it may be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Root,
    Definition,
    Property,
    /// The elements of an array, which have no place for annotations in Rust.
    Items,
    AdditionalProperties,
}

/// All problems of a schema, in the order of the source.
pub fn preflight(schema: &Schema) -> Vec<Problem> {
    let mut problems = Vec::new();
    visit(schema, schema.root(), Role::Root, &mut problems);
    problems.extend(dialect(schema));
    problems.extend(names(schema));
    problems.extend(unused_definitions(schema));
    problems.extend(endless_definitions(schema));
    problems.sort_by_key(|problem| (problem.place.line, problem.place.column));
    problems
}

fn visit(schema: &Schema, id: NodeId, role: Role, problems: &mut Vec<Problem>) {
    let node = schema.node(id);
    let before = problems.len();
    for entry in &node.keywords {
        problems.extend(keyword(schema, node, entry, role));
        let children: Vec<(NodeId, Role)> = match &entry.keyword {
            Keyword::Definitions(members) if role == Role::Root => members
                .iter()
                .map(|(_, id)| (*id, Role::Definition))
                .collect(),
            Keyword::Properties(members) => members
                .iter()
                .map(|(_, id)| (*id, Role::Property))
                .collect(),
            Keyword::Items(id) => vec![(*id, Role::Items)],
            Keyword::AdditionalProperties(id) => vec![(*id, Role::AdditionalProperties)],
            _ => Vec::new(),
        };
        for (child, role) in children {
            visit(schema, child, role, problems);
        }
    }
    // What a schema is as a whole is only of interest if its parts are known.
    if problems.len() == before && role != Role::AdditionalProperties {
        problems.extend(shape(schema, id, role));
    }
}

/// What is wrong with a keyword where it stands.
fn keyword(schema: &Schema, node: &Node, entry: &Entry, role: Role) -> Option<Problem> {
    let name = &entry.name;
    let annotation = || {
        (role == Role::Items).then(|| {
            let fix = "describe the array instead, or move the schema to $defs and refer to it";
            problem(
                &entry.place,
                format!("`{name}` on the elements of an array has no place in the Rust types"),
                fix,
            )
        })
    };
    let applies_to = |applies: Type, noun: &str| {
        let without_effect = || {
            problem(
                &entry.place,
                format!("`{name}` has no effect without `\"type\": \"{noun}\"` beside it"),
                "remove it, or add the type",
            )
        };
        (node.type_() != Some(applies)).then(without_effect)
    };
    match &entry.keyword {
        Keyword::Dialect(uri) => dialect_keyword(entry, uri, role),
        Keyword::Title(text) | Keyword::Description(text) if text.is_empty() => Some(problem(
            &entry.place,
            format!("an empty `{name}` says nothing, and would not be emitted"),
            "write one, or leave it out",
        )),
        Keyword::Comment | Keyword::Title(_) | Keyword::Description(_) | Keyword::Examples(_) => {
            annotation()
        }
        Keyword::Definitions(_) => (role != Role::Root).then(|| {
            problem(
                &entry.place,
                "definitions below the root are not honoured".to_owned(),
                "move them to $defs of the root",
            )
        }),
        Keyword::Reference(target) => reference(schema, node, entry, *target),
        Keyword::Type(_) | Keyword::Format(_) => None,
        Keyword::Properties(_) | Keyword::AdditionalProperties(_) | Keyword::Required(_)
            if node.type_() != Some(Type::Object) =>
        {
            applies_to(Type::Object, "object")
        }
        Keyword::Items(_) => applies_to(Type::Array, "array"),
        Keyword::Properties(_) => None,
        Keyword::Required(names) => names
            .iter()
            .find(|name| !node.properties().iter().any(|(other, _)| other == *name))
            .map(|name| {
                problem(
                    &entry.place,
                    format!("`required` names {name:?}, which is not among the `properties`"),
                    "declare the property, or require another",
                )
            }),
        // Its schema is checked here, because only `true` may stand there.
        Keyword::AdditionalProperties(_) => {
            (!matches!(entry.json.value, Value::Bool(true))).then(|| {
                problem(
                    &entry.place,
                    "`additionalProperties` is honoured only if it is true".to_owned(),
                    "leave it out, so that objects stay open",
                )
            })
        }
        // Reported by the keyword that holds it, or as a shape.
        Keyword::Boolean(_) => None,
        Keyword::Unsupported => Some(problem(
            &entry.place,
            format!("`{name}` would not be honoured exactly by the generated types"),
            "leave it out, or say what it means in the description",
        )),
        Keyword::Unknown => Some(problem(
            &entry.place,
            format!("`{name}` is no keyword of JSON Schema 2020-12"),
            "correct it, or begin its name with x- if it is an extension",
        )),
        Keyword::Malformed(form) => Some(problem(
            &entry.place,
            match name.as_str() {
                "" => format!("this must be {form}"),
                name => format!("the value of `{name}` must be {form}"),
            },
            "correct the value",
        )),
    }
}

fn dialect_keyword(entry: &Entry, uri: &str, role: Role) -> Option<Problem> {
    let fix = format!("write \"$schema\": \"{DIALECT}\" at the root");
    if role != Role::Root {
        let message = "`$schema` below the root is not honoured".to_owned();
        return Some(problem(&entry.place, message, &fix));
    }
    (uri.trim_end_matches('#') != DIALECT).then(|| {
        problem(
            &entry.place,
            format!("the dialect {uri:?} is not 2020-12"),
            &fix,
        )
    })
}

fn reference(
    schema: &Schema,
    node: &Node,
    entry: &Entry,
    target: Option<NodeId>,
) -> Option<Problem> {
    let fix = "refer to #/$defs/NAME";
    let Some(target) = target else {
        let message = "this reference points nowhere in this document".to_owned();
        return Some(problem(&entry.place, message, fix));
    };
    if schema.name(target).is_none() || target == schema.root() {
        let message = "this reference does not point to a definition".to_owned();
        return Some(problem(&entry.place, message, fix));
    }
    let mut siblings = node.keywords.iter().filter(|sibling| {
        !matches!(
            sibling.keyword,
            Keyword::Reference(_)
                | Keyword::Comment
                | Keyword::Title(_)
                | Keyword::Description(_)
                | Keyword::Examples(_)
        )
    });
    siblings.next().map(|sibling| {
        problem(
            &sibling.place,
            format!("`{}` beside `$ref` would not be honoured", sibling.name),
            "move it to the definition",
        )
    })
}

/// What is wrong with a schema whose keywords are all known.
fn shape(schema: &Schema, id: NodeId, role: Role) -> Option<Problem> {
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
    Some(problem(&node.place, message.to_owned(), fix))
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

fn dialect(schema: &Schema) -> Option<Problem> {
    let root = schema.node(schema.root());
    let declared = root.keywords.iter().any(|entry| entry.name == "$schema");
    let is_object = !root.keywords.iter().any(|entry| entry.name.is_empty());
    (is_object && !declared).then(|| {
        let fix = format!("write \"$schema\": \"{DIALECT}\"");
        let message = "the schema does not say which dialect it is written in".to_owned();
        problem(&root.place, message, &fix)
    })
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
        let place = &schema.node(id).place;
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
fn unused_definitions(schema: &Schema) -> Vec<Problem> {
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
fn endless_definitions(schema: &Schema) -> Vec<Problem> {
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
                format!("{name:?} requires itself: no finite document is valid"),
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

fn problem(place: &Place, message: String, fix: &str) -> Problem {
    Problem {
        place: place.clone(),
        message,
        fix: fix.to_owned(),
    }
}
