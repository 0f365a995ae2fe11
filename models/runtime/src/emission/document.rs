//! The schema document of a root type.

use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value, json};

use super::MODULE;
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
        let mut homes = homes(root, &T::schema_name());
        let names = homes.iter();
        let names: Vec<(String, String)> = names
            .map(|home| (home.name.clone(), home.pointer.clone()))
            .collect();
        refer(&mut document, &names);
        for home in &mut homes {
            refer(&mut home.schema, &names);
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

/// A definition that is at home at a JSON Pointer.
struct Home {
    /// Its name among the definitions.
    name: String,
    pointer: String,
    schema: Value,
}

/// Takes the definitions whose names are not those under `$defs`, outer ones first. Those of
/// other modules are not in this document.
fn homes(root: &mut Map<String, Value>, own: &str) -> Vec<Home> {
    let Some(Value::Object(definitions)) = root.get_mut("$defs") else {
        return Vec::new();
    };
    let own = own.split_once(MODULE).map(|(module, _)| module);
    let names = definitions
        .keys()
        .filter(|name| name.contains(['/', MODULE]));
    let names: Vec<String> = names.cloned().collect();
    let mut homes = Vec::new();
    for name in names {
        let pointer = match name.split_once(MODULE) {
            // A key of `$defs` that has a slash.
            _ if name.starts_with('/') => &name,
            Some((module, pointer)) => match own == Some(module) {
                true => pointer,
                false => {
                    definitions.remove(&name);
                    continue;
                }
            },
            None => continue,
        };
        let pointer = pointer.to_owned();
        if let Some(schema) = definitions.remove(&name) {
            homes.push(Home {
                name,
                pointer,
                schema,
            });
        }
    }
    homes.sort_by_key(|home| home.pointer.matches('/').count());
    if definitions.is_empty() {
        root.remove("$defs");
    }
    homes
}

/// Spells a reference to the definition of another module as its author does.
pub(super) fn spell(schema: &mut Value, name: &str, spelled: &'static str) {
    if let Some(Value::String(reference)) = schema.get_mut("$ref")
        && refers(reference, name)
        && let Ok(spelled) = serde_json::from_str(spelled)
    {
        *reference = spelled;
    }
}

/// Points the references to definitions, by their names, to their homes.
fn refer(schema: &mut Value, homes: &[(String, String)]) {
    match schema {
        Value::Object(members) => {
            if let Some(Value::String(reference)) = members.get_mut("$ref")
                && let Some((_, home)) = homes.iter().find(|(name, _)| refers(reference, name))
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
        ..
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
