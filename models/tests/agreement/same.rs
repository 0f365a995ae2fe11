//! Whether a document was written as it was read.

use std::collections::BTreeMap;

use exactschema_frontend::Schema;
use exactschema_frontend::model::{Keyword, Type};
use serde_json::value::RawValue;

use crate::applicable::Applicable;
use crate::oracle::Decimal;

/// Every value equal: numbers by value where the schema requires a number, and to the letter
/// where it does not. `RawValue` shows the spelling of numbers, which `serde_json::Value`
/// would not.
pub(crate) fn assert_same(schema: &Schema, read: &str, written: &str) {
    assert!(
        same(schema, &Applicable::root(schema), raw(read), raw(written)),
        "\n   read {read}\nwritten {written}"
    );
}

fn same(schema: &Schema, applicable: &Applicable, read: &str, written: &str) -> bool {
    match (read.as_bytes()[0], written.as_bytes()[0]) {
        (b'{', b'{') => {
            let (left, right) = (object(read), object(written));
            left.len() == right.len()
                && left.iter().all(|(name, value)| {
                    let below = applicable.property(schema, name);
                    let other = right.get(name);
                    other.is_some_and(|other| same(schema, &below, value.get(), other.get()))
                })
        }
        (b'[', b'[') => {
            let (left, right) = (array(read), array(written));
            left.len() == right.len()
                && left
                    .iter()
                    .zip(&right)
                    .enumerate()
                    .all(|(index, (value, other))| {
                        let below = applicable.element(schema, index);
                        same(schema, &below, value.get(), other.get())
                    })
        }
        (b'"', b'"') => string(read) == string(written),
        (b'-' | b'0'..=b'9', b'-' | b'0'..=b'9') => {
            read == written || is_typed(schema, applicable) && same_number(read, written)
        }
        _ => read == written,
    }
}

/// Whether the schema constrains what a number is.
fn is_typed(schema: &Schema, applicable: &Applicable) -> bool {
    applicable.listed
        || applicable.all().any(|id| {
            let node = schema.node(id);
            let limits = node
                .keywords
                .iter()
                .any(|entry| matches!(entry.keyword, Keyword::Limit(..)));
            let types = node.types().unwrap_or_default();
            let typed = types.contains(&Type::Integer) || types.contains(&Type::Number);
            typed || limits
        })
}

fn same_number(read: &str, written: &str) -> bool {
    Decimal::new(read) == Decimal::new(written) || double(read) == double(written)
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
