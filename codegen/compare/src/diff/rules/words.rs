//! Names of values and schemas in messages.

use exactschema_frontend::json::{Json, Value};
use exactschema_frontend::model::{Node, NodeId, Schema, Type};
use exactschema_frontend::pointer::unescape;
use exactschema_frontend::text::printable_json;

use super::super::message::Words;

/// The length to which a value is shown.
const SHOWN: usize = 60;

/// A value, or its beginning.
pub(super) fn value(json: &Json) -> String {
    let text = printable_json(&json.compact());
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}

/// The demand of an assertion on a value, such as "be at most 10 characters long".
pub(super) fn demand(name: &str, argument: &Json) -> String {
    let count = |one: &str, many: &str| match &argument.value {
        Value::Number(number) if number == "1" => format!("1 {one}"),
        _ => format!("{} {many}", value(argument)),
    };
    let number = || value(argument);
    match name {
        "minLength" => format!("be at least {} long", count("character", "characters")),
        "maxLength" => format!("be at most {} long", count("character", "characters")),
        "minItems" => format!("have at least {}", count("element", "elements")),
        "maxItems" => format!("have at most {}", count("element", "elements")),
        "minProperties" => format!("have at least {}", count("property", "properties")),
        "maxProperties" => format!("have at most {}", count("property", "properties")),
        "minimum" => format!("be at least {}", number()),
        "maximum" => format!("be at most {}", number()),
        "exclusiveMinimum" => format!("be above {}", number()),
        "exclusiveMaximum" => format!("be below {}", number()),
        "multipleOf" => format!("be a multiple of {}", number()),
        "const" => format!("be {}", number()),
        "enum" => format!("be one of {}", number()),
        "format" => format!("be of the format {}", number()),
        "pattern" => format!("match {}", number()),
        "uniqueItems" => "have unique elements".to_owned(),
        _ => format!("satisfy `{name}`: {}", number()),
    }
}

/// A sentence on the elements or properties that a value may have beside those declared.
pub(super) fn others(what: &str, was: &str, is: &str) -> Words {
    Words::of(match (was, is) {
        (_, "nothing") => format!("may no longer have {what}"),
        ("nothing", "anything") => format!("may now have {what}"),
        ("nothing", _) => format!("may now have {what}: {is}"),
        (_, "anything") => format!("may now have {what} that are anything (were {was})"),
        _ => format!("must now have {what} that are {is} (were {was})"),
    })
}

/// A sentence on an assertion: the value must satisfy it from now on, or no longer has to.
pub(super) fn must(name: &str, old: Option<&Json>, new: Option<&Json>) -> Words {
    Words::of(match (old, new) {
        (Some(old), Some(new)) => format!("must now {} (was {})", demand(name, new), value(old)),
        (None, Some(new)) => format!("must now {}", demand(name, new)),
        (Some(old), None) => format!("need no longer {}", demand(name, old)),
        (None, None) => String::new(),
    })
}

/// Types, or that there may be any.
pub(super) fn types(types: Option<&[Type]>) -> String {
    match types {
        None => "of any type".to_owned(),
        Some([]) => "of no type".to_owned(),
        Some(types) => {
            let names: Vec<&str> = types.iter().map(|type_| type_.name()).collect();
            names.join(" or ")
        }
    }
}

/// A short description of a schema.
pub(super) fn schema(schema: &Schema, id: NodeId) -> String {
    let node = schema.node(id);
    if let Some(target) = node.reference() {
        let pointer = &schema.node(target).place.pointer;
        let name = unescape(pointer.rsplit('/').next().unwrap_or_default());
        // In a bundle, the schema of a file is called as that.
        return name.trim_start_matches("bundle:/").to_owned();
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
        (None, None, _) => full_text(node),
    }
}

/// Short descriptions of the branches of a choice; the full text of those that are alike.
pub(super) fn branches(schema: &Schema, ids: &[NodeId]) -> Vec<String> {
    let short: Vec<String> = ids.iter().map(|id| self::schema(schema, *id)).collect();
    let alike = |words: &String| short.iter().filter(|other| *other == words).count() > 1;
    let descriptions = ids
        .iter()
        .zip(&short)
        .map(|(id, words)| match alike(words) {
            false => words.clone(),
            true => tagged(schema, *id, words).unwrap_or_else(|| full_text(schema.node(*id))),
        });
    descriptions.collect()
}

/// An object, described by the constant that discriminates it.
fn tagged(schema: &Schema, id: NodeId, words: &str) -> Option<String> {
    let mut members = schema.node(id).properties().iter();
    members.find_map(|(name, id)| match schema.node(*id).constants() {
        Some([constant]) => Some(format!("{words} of the {name} {}", value(constant))),
        _ => None,
    })
}

/// The text of a schema, without its annotations.
fn full_text(node: &Node) -> String {
    let keywords = node.keywords.iter();
    let keywords = keywords.filter(|entry| !entry.keyword.is_annotation());
    let members = keywords.map(|entry| (entry.name.clone(), entry.json.clone()));
    value(&Value::Object(members.collect()).into())
}
