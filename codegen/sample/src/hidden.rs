//! Subschemas that the model has no keyword for: those of `not`, `if`, `contains` and so on.

use std::collections::BTreeSet;

use exactschema::schema::keyword::FACTS;
use exactschema::schema::{Role, Shape};
use exactschema_frontend::json::{Json, Value};
use exactschema_frontend::model::{Draft, Entry, Keyword, Node, NodeId, Schema};
use exactschema_frontend::pointer::segment;

/// The shape of the value of a keyword, if it applies subschemas in any dialect.
fn shape(keyword: &str) -> Option<Shape> {
    let mut rows = FACTS.iter();
    let row = rows.find(|row| row.name == keyword && row.role == Role::Applicator)?;
    Some(row.shape)
}

/// The schema with a node for each hidden subschema, behind all others.
pub fn revealed(schema: &Schema) -> Schema {
    let mut schema = schema.clone();
    let mut known = BTreeSet::new();
    loop {
        let nodes = schema.ids().map(|id| schema.node(id));
        let new = nodes.flat_map(|node| {
            let found = node.keywords.iter().flat_map(subschemas);
            found.map(|(pointer, json)| (pointer, json, node.draft))
        });
        let mut new: Vec<(String, Json, Draft)> = new.collect();
        new.retain(|(pointer, ..)| schema.at(pointer).is_none() && known.insert(pointer.clone()));
        if new.is_empty() {
            return schema;
        }
        schema.reveal(&new);
    }
}

/// The subschemas of a keyword that the model does not know, with their pointers.
fn subschemas(entry: &Entry) -> Vec<(String, Json)> {
    let pointer = &entry.place.pointer;
    let is_schema = |json: &Json| matches!(json.value, Value::Object(_) | Value::Bool(_));
    match (&entry.keyword, &entry.json.value) {
        (Keyword::Unsupported | Keyword::Unknown, Value::Object(members))
            if matches!(
                shape(&entry.name),
                Some(Shape::Members | Shape::Dependencies)
            ) =>
        {
            let members = members.iter().filter(|(_, json)| is_schema(json));
            let members =
                members.map(|(name, json)| (format!("{pointer}{}", segment(name)), json.clone()));
            members.collect()
        }
        (Keyword::Unsupported | Keyword::Unknown, _)
            if is_schema(&entry.json)
                && matches!(
                    shape(&entry.name),
                    Some(Shape::Schema | Shape::SchemaOrSchemas)
                ) =>
        {
            vec![(pointer.clone(), entry.json.clone())]
        }
        (Keyword::Unsupported | Keyword::Unknown, _)
            if shape(&entry.name) == Some(Shape::PropertyDependencies) =>
        {
            let values = of_values(entry).into_iter();
            values.map(|(.., pointer, json)| (pointer, json)).collect()
        }
        // A tuple, before 2020-12.
        (Keyword::Items(_), Value::Array(elements)) => {
            let elements = elements.iter().enumerate();
            let elements = elements.filter(|(_, json)| is_schema(json));
            let elements =
                elements.map(|(index, json)| (format!("{pointer}/{index}"), json.clone()));
            elements.collect()
        }
        _ => Vec::new(),
    }
}

/// The schemas for objects that have a property with a text: the name, the text, the pointer of
/// the schema, and this.
fn of_values(entry: &Entry) -> Vec<(String, String, String, Json)> {
    let Value::Object(names) = &entry.json.value else {
        return Vec::new();
    };
    let pointer = &entry.place.pointer;
    let values = names.iter().flat_map(|(name, values)| {
        let values = match &values.value {
            Value::Object(values) => values.as_slice(),
            _ => &[],
        };
        values.iter().map(move |(value, json)| {
            let pointer = format!("{pointer}{}{}", segment(name), segment(value));
            (name.clone(), value.clone(), pointer, json.clone())
        })
    });
    values.collect()
}

/// The nodes of `propertyDependencies`, each with the name of a property and the text that it
/// has.
pub fn hidden_values(schema: &Schema, entry: &Entry) -> Vec<(String, String, NodeId)> {
    let is_it = shape(&entry.name) == Some(Shape::PropertyDependencies);
    let values = of_values(entry).into_iter().filter(|_| is_it);
    let nodes =
        values.filter_map(|(name, value, pointer, _)| Some((name, value, schema.at(&pointer)?)));
    nodes.collect()
}

/// The node of a hidden subschema: that of a keyword which is set to one.
pub fn hidden(schema: &Schema, node: &Node, keyword: &str) -> Option<NodeId> {
    let entry = node.keywords.iter().find(|entry| entry.name == keyword)?;
    schema.at(&subschemas(entry).first()?.0)
}

/// The nodes of the hidden subschemas of a keyword, by name if it has several.
pub fn hidden_members(schema: &Schema, entry: &Entry) -> Vec<(String, NodeId)> {
    let found = subschemas(entry).into_iter().filter_map(|(pointer, _)| {
        let name = pointer.strip_prefix(entry.place.pointer.as_str())?;
        let name = exactschema_frontend::pointer::unescape(name.trim_start_matches('/'));
        Some((name, schema.at(&pointer)?))
    });
    found.collect()
}
