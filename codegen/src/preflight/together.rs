//! What keywords say together.

use super::problem;
use crate::json::Json;
use crate::model::{Count, Entry, Keyword, Node, NodeId, Schema, Type};
use crate::problem::Problem;
use crate::types::{declared_integer, is_text_format};

/// What is wrong with a schema whose keywords are all known.
pub(super) fn check(schema: &Schema, id: NodeId) -> Vec<Problem> {
    let node = schema.node(id);
    let mut problems = without_effect(node);
    problems.extend(redundant_types(node));
    problems.extend(beside_constants(node));
    problems.extend(format(node));
    problems.extend(places(schema, node));
    problems.extend(closed(schema, node));
    problems
}

fn find<'a>(node: &'a Node, name: &str) -> Option<&'a Entry> {
    node.keywords.iter().find(|entry| entry.name == name)
}

/// Keywords that are about other types than the schema allows would get lost.
fn without_effect(node: &Node) -> Vec<Problem> {
    let Some(types) = node.types() else {
        return Vec::new();
    };
    let allows = |type_: &Type| {
        types.contains(type_) || (*type_ == Type::Number && types.contains(&Type::Integer))
    };
    let idle = node
        .keywords
        .iter()
        .filter(|entry| !entry.keyword.types().iter().any(allows));
    idle.map(|entry| {
        let wanted = entry
            .keyword
            .types()
            .first()
            .map_or("", |type_| type_.name());
        let name = &entry.name;
        problem(
            &entry.place,
            format!("`{name}` has no effect without `\"type\": \"{wanted}\"` beside it"),
            "remove it, or add the type",
        )
    })
    .collect()
}

fn redundant_types(node: &Node) -> Option<Problem> {
    let types = node.types()?;
    let both = types.contains(&Type::Integer) && types.contains(&Type::Number);
    let entry = find(node, "type")?;
    both.then(|| {
        problem(
            &entry.place,
            "every integer is a number: to say both would be to say one".to_owned(),
            "leave `integer` out",
        )
    })
}

/// A list of values says all: what stands beside it could only take some back.
fn beside_constants(node: &Node) -> Vec<Problem> {
    let is_list = |keyword: &Keyword| {
        matches!(
            keyword,
            Keyword::Enum(_) | Keyword::Const(_) | Keyword::Extensible(_)
        )
    };
    let Some(list) = node.keywords.iter().find(|entry| is_list(&entry.keyword)) else {
        return Vec::new();
    };
    let is_beside = |entry: &&Entry| match &entry.keyword {
        Keyword::Type(_) | Keyword::Definitions(_) | Keyword::Dialect(_) => false,
        Keyword::Extensible(_) => entry.name != list.name,
        Keyword::Reference(_) | Keyword::Branches(..) => false,
        keyword => entry.name != list.name && !keyword.is_annotation(),
    };
    let mut problems: Vec<Problem> = node
        .keywords
        .iter()
        .filter(is_beside)
        .map(|entry| {
            let message = format!("`{}` beside `{}` would be lost", entry.name, list.name);
            problem(
                &entry.place,
                message,
                "list the values that are valid, and leave it out",
            )
        })
        .collect();
    if let Some(types) = node.types() {
        let values = node.constants().unwrap_or_default();
        let misfits = values
            .iter()
            .filter(|value| !types.iter().any(|type_| fits(value, *type_)));
        problems.extend(misfits.map(|_| {
            let message = format!("`{}` lists a value of another type", list.name);
            problem(
                &list.place,
                message,
                "remove the value, or correct the type",
            )
        }));
    }
    if matches!(list.keyword, Keyword::Extensible(_)) && node.types() != Some(&[Type::String]) {
        let message = "`x-extensible-enum` is about strings".to_owned();
        problems.push(problem(
            &list.place,
            message,
            "write \"type\": \"string\" beside it",
        ));
    }
    problems
}

fn fits(value: &Json, type_: Type) -> bool {
    use crate::json::Value;
    match (&value.value, type_) {
        (Value::Number(_), Type::Integer) => value.is_integer(),
        (Value::Null, Type::Null)
        | (Value::Bool(_), Type::Boolean)
        | (Value::Number(_), Type::Number)
        | (Value::String(_), Type::String)
        | (Value::Array(_), Type::Array)
        | (Value::Object(_), Type::Object) => true,
        _ => false,
    }
}

/// A format that nobody asserts says what is not so.
fn format(node: &Node) -> Option<Problem> {
    let format = node.format()?;
    let entry = find(node, "format")?;
    let types = node.types().unwrap_or(Type::ALL);
    let (about, what) = match format {
        format if format.starts_with("x-") => return None,
        "double" => (Type::Number, "numbers"),
        format if declared_integer(format) => (Type::Integer, "integers"),
        format if is_text_format(format) => (Type::String, "strings"),
        _ => {
            let fix = "use date-time, date, time, uuid, uri, email, ipv4, ipv6, hostname, int8 to \
                uint64 or double; or leave it out, or begin its name with x- if it is for people";
            let message = format!("the format {format:?} would not be asserted");
            return Some(problem(&entry.place, message, fix));
        }
    };
    let fits = match about {
        Type::String => types.contains(&Type::String),
        about => node.types().is_some() && types.contains(&about),
    };
    (!fits).then(|| {
        let message = format!("the format {format:?} is about {what}");
        let fix = format!(
            "write \"type\": \"{}\" beside it, or leave it out",
            about.name()
        );
        problem(&entry.place, message, &fix)
    })
}

/// Only arrays with a known number of places are tuples.
fn places(schema: &Schema, node: &Node) -> Vec<Problem> {
    let Some(places) = node.prefix_items() else {
        return Vec::new();
    };
    let mut problems = Vec::new();
    let closed = node.items().map(|items| schema.node(items).truth()) == Some(Some(false));
    if let (false, Some(entry)) = (closed, find(node, "prefixItems")) {
        problems.push(problem(
            &entry.place,
            "`prefixItems` is honoured only where no elements follow".to_owned(),
            "write \"items\": false beside it, or `items` alone",
        ));
    }
    for name in ["maxItems", "uniqueItems"] {
        problems.extend(find(node, name).map(|entry| {
            let message = format!("`{name}` beside `prefixItems` would be lost");
            problem(
                &entry.place,
                message,
                "list as many places as there are elements",
            )
        }));
    }
    let least = node.count(Count::MinItems).unwrap_or(0);
    if let (true, Some(entry)) = (least > places.len(), find(node, "minItems")) {
        let message = "no array has more elements than places".to_owned();
        problems.push(problem(&entry.place, message, "correct the number"));
    }
    problems
}

/// What a closed object could not hold, and patterns beside declared properties.
fn closed(schema: &Schema, node: &Node) -> Vec<Problem> {
    let declared = |name: &String| node.properties().iter().any(|(other, _)| other == name);
    let others = node.additional_properties();
    let typed = others.is_some_and(|others| {
        let others = schema.node(others);
        others.truth() != Some(true) && !others.keywords.is_empty()
    });
    let mut problems = Vec::new();
    if let (true, Some(entry)) = (
        typed && node.pattern_properties().is_empty(),
        find(node, "required"),
    ) {
        let others = others.and_then(|others| schema.node(others).truth());
        let missing = node.required().iter().filter(|name| !declared(name));
        problems.extend(missing.filter(|_| others == Some(false)).map(|name| {
            let message = format!("`required` names {name:?}, which the object cannot have");
            problem(
                &entry.place,
                message,
                "declare the property, or require another",
            )
        }));
    }
    let is_struct = !node.properties().is_empty() || !node.required().is_empty();
    if let (true, Some(entry)) = (is_struct, find(node, "patternProperties")) {
        problems.push(problem(
            &entry.place,
            "patterns beside declared properties cannot be honoured exactly: a property could be \
                of two types"
                .to_owned(),
            "declare the properties, or put those with patterned names into an object of their own",
        ));
    }
    let is_false = |id: NodeId| schema.node(id).truth() == Some(false);
    if let (true, Some(entry)) = (
        typed && !node.pattern_properties().is_empty() && !others.is_some_and(is_false),
        find(node, "additionalProperties"),
    ) {
        problems.push(problem(
            &entry.place,
            "a schema for other properties beside patterns cannot be honoured exactly: the values \
                would have several types"
                .to_owned(),
            "write false, or leave it out",
        ));
    }
    problems
}
