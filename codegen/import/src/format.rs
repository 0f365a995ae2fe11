//! Formats a schema for people to read.

use exactschema_frontend::json::{Json, Value, quoted};

/// The greatest length of a line.
const WIDTH: usize = 80;

/// The first keywords in a schema, and the last ones; all others are between.
const FIRST: &[&str] = &[
    "$schema",
    "$id",
    "$comment",
    "$anchor",
    "$ref",
    "title",
    "description",
    "type",
    "const",
    "enum",
    "format",
];
const LAST: &[&str] = &[
    "required",
    "dependentRequired",
    "additionalProperties",
    "minProperties",
    "maxProperties",
    "default",
    "deprecated",
    "readOnly",
    "writeOnly",
    "examples",
    "$defs",
];

/// The rank of a keyword among others.
pub(super) fn rank(keyword: &str) -> usize {
    let place = |list: &[&str]| list.iter().position(|other| *other == keyword);
    let last = place(LAST).map(|index| FIRST.len() + 1 + index);
    place(FIRST).or(last).unwrap_or(FIRST.len())
}

/// The text of a schema. A value that fits into a line is written in one, except the root,
/// the lists of properties and definitions with all around them, and the schemas in them.
pub(super) fn text(schema: &Json) -> String {
    let mut text = String::new();
    write(schema, Role::Root, 0, 0, &mut text);
    text.push('\n');
    text
}

/// The role of a value in the one around it.
#[derive(Clone, Copy, PartialEq)]
enum Role {
    /// The whole schema.
    Root,
    /// A list by name, which has a line for each.
    Listing,
    /// A member of such a list.
    Listed,
    /// Anything else.
    Other,
}

/// Writes a value; `after` is what follows it in the same line.
fn write(json: &Json, role: Role, indent: usize, after: usize, text: &mut String) {
    let line = in_line(json);
    let (open, close, count) = match &json.value {
        Value::Object(members) => ('{', '}', members.len()),
        Value::Array(elements) => ('[', ']', elements.len()),
        _ => (' ', ' ', 0),
    };
    let column = text.rsplit('\n').next().unwrap_or_default().chars().count();
    let fits = column + line.chars().count() + after <= WIDTH;
    if count == 0 || fits && !is_on_lines_of_its_own(json, role) {
        text.push_str(&line);
        return;
    }
    text.push(open);
    let inner = indent + 1;
    for index in 0..count {
        let after = usize::from(index + 1 < count);
        text.push('\n');
        text.push_str(&"  ".repeat(inner));
        match &json.value {
            Value::Object(members) => {
                let (name, value) = &members[index];
                text.push_str(&quoted(name));
                text.push_str(": ");
                write(value, role_of(role, name), inner, after, text);
            }
            Value::Array(elements) => write(&elements[index], Role::Other, inner, after, text),
            _ => {}
        }
        text.push_str(if after == 1 { "," } else { "" });
    }
    text.push('\n');
    text.push_str(&"  ".repeat(indent));
    text.push(close);
}

/// Whether a value has several lines even if one would do.
fn is_on_lines_of_its_own(json: &Json, role: Role) -> bool {
    let Value::Object(members) = &json.value else {
        return false;
    };
    let is_list = matches!(role, Role::Root | Role::Listing);
    let is_described = role == Role::Listed && json.get("description").is_some();
    let is_empty = |value: &Json| matches!(&value.value, Value::Object(m) if m.is_empty());
    let lists = |(name, value): &(String, Json)| {
        !is_empty(value) && is_on_lines_of_its_own(value, role_of(role, name))
    };
    is_list || is_described || members.iter().any(lists)
}

/// The role of a member in the object around it.
fn role_of(around: Role, name: &str) -> Role {
    match name {
        _ if around == Role::Listing => Role::Listed,
        "properties" | "$defs" | "patternProperties" | "dependentRequired" => Role::Listing,
        _ => Role::Other,
    }
}

/// A value in one line.
fn in_line(json: &Json) -> String {
    match &json.value {
        Value::Object(members) if !members.is_empty() => {
            let members = members.iter();
            let members =
                members.map(|(name, value)| format!("{}: {}", quoted(name), in_line(value)));
            format!("{{ {} }}", members.collect::<Vec<_>>().join(", "))
        }
        Value::Array(elements) => {
            let elements: Vec<String> = elements.iter().map(in_line).collect();
            format!("[{}]", elements.join(", "))
        }
        _ => json.compact(),
    }
}
