//! Schemas that are written out several times: one type is enough for all of them.

use std::collections::{BTreeMap, BTreeSet};

use exactschema_frontend::model::{Keyword, Node, NodeId, Schema, Type};

use super::own_names;
use crate::links::is_stand_in;

/// The schemas that are written out several times, each with the first of its kind.
#[derive(Default)]
pub(super) struct Shared(BTreeMap<NodeId, NodeId>);

impl Shared {
    /// The schema that stands for all that are written as this one; `None` if no other is.
    pub(super) fn of(&self, id: NodeId) -> Option<NodeId> {
        self.0.get(&id).copied()
    }
}

/// Finds the schemas that are written out several times, and names each kind: by the property
/// that all of them are, or else by the shortest of their names. What a reference or a dynamic
/// scope means depends on where it is, unless the document is one resource. Definitions keep
/// their own types.
pub(super) fn find(
    schema: &Schema,
    definitions: &BTreeSet<NodeId>,
    hints: &mut [String],
    roles: &[Option<String>],
) -> Shared {
    let mut shared = Shared::default();
    if schema.is_dynamic() || schema.has_resources() {
        return shared;
    }
    let mut kinds: BTreeMap<String, Vec<NodeId>> = BTreeMap::new();
    let is_here = |id: &NodeId| !is_stand_in(schema, *id) && !definitions.contains(id);
    for id in schema.ids().filter(is_here) {
        if let Some(text) = text(schema, id) {
            kinds.entry(text).or_default().push(id);
        }
    }
    kinds.retain(|_, ids| ids.len() > 1);
    // Texts, numbers and lists of values that are called otherwise may mean something else,
    // unless the schema names their type.
    let kinds = kinds.values().filter_map(|ids| {
        let role = role_of(ids, roles);
        let has_name = own_names::type_name(schema.node(ids[0])).is_some();
        (role.is_some() || has_name || !is_scalar(schema, ids[0])).then_some((ids, role))
    });
    let kinds: Vec<_> = kinds.collect();
    // A name is free if no other schema and no other kind would have it.
    let mut taken: BTreeSet<String> = hints.iter().cloned().collect();
    let mut wanted: BTreeMap<&str, usize> = BTreeMap::new();
    for role in kinds.iter().filter_map(|(_, role)| *role) {
        *wanted.entry(role).or_default() += 1;
    }
    for (ids, role) in kinds {
        let role = role.filter(|role| wanted[role] == 1 && !taken.contains(*role));
        let names = ids.iter().map(|id| &hints[id.index()]);
        let shortest = names.min_by_key(|name| (name.len(), *name)).cloned();
        let name = role.map(str::to_owned).or(shortest).unwrap_or_default();
        taken.insert(name.clone());
        for id in ids {
            hints[id.index()].clone_from(&name);
            shared.0.insert(*id, ids[0]);
        }
    }
    shared
}

/// The name of the property or branch that all of them are.
fn role_of<'a>(ids: &[NodeId], roles: &'a [Option<String>]) -> Option<&'a str> {
    let role = roles[ids[0].index()].as_deref()?;
    let is_type = Type::ALL
        .iter()
        .any(|type_| type_.name().eq_ignore_ascii_case(role));
    let mut others = ids.iter().map(|id| roles[id.index()].as_deref());
    // What is shorter tells nothing by itself.
    let is_telling = role.len() > 2 && !is_type;
    (is_telling && others.all(|other| other == Some(role))).then_some(role)
}

/// Whether values of a schema have no parts.
fn is_scalar(schema: &Schema, id: NodeId) -> bool {
    let node = schema.node(id);
    let types = node.types().unwrap_or(Type::ALL);
    let has_parts = types
        .iter()
        .any(|type_| matches!(type_, Type::Array | Type::Object));
    node.constants().is_some() || !has_parts
}

/// The schema as text, the same for all that are written alike; `None` of one that needs no
/// type of its own.
fn text(schema: &Schema, id: NodeId) -> Option<String> {
    let node = schema.node(id);
    let has_name = own_names::type_name(node).is_some();
    let is_plain = !has_name
        && node.keywords.iter().all(|entry| match &entry.keyword {
            Keyword::Reference(_) | Keyword::Type(_) | Keyword::Boolean(_) => true,
            keyword => keyword.is_annotation() && !matches!(keyword, Keyword::Residual),
        });
    (!is_plain).then(|| written(node))
}

/// A schema as text, the same for all that are written alike, whatever their order.
pub(super) fn written(node: &Node) -> String {
    let entries = node.keywords.iter();
    let keywords = entries.map(|entry| format!("{:?}:{}", entry.name, entry.json.canonical()));
    let mut keywords: Vec<String> = keywords.collect();
    keywords.sort();
    keywords.join(",")
}
