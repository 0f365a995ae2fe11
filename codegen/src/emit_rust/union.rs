//! The branches of unions.

use super::literal::literal;
use crate::types::{Union, Variant};

/// The JSON types of the values of a variant, and the properties that discriminate it from
/// others.
pub(super) fn branch(union: &Union, variant: &Variant) -> String {
    let types = variant.summary.types.iter();
    let types: Vec<String> = types.map(|type_| format!("{type_:?}")).collect();
    format!("[{}]{}", types.join(", "), signs(union, variant))
}

/// The properties that discriminate a variant from others.
fn signs(union: &Union, variant: &Variant) -> String {
    let others = || {
        union
            .variants
            .iter()
            .filter(|other| !std::ptr::eq(*other, variant))
    };
    let object = exactschema_frontend::model::Type::Object;
    if !others().any(|other| {
        other.summary.types.contains(&object) && variant.summary.types.contains(&object)
    }) {
        return String::new();
    }
    let tags = variant.summary.tags.iter().filter(|(name, _)| {
        others().any(|other| other.summary.tags.iter().any(|(tag, _)| tag == name))
    });
    let tags: Vec<String> = tags
        .map(|(name, texts)| {
            let texts: Vec<String> = texts.iter().map(|text| literal(text)).collect();
            format!("({}, &[{}])", literal(name), texts.join(", "))
        })
        .collect();
    let is_disjoint = others().all(|other| variant.summary.is_disjoint(&other.summary));
    let required = variant.summary.required.iter().filter(|name| {
        !is_disjoint && !others().all(|other| other.summary.required.contains(name))
    });
    let required: Vec<String> = required.map(|name| literal(name)).collect();
    let sign = |word: &str, list: Vec<String>| match list.is_empty() {
        true => String::new(),
        false => format!(" {word} [{}]", list.join(", ")),
    };
    sign("tags", tags) + &sign("required", required)
}
