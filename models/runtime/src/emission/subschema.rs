//! Keywords of a table as JSON, as 2020-12 writes them: what the evaluator asserts is what
//! is emitted.

use serde_json::{Map, Value, json};

use super::exact;
use crate::document::encoded;
use crate::evaluate::residual::Subschema;
use crate::schema::keyword::FACTS;
use crate::schema::{Argument, Draft, Entry, Keyword, Members, Node, NodeId, Table};

/// Some keywords of a subschema, by the names that the author wrote.
pub(super) fn keywords(subschema: Subschema, names: &[&str]) -> Map<String, Value> {
    let table = subschema.schema.validator().table();
    let node = subschema.schema.node(subschema.pointer);
    let entries = node.map_or(&[][..], |node| &table[node].entries).iter();
    let entries = entries.filter(|entry| names.contains(&&*entry.name));
    let mut keywords = Map::new();
    entries.for_each(|entry| set(&mut keywords, table, entry));
    keywords
}

/// A node as a schema.
fn schema(table: &Table, id: NodeId) -> Value {
    let node: &Node = &table[id];
    let truth = node.entry(Keyword::Boolean).map(|entry| &entry.argument);
    if let Some(Argument::Flag(truth)) = truth {
        return json!(truth);
    }
    let mut keywords = Map::new();
    let entries = node.entries.iter();
    entries.for_each(|entry| set(&mut keywords, table, entry));
    Value::Object(keywords)
}

/// Sets a keyword by its name in 2020-12.
fn set(schema: &mut Map<String, Value>, table: &Table, entry: &Entry) {
    let name = match entry.keyword {
        Keyword::Annotation => &*entry.name,
        Keyword::DynamicRef => "$dynamicRef",
        // Since draft 4 it has been the same keyword under another name.
        keyword => {
            let mut rows = FACTS.iter().filter(|row| row.keyword == keyword);
            let row = rows.find(|row| row.until == Draft::V1 && row.name != "dependencies");
            row.map_or(&*entry.name, |row| row.name)
        }
    };
    match &entry.argument {
        Argument::Number(json) | Argument::Json(json) => exact::set(schema, name, json),
        Argument::Values(values) => {
            let mut values = values.list().iter().map(crate::Value::to_string);
            let json = match entry.keyword {
                Keyword::Const => values.next().unwrap_or_default(),
                _ => format!("[{}]", values.collect::<Vec<_>>().join(",")),
            };
            exact::set(schema, name, &json);
        }
        _ => drop(schema.insert(name.to_owned(), argument(table, entry))),
    }
}

fn argument(table: &Table, entry: &Entry) -> Value {
    let members = |members: &Members| {
        let members = members.iter();
        object(members.map(|(name, node)| (name, schema(table, node))))
    };
    match &entry.argument {
        Argument::Flag(truth) => json!(truth),
        Argument::Count(count) => json!(count),
        // Set above, for their numbers.
        Argument::Number(_) | Argument::Json(_) | Argument::Values(_) => Value::Null,
        Argument::Text(text) => json!(text),
        Argument::Format { name, .. } => json!(name),
        Argument::Pattern(pattern) => json!(pattern.source()),
        Argument::Types(types) => {
            let names: Vec<&str> = types.names().collect();
            match names.as_slice() {
                [name] => json!(name),
                names => json!(names),
            }
        }
        Argument::Names(names) => json!(names),
        Argument::Requirements(requirements) => {
            let requirements = requirements.iter();
            object(requirements.map(|(name, others)| (&**name, json!(others))))
        }
        Argument::Schema(node) if entry.keyword == Keyword::Ref => reference(table, *node),
        Argument::Schema(node) => schema(table, *node),
        Argument::Schemas(nodes) => nodes.iter().map(|node| schema(table, *node)).collect(),
        Argument::Members(list) => members(list),
        Argument::Patterns(patterns) => {
            let patterns = patterns.iter();
            object(patterns.map(|(pattern, node)| (pattern.source(), schema(table, *node))))
        }
        Argument::PropertyValues(properties) => {
            let properties = properties.iter();
            object(properties.map(|(name, values)| (&**name, members(values))))
        }
        Argument::Dynamic { anchor, initial } => dynamic_reference(table, anchor, *initial),
    }
}

fn object<'a>(members: impl Iterator<Item = (&'a str, Value)>) -> Value {
    Value::Object(
        members
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
    )
}

/// A reference to the location of the schema of a node: in another file by the name of that,
/// if it is in the same folder.
fn reference(table: &Table, id: NodeId) -> Value {
    let place = &table[id].place;
    let uri = |index: usize| table.sources().get(index).map_or("", |source| &source.uri);
    let (own, other) = (uri(0), uri(place.source as usize));
    let folder = own.rsplit_once('/').map_or("", |(folder, _)| folder);
    let name = other
        .strip_prefix(folder)
        .map(|name| name.trim_start_matches('/'));
    let name = match (place.source, name) {
        (0, _) => "",
        (_, Some(name)) if !folder.is_empty() && !name.contains('/') => name,
        _ => other,
    };
    match (name, &*place.pointer) {
        ("", pointer) => json!(format!("#{}", encoded(pointer))),
        (name, "") => json!(name),
        (name, pointer) => json!(format!("{name}#{}", encoded(pointer))),
    }
}

/// A dynamic reference by the anchor of a schema in the resource that it names; since v1 by
/// the anchor alone.
fn dynamic_reference(table: &Table, anchor: &str, initial: NodeId) -> Value {
    if table[NodeId::ROOT].draft == Draft::V1 {
        return json!(anchor);
    }
    let resource = table[initial].resource;
    let uri = match resource == table[NodeId::ROOT].resource && table.resources().len() == 1 {
        true => "",
        false => &table.resource(resource).uri,
    };
    json!(format!("{uri}#{anchor}"))
}
