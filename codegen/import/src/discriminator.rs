//! `discriminator`: the tagged union that it means.
//!
//! OpenAPI defines it as a hint that changes no verdict (3.1 §4.8.25), but names with it which
//! branch a document is of. A branch that declares the property, without constants of its own, and
//! that nothing but such unions refers to, gets the tag as a constant.

use std::collections::{BTreeMap, BTreeSet};

use exactschema_frontend::json::{Json, Value};

use crate::definitions::Units;
use crate::format::rank;
use crate::shape::keywords;
use crate::shape::schemas;
use crate::translate::beside;

/// The tags of definitions, by their index.
#[derive(Default)]
pub(super) struct Tags {
    tags: BTreeMap<usize, Tag>,
    /// The numbers of references to a definition: of all, and of those that are branches.
    references: BTreeMap<usize, [usize; 2]>,
}

/// The property that tells a branch from others, and its values.
struct Tag {
    property: String,
    values: Vec<String>,
}

impl Tags {
    /// The tags that the unions of all definitions give to their branches.
    pub(super) fn of(units: &Units<'_>) -> Self {
        let mut tags = Tags::default();
        for unit in units.all() {
            tags.enter(units, unit.file, unit.json);
        }
        let Tags {
            tags: all,
            references,
        } = &mut tags;
        all.retain(|index, _| {
            let [all, branches] = references.get(index).copied().unwrap_or_default();
            all == branches
        });
        tags
    }

    fn enter(&mut self, units: &Units<'_>, file: usize, json: &Json) {
        for (keyword, value) in keywords(units.version(file), json) {
            for (_, json) in schemas(keyword, value) {
                self.enter(units, file, json);
            }
        }
        if let Some(Value::String(reference)) = json.get("$ref").map(|json| &json.value)
            && let Some(index) = units.exactly(file, reference)
        {
            self.references.entry(index).or_default()[0] += 1;
        }
        let Some((property, mapping)) = of(json) else {
            return;
        };
        let mapping = mapping.into_iter();
        let mapping: Vec<(&str, usize)> = mapping
            .filter_map(|(value, to)| Some((value, units.named(file, to)?)))
            .collect();
        for reference in branches(json) {
            let Some(index) = units.exactly(file, reference) else {
                continue;
            };
            self.references.entry(index).or_default()[1] += 1;
            let mapped = mapping.iter().filter(|(_, to)| *to == index);
            let mapped: Vec<String> = mapped.map(|(value, _)| (*value).to_owned()).collect();
            let tag = self.tags.entry(index).or_insert_with(|| Tag {
                property: property.to_owned(),
                values: Vec::new(),
            });
            // A component has one tag; that of another union is left to its schemas.
            if tag.property == property {
                let values = values(units, index, property, mapped).into_iter();
                let others: Vec<String> =
                    values.filter(|value| !tag.values.contains(value)).collect();
                tag.values.extend(others);
            }
        }
    }

    /// The number of branches of a union that get a tag, and that of all which are references.
    pub(super) fn count(&self, units: &Units<'_>, file: usize, json: &Json) -> (usize, usize) {
        let Some((property, _)) = of(json) else {
            return (0, 0);
        };
        let is_tagged = |reference: &&str| {
            let index = units.exactly(file, reference);
            let tag = index.and_then(|index| self.tags.get(&index));
            tag.is_some_and(|tag| tag.property == property && !tag.values.is_empty())
        };
        let tagged = branches(json).filter(is_tagged).count();
        (tagged, branches(json).count())
    }

    /// Adds the tag of a definition to its schema.
    pub(super) fn add(&self, index: usize, schema: &mut Json) {
        let Some(tag) = self.tags.get(&index).filter(|tag| !tag.values.is_empty()) else {
            return;
        };
        let place = schema.clone();
        let text = |text: &str| beside(&place, Value::String(text.to_owned()));
        let values: Vec<Json> = tag.values.iter().map(|value| text(value)).collect();
        let constant = match values.as_slice() {
            [value] => ("const".to_owned(), value.clone()),
            _ => ("enum".to_owned(), beside(&place, Value::Array(values))),
        };
        let Value::Object(members) = &mut schema.value else {
            return;
        };
        let empty = Value::Object(Vec::new());
        let properties = member(members, "properties", || beside(&place, empty.clone()));
        if let Value::Object(properties) = &mut properties.value {
            let property = member(properties, &tag.property, || beside(&place, empty));
            match &mut property.value {
                Value::Object(keywords) => {
                    // It narrows a list of the tags of all branches.
                    keywords.retain(|(name, _)| name != "enum" && name != "const");
                    keywords.push(constant);
                    keywords.sort_by_key(|(name, _)| rank(name));
                }
                value => *value = Value::Object(vec![constant]),
            }
        }
        let required = member(members, "required", || {
            beside(&place, Value::Array(Vec::new()))
        });
        let name = text(&tag.property);
        if let Value::Array(names) = &mut required.value
            && !names.contains(&name)
        {
            names.push(name);
        }
        members.sort_by_key(|(name, _)| rank(name));
    }
}

/// The member of a name, which is made if there is none.
fn member<'a>(
    members: &'a mut Vec<(String, Json)>,
    name: &str,
    make: impl FnOnce() -> Json,
) -> &'a mut Json {
    let index = members.iter().position(|(other, _)| other == name);
    let index = index.unwrap_or_else(|| {
        members.push((name.to_owned(), make()));
        members.len() - 1
    });
    &mut members[index].1
}

/// The property and the mapping of a discriminator beside a union. One of which a branch needs
/// no tag (3.2) is none.
fn of(json: &Json) -> Option<(&str, Vec<(&str, &str)>)> {
    let discriminator = json.get("discriminator")?;
    let Value::String(property) = &discriminator.get("propertyName")?.value else {
        return None;
    };
    if discriminator.get("defaultMapping").is_some() {
        return None;
    }
    let mapping = match discriminator.get("mapping").map(|json| &json.value) {
        Some(Value::Object(members)) => members.as_slice(),
        _ => &[],
    };
    let mapping = mapping.iter().filter_map(|(value, to)| match &to.value {
        Value::String(to) => Some((value.as_str(), to.as_str())),
        _ => None,
    });
    Some((property, mapping.collect()))
}

/// The branches of a union that are references.
fn branches(json: &Json) -> impl Iterator<Item = &str> {
    let unions = ["oneOf", "anyOf"]
        .into_iter()
        .filter_map(|name| json.get(name));
    let branches = unions.filter_map(|json| match &json.value {
        Value::Array(branches) => Some(branches),
        _ => None,
    });
    branches
        .flatten()
        .filter_map(|branch| match &branch.get("$ref")?.value {
            Value::String(reference) => Some(reference.as_str()),
            _ => None,
        })
}

/// The tags of a definition that it does not declare itself: those that are mapped to it, or
/// else its name; of what it extends, those that have them all.
fn values(units: &Units<'_>, index: usize, property: &str, mapped: Vec<String>) -> Vec<String> {
    let unit = units.unit(index);
    let mut declared = Declared::default();
    find(
        units,
        unit.file,
        unit.json,
        property,
        &mut BTreeSet::new(),
        &mut declared,
    );
    let own = unit.json.get("properties");
    let own = own.and_then(|json| json.get(property));
    let has_own = own.is_some_and(|json| json.get("const").or(json.get("enum")).is_some());
    if declared.count == 0 || has_own {
        return Vec::new();
    }
    let mapped = match mapped.is_empty() {
        true => vec![units.original_name(index).to_owned()],
        false => mapped,
    };
    if declared.constants.is_empty() {
        return mapped;
    }
    let both = mapped.into_iter();
    both.filter(|value| declared.constants.contains(value))
        .collect()
}

/// The declarations of a property: how many there are, and their constants.
#[derive(Default)]
struct Declared {
    count: usize,
    constants: Vec<String>,
}

/// Finds the declarations of a property in a definition, and in what it is conjoined with.
fn find(
    units: &Units<'_>,
    file: usize,
    json: &Json,
    property: &str,
    seen: &mut BTreeSet<usize>,
    found: &mut Declared,
) {
    let own = json.get("properties").and_then(|json| json.get(property));
    let constants = own.into_iter().flat_map(|json| {
        let constant = json.get("const").map(std::slice::from_ref);
        let listed = match json.get("enum").map(|json| &json.value) {
            Some(Value::Array(values)) => Some(values.as_slice()),
            _ => None,
        };
        constant.or(listed).unwrap_or_default()
    });
    found.count += usize::from(own.is_some());
    found
        .constants
        .extend(constants.filter_map(|json| match &json.value {
            Value::String(text) => Some(text.clone()),
            _ => None,
        }));
    if let Some(Value::String(reference)) = json.get("$ref").map(|json| &json.value)
        && let Some(index) = units.exactly(file, reference)
        && seen.insert(index)
    {
        let unit = units.unit(index);
        find(units, unit.file, unit.json, property, seen, found);
    }
    if let Some(Value::Array(conjuncts)) = json.get("allOf").map(|json| &json.value) {
        for json in conjuncts {
            find(units, file, json, property, seen, found);
        }
    }
}
