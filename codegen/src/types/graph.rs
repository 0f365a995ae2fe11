//! The graph of types.

use std::collections::{BTreeMap, BTreeSet};

use exactschema_frontend::model::Schema;

use super::{Kind, Named, Rust, TypeId, Types, ambiguity};
use crate::shape::{Aside, branches};

/// The branches by which a type leads to itself for the same value.
pub(super) fn circular(schema: &Schema, types: &Types) -> Vec<Aside> {
    let mut forward: BTreeMap<TypeId, Vec<TypeId>> = BTreeMap::new();
    let mut backward: BTreeMap<TypeId, Vec<TypeId>> = BTreeMap::new();
    for (id, named) in types.iter() {
        for next in in_place(named) {
            forward.entry(id).or_default().push(next);
            backward.entry(next).or_default().push(id);
        }
    }
    // Nodes without edges in or out are on no cycle.
    let mut left: BTreeSet<TypeId> = types.iter().map(|(id, _)| id).collect();
    for (from, to) in [(&forward, &backward), (&backward, &forward)] {
        let leads = |id: &TypeId, left: &BTreeSet<TypeId>| {
            let mut next = from.get(id).into_iter().flatten();
            next.any(|next| left.contains(next))
        };
        let mut open: Vec<TypeId> = left.iter().copied().collect();
        while let Some(id) = open.pop() {
            if left.contains(&id) && !leads(&id, &left) {
                left.remove(&id);
                open.extend(to.get(&id).into_iter().flatten());
            }
        }
    }
    let circular = types.iter().filter(|(id, _)| left.contains(id));
    circular
        .flat_map(|(_, named)| branches(schema, named.node))
        .collect()
}

/// The types that read the very value that a type reads.
fn in_place(named: &Named) -> Vec<TypeId> {
    let values: Vec<&Rust> = match &named.kind {
        Kind::Newtype(base) => vec![base],
        Kind::Union(union) => union
            .variants
            .iter()
            .map(|variant| &variant.value)
            .collect(),
        Kind::Intersection { base, also } => {
            let parts = std::iter::once(base).chain(also);
            parts.map(|part| &part.value).collect()
        }
        Kind::Struct(_) | Kind::Tuple(_) | Kind::Listed(_) | Kind::External(_) => Vec::new(),
    };
    let ids = values.into_iter().filter_map(|value| match value {
        Rust::Option(inner) => in_itself(inner),
        value => in_itself(value),
    });
    ids.collect()
}

/// The types that are reachable from the root.
pub(super) fn reachable_from_root(types: &Types) -> BTreeSet<TypeId> {
    let root = TypeId(0);
    let mut reachable_from_root = BTreeSet::from([root]);
    let mut open = vec![root];
    while let Some(id) = open.pop() {
        let next = ambiguity::next(types.get(id));
        open.extend(
            next.into_iter()
                .filter(|id| reachable_from_root.insert(*id)),
        );
    }
    reachable_from_root
}

/// The types that have a finite value: all but those that require themselves.
pub(super) fn finite(types: &Types) -> BTreeSet<TypeId> {
    let mut users: BTreeMap<TypeId, Vec<TypeId>> = BTreeMap::new();
    for (id, named) in types.iter() {
        for used in ambiguity::next(named) {
            users.entry(used).or_default().push(id);
        }
    }
    let mut finite = BTreeSet::new();
    let mut open: Vec<TypeId> = types.iter().map(|(id, _)| id).collect();
    while let Some(id) = open.pop() {
        if !finite.contains(&id) && is_finite(types.get(id), &finite) {
            finite.insert(id);
            // Types that waited for it may be finite too.
            open.extend(users.get(&id).into_iter().flatten());
        }
    }
    finite
}

/// Whether a type has values, if some others have.
fn is_finite(named: &Named, finite: &BTreeSet<TypeId>) -> bool {
    // An array of itself is no obstacle, and neither is null: both may be empty.
    let has_end = |value: &Rust| match value {
        Rust::Named(id) => finite.contains(id),
        Rust::Never => false,
        _ => true,
    };
    match &named.kind {
        Kind::Struct(object) => {
            let mut required = object.all_fields().filter(|f| !f.presence.is_optional());
            required.all(|field| has_end(&field.value))
        }
        Kind::Newtype(base) => has_end(base),
        Kind::Intersection { base, also } => std::iter::once(base)
            .chain(also)
            .all(|part| has_end(&part.value)),
        Kind::Tuple(tuple) => {
            let mut required = tuple.elements.iter().filter(|element| element.required);
            required.all(|element| has_end(&element.value))
        }
        Kind::Union(union) => union.variants.iter().any(|variant| has_end(&variant.value)),
        Kind::Listed(_) | Kind::External(_) => true,
    }
}

/// The type that a value is, if it has a name.
fn in_itself(value: &Rust) -> Option<TypeId> {
    match value {
        Rust::Named(id) => Some(*id),
        _ => None,
    }
}
