//! Whether a document was written as it was read.

use std::collections::BTreeMap;

use codegen::Schema;
use codegen::model::{NodeId, Shape};
use serde_json::value::RawValue;

use crate::oracle::Decimal;

/// Every value equal: numbers as integers or doubles where the schema says so,
/// and to the letter where it says nothing. `RawValue` shows the spelling of
/// numbers, which `serde_json::Value` would not.
pub(crate) fn assert_same(schema: &Schema, read: &str, written: &str) {
    assert!(
        same(schema, Some(schema.root()), raw(read), raw(written)),
        "\n   read {read}\nwritten {written}"
    );
}

/// Whether two values are the same; `id` is what the schema says of them.
fn same(schema: &Schema, id: Option<NodeId>, read: &str, written: &str) -> bool {
    let shape = id.and_then(|id| schema.shape(id));
    if let Some(Shape::Reference(target)) = shape {
        return same(schema, Some(target), read, written);
    }
    match (read.as_bytes()[0], written.as_bytes()[0]) {
        (b'{', b'{') => {
            let (left, right) = (object(read), object(written));
            left.len() == right.len()
                && left.iter().all(|(name, value)| {
                    let declared = id.map(|id| schema.node(id).properties());
                    let mut declared = declared.unwrap_or_default().iter();
                    let id = declared.find(|(other, _)| other == name).map(|(_, id)| *id);
                    let other = right.get(name);
                    other.is_some_and(|other| same(schema, id, value.get(), other.get()))
                })
        }
        (b'[', b'[') => {
            let items = match shape {
                Some(Shape::Array(items)) => Some(items),
                _ => None,
            };
            let (left, right) = (array(read), array(written));
            left.len() == right.len()
                && left
                    .iter()
                    .zip(&right)
                    .all(|(value, other)| same(schema, items, value.get(), other.get()))
        }
        (b'"', b'"') => string(read) == string(written),
        (b'-' | b'0'..=b'9', b'-' | b'0'..=b'9') => match shape {
            Some(Shape::Integer) => Decimal::new(read) == Decimal::new(written),
            Some(Shape::Number) => double(read) == double(written),
            _ => read == written,
        },
        _ => read == written,
    }
}

fn double(text: &str) -> u64 {
    text.parse::<f64>().unwrap().to_bits()
}

fn raw(text: &str) -> &str {
    serde_json::from_str::<&RawValue>(text).unwrap().get()
}

fn object(text: &str) -> BTreeMap<String, Box<RawValue>> {
    serde_json::from_str(text).unwrap()
}

fn array(text: &str) -> Vec<Box<RawValue>> {
    serde_json::from_str(text).unwrap()
}

fn string(text: &str) -> String {
    serde_json::from_str(text).unwrap()
}
