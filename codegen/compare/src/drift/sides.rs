//! Compares schemas, keyword by keyword.

use std::collections::{BTreeMap, BTreeSet};

use exactschema_frontend::model::{Entry, NodeId, Place, Schema};
use exactschema_frontend::pointer::segment;

use super::difference::Drift;
use super::keyword::{Kind, keywords, kind};
use crate::alternatives::alternatives;

/// The two schemas, and what is known about them.
pub(super) struct Sides<'a> {
    /// The schema.
    pub(super) source: &'a Schema,
    /// The schema that the types emit.
    pub(super) emitted: &'a Schema,
    /// The nodes of the source that a branch of `oneOf` reaches.
    pub(super) alternatives: BTreeSet<NodeId>,
    /// The differences of branches that were compared: nested ones would be
    /// compared again for each of those around them.
    pub(super) known: BTreeMap<(NodeId, NodeId), Vec<Drift>>,
}

/// The side that has a keyword; on both there are two values.
#[derive(Clone, Copy)]
pub(super) enum Side {
    /// The schema alone.
    Source,
    /// The types alone.
    Emitted,
    /// Both, and not the same.
    Both,
}

/// The location of a keyword in the source, even of an absent one.
pub(super) struct At {
    /// The schema around it in the source.
    pub(super) source: NodeId,
    /// The schema around it in what the types emit.
    pub(super) emitted: NodeId,
    /// Its place, or that of the schema around it.
    pub(super) place: Place,
    /// JSON Pointer of the keyword.
    pub(super) pointer: String,
}

impl<'a> Sides<'a> {
    /// Two schemas of which no node has been compared.
    pub(super) fn new(source: &'a Schema, emitted: &'a Schema) -> Self {
        Sides {
            source,
            emitted,
            alternatives: alternatives(source, |_| true),
            known: BTreeMap::new(),
        }
    }

    /// Finds the differences of two nodes.
    pub(super) fn compare(&mut self, source: NodeId, emitted: NodeId, found: &mut Vec<Drift>) {
        let left = keywords(self.source, source);
        let right = keywords(self.emitted, emitted);
        let replaced = self.replaced(&left, &right);
        if !replaced.is_empty() {
            let at = self.at(source, emitted, "", None);
            found.push(self.replacement(at, &replaced));
        }
        let mut names: BTreeSet<&str> = left.keys().chain(right.keys()).copied().collect();
        if self.source.node(source).truth().is_some() {
            // A boolean schema cannot have it.
            names.remove("$schema");
        }
        for name in names.difference(&replaced) {
            let (left, right) = (left.get(name).copied(), right.get(name).copied());
            let at = self.at(source, emitted, name, left);
            self.compare_keyword(&at, left, right, found);
        }
    }

    fn compare_keyword(
        &mut self,
        at: &At,
        source: Option<&'a Entry>,
        emitted: Option<&'a Entry>,
        found: &mut Vec<Drift>,
    ) {
        let left = source.map(|entry| kind(self.source, entry));
        let right = emitted.map(|entry| kind(self.emitted, entry));
        match (left, right) {
            (Some(Kind::Members(group, left)), Some(Kind::Members(_, right))) => {
                self.members(at, group, left, right, found);
            }
            // Without the keyword there are no members.
            (Some(Kind::Members(group, left)), None) => self.members(at, group, left, &[], found),
            (None, Some(Kind::Members(group, right))) => self.members(at, group, &[], right, found),
            (Some(Kind::Schema(left)), Some(Kind::Schema(right))) => {
                self.compare(left, right, found);
            }
            (Some(Kind::Elements(left)), Some(Kind::Elements(right))) => {
                self.elements(at, left, right, found);
            }
            (Some(Kind::Branches(combinator, left)), Some(Kind::Branches(_, right))) => {
                self.branches(at, combinator, left, right, found);
            }
            (Some(Kind::Home(left)), Some(Kind::Home(right))) if left == right => {}
            (Some(Kind::Value(left)), Some(Kind::Value(right))) if left == right => {}
            _ => {
                let (entry, side) = match (source, emitted) {
                    (Some(entry), Some(_)) => (entry, Side::Both),
                    (Some(entry), None) => (entry, Side::Source),
                    (None, Some(entry)) => (entry, Side::Emitted),
                    (None, None) => return,
                };
                found.push(Drift {
                    place: at.place.clone(),
                    pointer: at.pointer.clone(),
                    source: source.map(|entry| entry.json.compact()),
                    emitted: emitted.map(|entry| entry.json.compact()),
                    meaning: self.keyword_meaning(at, entry, side),
                });
            }
        }
    }

    fn at(&self, source: NodeId, emitted: NodeId, name: &str, entry: Option<&Entry>) -> At {
        let place = &self.source.node(source).place;
        // A boolean schema has no keyword with a name of its own.
        let segment = match name {
            "" => String::new(),
            name => segment(name),
        };
        At {
            source,
            emitted,
            pointer: format!("{}{segment}", place.pointer),
            place: entry.map_or(place, |entry| &entry.place).clone(),
        }
    }
}
