//! The order of properties by a schema without types.

use std::collections::HashMap;

use exactschema::evaluate::{Exceeded, Validator};
use exactschema::schema::{Argument, Keyword, NodeId};
use exactschema::{Object, Value};

/// Sorts the properties of all objects of a valid document: those that the schemas of an object
/// declare first, in the order of these; then the others, as they were.
///
/// # Errors
///
/// The limit of the evaluator that was exceeded.
pub(super) fn sort(
    validator: &Validator,
    document: &[u8],
    value: Value,
) -> Result<Value, Exceeded> {
    // The annotation of `properties` names the schema that applies to an object.
    let annotations = validator.annotations(document)?;
    let applied = annotations
        .iter()
        .filter(|annotation| annotation.keyword == "properties");
    let mut declared: HashMap<&str, Vec<(u32, &str)>> = HashMap::new();
    for annotation in applied {
        let schemas = declared.entry(&annotation.instance).or_default();
        schemas.push((annotation.schema.source, &annotation.schema.pointer));
    }
    let sorter = Sorter {
        names: names(validator),
        declared,
    };
    Ok(sorter.sort(value, &mut String::new()))
}

/// The names that each keyword `properties` declares, by its place in the schema.
type Names<'v> = HashMap<(u32, &'v str), Vec<&'v str>>;

fn names(validator: &Validator) -> Names<'_> {
    let nodes = validator.table().nodes().iter();
    let entries = nodes.flat_map(|node| &node.entries);
    let declared = entries.filter_map(|entry| match (entry.keyword, &entry.argument) {
        (Keyword::Properties, Argument::Members(members)) => {
            let names = members.iter().map(|(name, _): (&str, NodeId)| name);
            Some(((entry.place.source, &*entry.place.pointer), names.collect()))
        }
        _ => None,
    });
    declared.collect()
}

struct Sorter<'v, 'a> {
    names: Names<'v>,
    /// The places of the keywords `properties` that apply to an object, by its pointer.
    declared: HashMap<&'a str, Vec<(u32, &'a str)>>,
}

impl Sorter<'_, '_> {
    fn sort(&self, value: Value, pointer: &mut String) -> Value {
        let length = pointer.len();
        match value {
            Value::Array(elements) => {
                let elements = elements.into_iter().enumerate().map(|(place, element)| {
                    pointer.push_str(&format!("/{place}"));
                    let element = self.sort(element, pointer);
                    pointer.truncate(length);
                    element
                });
                Value::Array(elements.collect())
            }
            Value::Object(object) => {
                let mut members: Vec<(usize, (String, Value))> = Vec::new();
                let order = self.order(pointer);
                for (name, value) in object {
                    pointer.push_str(&exactschema::document::segment(&name));
                    let value = self.sort(value, pointer);
                    pointer.truncate(length);
                    let place = order.get(&*name).copied().unwrap_or(usize::MAX);
                    members.push((place, (name, value)));
                }
                members.sort_by_key(|(place, _)| *place);
                Value::Object(
                    members
                        .into_iter()
                        .map(|(_, member)| member)
                        .collect::<Object>(),
                )
            }
            scalar => scalar,
        }
    }

    /// The places of the declared names of an object.
    fn order(&self, pointer: &str) -> HashMap<&str, usize> {
        let mut order = HashMap::new();
        let keywords = self.declared.get(pointer).into_iter().flatten();
        let names = keywords.filter_map(|keyword| self.names.get(keyword));
        for name in names.flatten() {
            let place = order.len();
            order.entry(*name).or_insert(place);
        }
        order
    }
}
