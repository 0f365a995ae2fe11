//! The schema document of a root type.

use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value, json};

use super::dialect::rewrite;
use super::exact::restored;
use crate::document::encoded;
use crate::draft::Draft;

/// The schema document that a type emits: with each definition where it is at home, and numbers
/// as exact as the types have them.
pub fn document<T: JsonSchema>() -> crate::Value {
    let schema = T::json_schema(&mut SchemaGenerator::default());
    if let Some(truth) = schema.as_bool() {
        // schemars makes an object of the root.
        return crate::Value::Bool(truth);
    }
    let untitled = schema.get("title").is_none();
    let dialect = schema.get("$schema").and_then(Value::as_str);
    let dialect = dialect.map(str::to_owned);
    let mut document = SchemaGenerator::default()
        .into_root_schema_for::<T>()
        .to_value();
    if let Value::Object(root) = &mut document {
        // schemars titles a root by the name of its type.
        if untitled {
            root.remove("title");
        }
        if let Some(uri) = &dialect {
            root.insert("$schema".to_owned(), json!(uri));
        }
        let mut homes = homes(root);
        let pointers: Vec<String> = homes.iter().map(|home| home.pointer.clone()).collect();
        refer(&mut document, &pointers);
        for home in &mut homes {
            refer(&mut home.schema, &pointers);
        }
        if let Some(draft) = dialect.as_deref().and_then(Draft::by_uri) {
            let schemas = homes.iter_mut().map(|home| &mut home.schema);
            schemas
                .chain([&mut document])
                .for_each(|schema| rewrite(schema, draft));
        }
        move_in(&mut document, homes);
        if let Some(own) = own_uri(&document) {
            name_references(&mut document, &own);
        }
    }
    restored(&document)
}

/// The URI of a document in which other schemas have URIs too, so that a reference to a
/// place in it has to name it.
fn own_uri(document: &Value) -> Option<String> {
    let own = document.get("$id")?.as_str()?;
    let inner = document.as_object()?.values();
    inner
        .into_iter()
        .any(has_uri)
        .then(|| own.trim_end_matches('#').to_owned())
}

fn has_uri(value: &Value) -> bool {
    match value {
        Value::Object(members) => {
            members.get("$id").is_some_and(Value::is_string) || members.values().any(has_uri)
        }
        Value::Array(elements) => elements.iter().any(has_uri),
        _ => false,
    }
}

/// Puts the URI of the document before references to places in it.
fn name_references(schema: &mut Value, own: &str) {
    match schema {
        Value::Object(members) => {
            if let Some(Value::String(reference)) = members.get_mut("$ref")
                && reference.starts_with('#')
            {
                reference.insert_str(0, own);
            }
            members
                .values_mut()
                .for_each(|member| name_references(member, own));
        }
        Value::Array(elements) => elements
            .iter_mut()
            .for_each(|element| name_references(element, own)),
        _ => {}
    }
}

/// A definition whose home is not `$defs`: a JSON Pointer.
struct Home {
    pointer: String,
    schema: Value,
}

/// Takes the definitions that are at home elsewhere, outer ones first.
fn homes(root: &mut Map<String, Value>) -> Vec<Home> {
    let Some(Value::Object(definitions)) = root.get_mut("$defs") else {
        return Vec::new();
    };
    let pointers = definitions.keys().filter(|name| name.starts_with('/'));
    let mut pointers: Vec<String> = pointers.cloned().collect();
    pointers.sort_by_key(|pointer| pointer.matches('/').count());
    let take = |pointer: String| {
        let schema = definitions.remove(&pointer)?;
        Some(Home { pointer, schema })
    };
    let homes = pointers.into_iter().filter_map(take).collect();
    if definitions.is_empty() {
        root.remove("$defs");
    }
    homes
}

/// Points the references to definitions to their homes.
fn refer(schema: &mut Value, homes: &[String]) {
    match schema {
        Value::Object(members) => {
            if let Some(Value::String(reference)) = members.get_mut("$ref")
                && let Some(home) = homes.iter().find(|home| refers(reference, home))
            {
                *reference = format!("#{}", encoded(home));
            }
            members.values_mut().for_each(|member| refer(member, homes));
        }
        Value::Array(elements) => elements
            .iter_mut()
            .for_each(|element| refer(element, homes)),
        _ => {}
    }
}

/// Whether a reference of schemars is to the definition of this name.
fn refers(reference: &str, name: &str) -> bool {
    let Some(encoded) = reference.strip_prefix("#/$defs/") else {
        return false;
    };
    let decoded = decoded(encoded).replace("~1", "/").replace("~0", "~");
    decoded == name
}

/// A URI fragment (RFC 3986 §3.5) as text.
fn decoded(fragment: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = fragment.as_bytes();
    while let [byte, tail @ ..] = rest {
        let digits = tail.get(..2).and_then(|digits| str::from_utf8(digits).ok());
        let escape = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match (byte, escape) {
            (b'%', Some(escape)) => {
                bytes.push(escape);
                rest = &tail[2..];
            }
            _ => {
                bytes.push(*byte);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Moves each definition to its location in the document, which contains a reference to it,
/// or nothing yet.
fn move_in(document: &mut Value, homes: Vec<Home>) {
    for Home {
        pointer,
        mut schema,
    } in homes
    {
        let mut place = &mut *document;
        for segment in pointer.split('/').skip(1) {
            let name = segment.replace("~1", "/").replace("~0", "~");
            place = match place {
                Value::Array(elements) => {
                    let index: usize = name.parse().unwrap_or(usize::MAX);
                    match elements.get_mut(index) {
                        Some(element) => element,
                        None => return,
                    }
                }
                Value::Object(members) => members
                    .entry(name)
                    .or_insert_with(|| Value::Object(Map::new())),
                _ => return,
            };
        }
        // Annotations may already be beside the reference.
        if let (Value::Object(place), Value::Object(schema)) = (&mut *place, &mut schema) {
            place.remove("$ref");
            for (keyword, value) in std::mem::take(place) {
                schema.insert(keyword, value);
            }
        }
        *place = schema;
    }
}
