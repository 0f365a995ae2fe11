//! Properties that have another name or another place.

use std::collections::BTreeMap;

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
    let removed = alone("property-removed", &old, 0);
    let added = alone("property-added", &new, 1);
    let mut joins: BTreeMap<usize, usize> = BTreeMap::new();
    for is_like in [is_name, is_move] {
        let like = |removed: &(usize, String), added: &(usize, String)| {
            removed.1 == added.1
                && groups[removed.0].ignored() == groups[added.0].ignored()
                && is_like(&groups[removed.0], &groups[added.0])
        };
        for one in &removed {
            let mut likes = added.iter().filter(|other| like(one, other));
            let (Some(other), None) = (likes.next(), likes.next()) else {
                continue;
            };
            let is_only = removed.iter().filter(|one| like(one, other)).count() == 1;
            let is_free = !joins.contains_key(&one.0) && !joins.values().any(|to| *to == other.0);
            if is_only && is_free {
                joins.insert(one.0, other.0);
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

/// Whether a property has another name in the same object.
fn is_name(removed: &Group, added: &Group) -> bool {
    let [removed, added] = [removed, added].map(|group| &group.members[0].pointers);
    let around = |pointer: &str| {
        let (properties, _) = pointer.rsplit_once('/')?;
        properties.strip_suffix("/properties").map(str::to_owned)
    };
    around(&removed[0]).as_ref() == Some(&added[0])
        && around(&added[1]).as_ref() == Some(&removed[1])
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
