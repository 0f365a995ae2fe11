//! Properties that have another name or another place.

use std::collections::{BTreeMap, BTreeSet};

use exactschema_frontend::json::{Json, Value};
use percent_encoding::percent_decode_str;

use super::group::Group;

/// Joins a property that is no longer declared with the one that is now, and has its schema, if
/// no other property has: it has another name, or another place.
pub(super) fn renamed(groups: Vec<Group>, texts: [&str; 2]) -> Vec<Group> {
    let parsed = texts.map(Json::parse);
    let [Ok(old), Ok(new)] = parsed else {
        return groups;
    };
    let alone = |rule: &str, json: &Json, side: usize| {
        let of_rule = groups
            .iter()
            .enumerate()
            .filter(|(_, group)| group.rule() == rule);
        let found = of_rule.filter_map(|(index, group)| {
            let schema = followed(json, &group.members[0].pointers[side])?;
            Some((index, schema.canonical()))
        });
        found.collect::<Vec<_>>()
    };
    let sides = [
        alone("property-removed", &old, 0),
        alone("property-added", &new, 1),
    ];
    let mut joins: BTreeMap<usize, usize> = BTreeMap::new();
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    for key in [by_place, by_name] {
        let mut alike: BTreeMap<_, [Vec<usize>; 2]> = BTreeMap::new();
        for (side, found) in sides.iter().enumerate() {
            for (index, schema) in found {
                let group = &groups[*index];
                if let Some(key) = key(group, side) {
                    let key = (schema, group.ignored(), key);
                    alike.entry(key).or_default()[side].push(*index);
                }
            }
        }
        for [from, to] in alike.into_values() {
            let ([from], [to]) = (from.as_slice(), to.as_slice()) else {
                continue;
            };
            if !taken.contains(from) && !taken.contains(to) {
                taken.extend([from, to]);
                joins.insert(*from, *to);
            }
        }
    }
    joined(groups, &joins)
}

/// The schema at a pointer, or what it only refers to: a definition may be renamed as well.
fn followed<'a>(json: &'a Json, pointer: &str) -> Option<&'a Json> {
    let schema = json.at(pointer)?;
    match (&schema.value, schema.get("$ref").map(|json| &json.value)) {
        (Value::Object(members), Some(Value::String(reference))) if members.len() == 1 => {
            let fragment = reference.strip_prefix('#').map(percent_decode_str);
            let pointer = fragment.and_then(|fragment| fragment.decode_utf8().ok());
            let target = pointer.and_then(|pointer| json.at(&pointer));
            Some(target.unwrap_or(schema))
        }
        _ => Some(schema),
    }
}

/// The objects of both versions that a property is or was in: those of another name are the same.
fn by_place(group: &Group, side: usize) -> Option<[String; 2]> {
    let pointers = &group.members[0].pointers;
    let (properties, _) = pointers[side].rsplit_once('/')?;
    let around = properties.strip_suffix("/properties")?.to_owned();
    let other = pointers[1 - side].clone();
    Some(match side {
        0 => [around, other],
        _ => [other, around],
    })
}

/// The name of a property: it may be in another object.
fn by_name(group: &Group, side: usize) -> Option<[String; 2]> {
    Some([name(group, side)?.to_owned(), String::new()])
}

/// Whether a property of the same name is in another object.
fn is_move(removed: &Group, added: &Group) -> bool {
    name(removed, 0) == name(added, 1)
}

/// The name of the property that a group is about, as its pointer has it.
fn name(group: &Group, side: usize) -> Option<&str> {
    group.members[0].pointers[side].rsplit('/').next()
}

/// The groups with the joins made, and with the changes of `required` that they bring.
fn joined(groups: Vec<Group>, joins: &BTreeMap<usize, usize>) -> Vec<Group> {
    let subject = |index: usize| groups[index].subjects[0].clone();
    let words = |(from, to): (&usize, &usize)| {
        let rest = match is_move(&groups[*from], &groups[*to]) {
            true => format!("has moved to `{}`, with its schema", subject(*to)),
            false => format!("is now called `{}`, with the same schema", subject(*to)),
        };
        (*from, (*to, rest))
    };
    let sentences: BTreeMap<usize, (usize, String)> = joins.iter().map(words).collect();
    // What each group becomes a part of.
    let mut parts: BTreeMap<usize, usize> = joins.iter().map(|(from, to)| (*to, *from)).collect();
    for (index, group) in groups.iter().enumerate() {
        let side = match group.rule() {
            "required-removed" => 0,
            "required-added" => 1,
            _ => continue,
        };
        let whole = joins.iter().find(|(from, to)| {
            group.subjects[0] == subject([**from, **to][side])
                && group.ignored() == groups[**from].ignored()
        });
        parts.extend(whole.map(|(from, _)| (index, *from)));
    }
    let mut made: BTreeMap<usize, Group> = BTreeMap::new();
    let mut pending = Vec::new();
    for (index, mut group) in groups.into_iter().enumerate() {
        if let Some((_, rest)) = sentences.get(&index) {
            group.rest.clone_from(rest);
        }
        match parts.get(&index) {
            Some(whole) => pending.push((*whole, group)),
            None => {
                made.insert(index, group);
            }
        }
    }
    for (whole, group) in pending {
        if let Some(made) = made.get_mut(&whole) {
            made.members.extend(group.members);
        }
    }
    made.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_percent_encoded() {
        let text = r##"{ "a": { "$ref": "#/$defs/a%20%25b" }, "$defs": { "a %b": true } }"##;
        let json = Json::parse(text).unwrap();
        let found = followed(&json, "/a").map(Json::compact);
        assert_eq!(found.as_deref(), Some("true"));
    }
}
