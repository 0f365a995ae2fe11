//! The traits that types derive.

use super::{Context, Draft};
use crate::types::{Kind, Rust};

/// The traits that a type derives: first those of all types of its kind, then those that the
/// settings add.
pub(super) fn derives(context: &Context<'_>, draft: &Draft<'_>) -> Vec<String> {
    let kind = &draft.named.kind;
    let copy = is_copy(kind).then_some("Copy");
    let default = has_default(context, kind).then_some("Default");
    // A double has no total order, and no hash that agrees with its equality. That a
    // property is added must not take either away.
    let comparison: &[_] = match (draft.has_double, kind) {
        (false, _) => &["PartialEq", "Eq", "PartialOrd", "Ord", "Hash"],
        (true, Kind::Newtype(Rust::Double)) => &["PartialEq", "PartialOrd"],
        (true, _) => &["PartialEq"],
    };
    let traits = ["Clone"].into_iter().chain(copy);
    let traits = traits.chain(["Debug"]).chain(default);
    let traits = traits.chain(comparison.iter().copied());
    let mut traits: Vec<String> = traits.map(str::to_owned).collect();
    for (type_, extra) in &context.settings.derives {
        let is_meant = type_
            .as_ref()
            .is_none_or(|type_| *type_ == draft.named.name);
        if is_meant && !traits.contains(extra) {
            traits.push(extra.clone());
        }
    }
    traits
}

/// Whether values are as small as a number. An object never is: it may gain properties.
fn is_copy(kind: &Kind) -> bool {
    match kind {
        Kind::Newtype(base) => matches!(
            base,
            Rust::Null | Rust::Bool | Rust::Integer(_) | Rust::Double
        ),
        Kind::Listed(listed) => listed.other.is_none(),
        _ => false,
    }
}

/// Whether all parts have a default.
fn has_default(context: &Context<'_>, kind: &Kind) -> bool {
    match kind {
        Kind::Struct(object) => {
            let mut fields = object.all_fields();
            !fields.any(|field| context.types.is_given(field))
        }
        Kind::Listed(listed) => listed.is_constant(),
        _ => false,
    }
}
