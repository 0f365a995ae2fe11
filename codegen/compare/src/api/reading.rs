//! The reading and writing of documents by types.

use std::collections::BTreeSet;

use codegen::api::{Form, Kind, Meaning, Type};

/// Whether two types read and write the same documents; where only the order differs in
/// which properties are written, they do.
pub(super) fn reads_as(one: &Type, other: &Type) -> bool {
    parts(one) == parts(other)
        && body(&one.kind) == body(&other.kind)
        && one.constraints == other.constraints
        && one.residual == other.residual
}

/// Whether the parts are written in the same order, if each value has several.
pub(super) fn is_ordered_as(one: &Type, other: &Type) -> bool {
    let meanings = |type_: &Type| {
        let parts = type_.parts.iter();
        let meanings = parts.map(|part| part.meaning.clone());
        meanings.collect::<Vec<_>>()
    };
    !matches!(one.kind, Kind::Struct { .. }) || meanings(one) == meanings(other)
}

/// Whether two types that read and write the same documents also emit the same schema.
pub(super) fn emits_as(one: &Type, other: &Type) -> bool {
    one.kind == other.kind
        && one.definition == other.definition
        && one.annotations == other.annotations
}

/// The fields or variants, with their names and what they represent.
fn parts(type_: &Type) -> Vec<(&str, &Meaning, Option<&str>)> {
    // Of other types programs see the types of the parts.
    let are_compared = type_.is_hidden || matches!(type_.kind, Kind::Union(_));
    let parts = type_.parts.iter().map(|part| {
        let value = part.type_.as_deref().filter(|_| are_compared);
        (part.name.as_str(), &part.meaning, value)
    });
    let mut parts: Vec<_> = parts.collect();
    // Of `anyOf` the first branch that fits is taken, and a tuple has places.
    if !matches!(type_.kind, Kind::Union(Form::AnyOf) | Kind::Tuple) {
        parts.sort_unstable();
    }
    parts
}

/// The body without what is only emitted, as a word and the types or names in it.
fn body(kind: &Kind) -> (&str, Vec<&str>) {
    match kind {
        Kind::Struct {
            requires, branches, ..
        } => {
            let of_branches = branches.iter().flat_map(|branch| &branch.requires);
            let required = requires.iter().chain(of_branches).map(String::as_str);
            let required: BTreeSet<&str> = required.collect();
            let bases = branches.iter().map(|branch| branch.base.as_str());
            ("object", required.into_iter().chain(bases).collect())
        }
        Kind::Newtype { of, .. } => ("newtype", vec![of]),
        Kind::Alias(of) => ("alias", vec![of]),
        Kind::Arguments => ("arguments", Vec::new()),
        Kind::Tuple => ("tuple", Vec::new()),
        Kind::Listed { are_texts, .. } => match are_texts {
            true => ("texts", Vec::new()),
            false => ("constants", Vec::new()),
        },
        Kind::Union(form) => (form.name(), Vec::new()),
        Kind::Intersection { of, also } => {
            let conjuncts = [of].into_iter().chain(also);
            let types = conjuncts.map(|conjunct| conjunct.type_.as_str());
            ("intersection", types.collect())
        }
    }
}
