//! Reports one difference where two schemas have little in common, instead of one for each
//! keyword.

use std::collections::BTreeSet;

use exactschema_frontend::json::quoted;
use exactschema_frontend::model::{Entry, Keyword, Node, NodeId, Schema, Type};

use super::difference::Drift;
use super::keyword::{Entries, asserts, restricts};
use super::sides::Side;
use super::sides::{At, Sides};

impl Sides<'_> {
    /// The names of the keywords that one difference covers: those that only one side has, if
    /// the sides have little in common. Keywords of both are compared as usual, and so are
    /// those that documents cannot violate.
    pub(super) fn replaced<'a>(
        &self,
        left: &Entries<'a>,
        right: &Entries<'a>,
    ) -> BTreeSet<&'a str> {
        let left = asserting(self.source, left);
        let right = asserting(self.emitted, right);
        let names = |entries: &Entries<'a>| entries.keys().copied().collect::<BTreeSet<_>>();
        let mut alone = &names(&left) ^ &names(&right);
        let disjoint = are_disjoint(&left, &right);
        if disjoint {
            alone.insert("type");
        }
        // A boolean replaces all keywords, and a reference often does.
        let instead = alone.contains("") || alone.contains("$ref");
        let otherwise = disjoint || instead || left.is_empty() || right.is_empty();
        // A single keyword is more specific at its own location.
        match otherwise && alone.len() > 1 {
            true => alone,
            false => BTreeSet::new(),
        }
    }

    /// The one difference for these keywords of a schema.
    pub(super) fn replacement(&self, at: At, replaced: &BTreeSet<&str>) -> Drift {
        let is_false = |schema: &Schema, id: NodeId| schema.node(id).truth() == Some(false);
        let side = if is_false(self.source, at.source) || !restricts(self.emitted, at.emitted) {
            Side::Source
        } else if is_false(self.emitted, at.emitted) || !restricts(self.source, at.source) {
            Side::Emitted
        } else {
            Side::Both
        };
        let replaced_keywords = |node: &Node| {
            let entries = node.keywords.iter();
            let entries = entries.filter(|entry| replaced.contains(entry.name.as_str()));
            let entries: Vec<&Entry> = entries.collect();
            (!entries.is_empty()).then(|| object(&entries))
        };
        Drift {
            source: replaced_keywords(self.source.node(at.source)),
            emitted: replaced_keywords(self.emitted.node(at.emitted)),
            meaning: self.restriction(&at, side),
            place: at.place,
            pointer: at.pointer,
        }
    }
}

/// A schema as compact JSON.
pub(super) fn text(node: &Node) -> String {
    object(&node.keywords.iter().collect::<Vec<_>>())
}

fn object(entries: &[&Entry]) -> String {
    match entries {
        // A boolean schema.
        [entry] if entry.name.is_empty() => entry.json.compact(),
        _ => {
            let members = entries.iter();
            let members =
                members.map(|entry| format!("{}:{}", quoted(&entry.name), entry.json.compact()));
            format!("{{{}}}", members.collect::<Vec<_>>().join(","))
        }
    }
}

/// The keywords that documents can break.
fn asserting<'a>(schema: &Schema, entries: &Entries<'a>) -> Entries<'a> {
    let entries = entries.iter().map(|(name, entry)| (*name, *entry));
    entries
        .filter(|(_, entry)| asserts(schema, entry))
        .collect()
}

/// Whether both sides have a type, and no value has both.
fn are_disjoint(left: &Entries<'_>, right: &Entries<'_>) -> bool {
    let (Some(left), Some(right)) = (types(left), types(right)) else {
        return false;
    };
    !left.iter().any(|one| right.contains(one))
}

/// The types of values, among which an integer is a number.
fn types(entries: &Entries<'_>) -> Option<BTreeSet<Type>> {
    let Keyword::Type(types) = &entries.get("type")?.keyword else {
        return None;
    };
    let types = types.iter().map(|type_| match type_ {
        Type::Integer => Type::Number,
        other => *other,
    });
    Some(types.collect())
}
