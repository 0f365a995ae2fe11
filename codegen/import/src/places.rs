//! Maps places of a schema to pointers of the document.

use std::collections::BTreeMap;

use exactschema_frontend::json::{Json, Value};
use exactschema_frontend::model::Place;
use exactschema_frontend::pointer::segment;

use crate::sources::Sources;

/// The pointers of all files, by where their values begin. The values of a schema
/// keep the places that they had in the document that they come from.
pub(super) struct Places(BTreeMap<(usize, usize), String>);

impl Places {
    pub(super) fn new(sources: &Sources) -> Self {
        let mut places = BTreeMap::new();
        for json in sources.all() {
            collect(json, String::new(), &mut places);
        }
        Places(places)
    }

    /// The same place, with the pointer that it has in the document.
    pub(super) fn original(&self, place: &Place) -> Place {
        let pointer = self.0.get(&(place.line, place.column));
        Place {
            pointer: pointer.unwrap_or(&place.pointer).clone(),
            ..place.clone()
        }
    }
}

/// Values that an alias repeats have the pointer of where they are written.
fn collect(json: &Json, pointer: String, places: &mut BTreeMap<(usize, usize), String>) {
    match &json.value {
        Value::Array(elements) => {
            for (index, element) in elements.iter().enumerate() {
                collect(element, format!("{pointer}/{index}"), places);
            }
        }
        Value::Object(members) => {
            for (name, member) in members {
                collect(member, format!("{pointer}{}", segment(name)), places);
            }
        }
        _ => {}
    }
    places.entry((json.line, json.column)).or_insert(pointer);
}

/// The location of a value.
pub(super) fn place(json: &Json, pointer: &str) -> Place {
    Place {
        pointer: pointer.to_owned(),
        line: json.line,
        column: json.column,
    }
}
