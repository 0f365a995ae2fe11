//! Finds the types that may contain a double, which has no total order and no hash: also
//! those with objects in them, which may gain properties.

use std::collections::{BTreeMap, BTreeSet};

use crate::types::{Kind, Named, Rust, TypeId, Types};

/// The types that may contain a double, at any depth.
pub(super) fn with_doubles(types: &Types) -> BTreeSet<TypeId> {
    let mut found = BTreeSet::new();
    let mut users: BTreeMap<TypeId, Vec<TypeId>> = BTreeMap::new();
    let mut open = Vec::new();
    for (id, named) in types.iter() {
        match &named.kind {
            Kind::Struct(_) => open.push(id),
            Kind::External(external) if external.has_double => open.push(id),
            _ => {}
        }
        for part in contents(named) {
            match innermost(&part) {
                Rust::Named(part) => users.entry(*part).or_default().push(id),
                Rust::Double => open.push(id),
                _ => {}
            }
        }
    }
    while let Some(id) = open.pop() {
        if found.insert(id) {
            open.extend(users.remove(&id).into_iter().flatten());
        }
    }
    found
}

/// The types of the fields, those of properties that are not declared among them.
fn contents(named: &Named) -> impl Iterator<Item = Rust> {
    let parts = named.parts().into_iter().map(|(_, part)| part);
    parts.chain(named.maps().cloned())
}

fn innermost(rust: &Rust) -> &Rust {
    match rust {
        Rust::Vec(inner) | Rust::Map(inner) | Rust::Option(inner) => innermost(inner),
        rust => rust,
    }
}
