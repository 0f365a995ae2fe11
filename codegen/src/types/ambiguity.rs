//! Finds types whose reading could take time without bound: a value that is read by several
//! types, each of which leads to it again, is read twice as often at every level. Their
//! branches are left to the evaluator, which caches verdicts.

use std::collections::{BTreeMap, BTreeSet};

use exactschema_frontend::model::Schema;

use super::{Constraint, Form, Kind, Named, Rust, TypeId, Types};
use crate::shape::{Aside, branches};

/// The limit on how often a value may be read.
const OFTEN: u64 = 1_000;

/// The branches that would be read again and again.
pub(super) fn check(schema: &Schema, types: &Types) -> Vec<Aside> {
    let mut asides = endless(schema, types);
    if asides.is_empty() {
        asides.extend(often(schema, types));
    }
    asides
}

/// The branches of the innermost types that lead to values which are read by far too many
/// types.
fn often(schema: &Schema, types: &Types) -> Vec<Aside> {
    let mut known = BTreeMap::new();
    let weights: Vec<u64> = types
        .iter()
        .map(|(id, _)| weight(types, id, &mut known))
        .collect();
    let is_heavy = |id: TypeId| weights[id.0] > OFTEN;
    let innermost = types.iter().filter(|(id, named)| {
        let is_again = readings(named).len() > 1;
        is_heavy(*id) && is_again && !next(named).into_iter().any(is_heavy)
    });
    innermost
        .flat_map(|(_, named)| choices(schema, named))
        .collect()
}

/// The number of times that a value of a type, or one in it, is read at most. A recursive
/// type counts once: it is not read several times at each level.
fn weight(types: &Types, id: TypeId, known: &mut BTreeMap<TypeId, u64>) -> u64 {
    if let Some(weight) = known.get(&id) {
        return *weight;
    }
    known.insert(id, 1);
    let named = types.get(id);
    let again: Vec<TypeId> = readings(named)
        .iter()
        .filter_map(|value| value.named())
        .collect();
    let again = again.into_iter().map(|id| weight(types, id, known));
    let again = again.fold(0, u64::saturating_add);
    let below = next(named)
        .into_iter()
        .map(|id| weight(types, id, known))
        .max();
    let weight = again.max(below.unwrap_or(1)).max(1);
    known.insert(id, weight);
    weight
}

/// The branches of types that are recursive in several of them, which cannot be discriminated
/// before they are read.
fn endless(schema: &Schema, types: &Types) -> Vec<Aside> {
    let repeated = types.iter().filter(|(id, named)| {
        let again = readings(named)
            .into_iter()
            .filter(|reading| reaches(types, reading, *id));
        again.count() > 1
    });
    repeated
        .flat_map(|(_, named)| choices(schema, named))
        .collect()
}

/// The keywords between whose branches reading a type chooses.
fn choices(schema: &Schema, named: &Named) -> Vec<Aside> {
    match &named.kind {
        Kind::Union(union) if union.form == Form::Conditional => {
            vec![Aside::residual(named.node, "if")]
        }
        _ => branches(schema, named.node),
    }
}

/// The types that may read one and the same value.
fn readings(named: &Named) -> Vec<&Rust> {
    match &named.kind {
        Kind::Union(union) if !matches!(union.form, Form::Types | Form::Tagged) => {
            let variants = || union.variants.iter();
            let overlaps = |index: usize| {
                let mut others = variants().enumerate().filter(|(other, _)| *other != index);
                let summary = &union.variants[index].summary;
                others.any(|(_, other)| !summary.is_disjoint(&other.summary))
            };
            let overlapping = variants().enumerate().filter(|(index, _)| overlaps(*index));
            overlapping.map(|(_, variant)| &variant.value).collect()
        }
        Kind::Intersection { base, also } => {
            let parts = std::iter::once(base).chain(also);
            parts.map(|part| &part.value).collect()
        }
        // Written out and read again by the constraint, after the value itself.
        _ => {
            let again = named.constraints.iter().flat_map(Constraint::members);
            let again: Vec<&Rust> = again.collect();
            again.iter().chain(&again).copied().collect()
        }
    }
}

/// Whether a type leads to another.
fn reaches(types: &Types, from: &Rust, to: TypeId) -> bool {
    let mut open: Vec<TypeId> = from.named().into_iter().collect();
    let mut seen: BTreeSet<TypeId> = open.iter().copied().collect();
    while let Some(id) = open.pop() {
        if id == to {
            return true;
        }
        open.extend(
            next(types.get(id))
                .into_iter()
                .filter(|id| seen.insert(*id)),
        );
    }
    false
}

/// The types that are needed to read a type.
pub(super) fn next(named: &Named) -> Vec<TypeId> {
    let mut next: Vec<TypeId> = named
        .parts()
        .iter()
        .filter_map(|(_, part)| part.named())
        .collect();
    next.extend(
        named
            .constraints
            .iter()
            .flat_map(Constraint::members)
            .filter_map(Rust::named),
    );
    match &named.kind {
        Kind::Intersection { also, .. } => {
            next.extend(also.iter().filter_map(|part| part.value.named()));
        }
        Kind::Struct(object) => {
            next.extend(object.maps().filter_map(Rust::named));
            // Emitted, although it is not read.
            next.extend(object.branches.iter().filter_map(|branch| branch.refers));
        }
        _ => {}
    }
    next
}
