//! The schema of a source as it is compared.

use std::collections::BTreeMap;

use exactschema::schema::Table;
use exactschema_frontend::compile::{Options, compile};
use exactschema_frontend::decimal::Decimal;
use exactschema_frontend::json::{Json, Value};
use exactschema_frontend::model::{Count, Draft, Entry, Keyword, Limit, Schema};
use exactschema_sample::revealed;

use super::dynamic;
use super::side::Source;

/// So many of anything are more than any document has.
const MOST: usize = 1 << 60;

/// The schema with a node for each subschema, also where only a reference leads, with
/// references that lead where those of the evaluator do, and with numbers of any size.
pub(super) fn prepared(source: &Source<'_>) -> Schema {
    let mut schema = complete(source);
    set_numbers(&mut schema);
    schema
}

fn complete(source: &Source<'_>) -> Schema {
    let schema = revealed(source.schema);
    let options = Options {
        dialect: source.schema.draft(),
        ..Options::default()
    };
    let json = Json::parse(source.text);
    let (Ok(compiled), Ok(json)) = (compile(source.text, &options), json) else {
        return schema;
    };
    let mut schema = with_targets(schema, &compiled.table, &json);
    schema.resolve_all(&compiled.table);
    dynamic::resolve(&mut schema, &compiled.table);
    schema
}

/// The schema with a node for each that the evaluator knows of the text.
fn with_targets(mut schema: Schema, table: &Table, json: &Json) -> Schema {
    let own = table.nodes().iter().filter(|node| node.place.source == 0);
    let places: BTreeMap<&str, Draft> =
        own.map(|node| (&*node.place.pointer, node.draft)).collect();
    let new = places.into_iter().filter_map(|(pointer, draft)| {
        let json = json.at(pointer).filter(|_| schema.at(pointer).is_none())?;
        Some((pointer.to_owned(), json.clone(), draft))
    });
    let new: Vec<(String, Json, Draft)> = new.collect();
    if new.is_empty() {
        return schema;
    }
    schema.reveal(&new);
    revealed(&schema)
}

/// Gives keywords whose numbers no type can have the meaning that they have for documents.
fn set_numbers(schema: &mut Schema) {
    let entries = schema.ids().flat_map(|id| {
        let entries = schema.node(id).keywords.iter();
        entries.map(move |entry| (id, entry))
    });
    let found = entries.filter_map(|(id, entry)| Some((id, entry.name.clone(), number(entry)?)));
    for (id, name, keyword) in found.collect::<Vec<_>>() {
        schema.set_aside(id, &name, &keyword);
    }
}

/// The keyword that one with such a number is.
fn number(entry: &Entry) -> Option<Keyword> {
    let (Keyword::Malformed(_), Value::Number(number)) = (&entry.keyword, &entry.json.value) else {
        return None;
    };
    let count = match &*entry.name {
        "multipleOf" => return Some(Keyword::Limit(Limit::MultipleOf, number.clone())),
        "minLength" => Count::MinLength,
        "maxLength" => Count::MaxLength,
        "minItems" => Count::MinItems,
        "maxItems" => Count::MaxItems,
        "minProperties" => Count::MinProperties,
        "maxProperties" => Count::MaxProperties,
        _ => return None,
    };
    let integer = Decimal::new(number).integer();
    let exact = integer.and_then(|integer| usize::try_from(integer).ok());
    Some(Keyword::Count(count, exact.map_or(MOST, |n| n.min(MOST))))
}
