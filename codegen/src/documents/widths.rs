//! The formats of integers, which no validator asserts, as limits, which all do.

use serde_json::{Map, Value, json};

use super::numbers::WIDTHS;
use crate::json::Json;
use crate::model::{Limit, Node, Schema, Type};
use crate::types;

/// The least and the greatest integer.
type Range = (i128, i128);

/// What a node allows by the format of its integers.
pub(crate) fn declared(node: &Node) -> Option<Range> {
    let format = node.format().filter(|_| is_integral(node))?;
    let mut widths = WIDTHS.iter().filter(|(name, ..)| *name == format);
    widths
        .next()
        .map(|(_, least, greatest)| (*least, *greatest))
}

/// What the type holds that a node has in Rust, where the node itself sets no limit:
/// beyond 64 bits there are no integers to anybody.
pub(crate) fn held(node: &Node) -> [Option<i128>; 2] {
    if let Some((least, greatest)) = declared(node) {
        return [Some(least), Some(greatest)];
    }
    if !is_integral(node) {
        return [None, None];
    }
    let (least, greatest) = types::range(node);
    let is_free = |limits: [Limit; 2]| limits.iter().all(|limit| node.limit(*limit).is_none());
    [
        is_free([Limit::Minimum, Limit::ExclusiveMinimum]).then_some(least),
        is_free([Limit::Maximum, Limit::ExclusiveMaximum]).then_some(greatest),
    ]
}

/// The source of a schema where formats of integers are limits as well.
pub(crate) fn asserted(schema: &Schema, text: &str) -> Option<Value> {
    limited(schema, text, |node| {
        let range = declared(node);
        [range.map(|range| range.0), range.map(|range| range.1)]
    })
}

/// The source of a schema where all integers have the limits of their types, if no
/// others; `None` if it is no schema.
pub fn held_by_types(text: &str) -> Option<Value> {
    let schema = Schema::new(&Json::parse(text).ok()?).ok()?;
    limited(&schema, text, held)
}

fn limited(
    schema: &Schema,
    text: &str,
    range: impl Fn(&Node) -> [Option<i128>; 2],
) -> Option<Value> {
    let mut source: Value = serde_json::from_str(text).ok()?;
    for id in schema.ids() {
        let node = schema.node(id);
        let limits = ["minimum", "maximum"].into_iter().zip(range(node));
        let limits = limits.filter_map(|(name, limit)| Some((name.to_owned(), integer(limit?)?)));
        let limits: Map<String, Value> = limits.collect();
        if limits.is_empty() {
            continue;
        }
        let keywords = source.pointer_mut(&node.place.pointer)?.as_object_mut()?;
        let conjuncts = keywords.entry("allOf").or_insert_with(|| json!([]));
        // Behind those that are there, whose pointers others refer to.
        conjuncts.as_array_mut()?.push(limits.into());
    }
    Some(source)
}

/// An integer of 64 bits, with or without a sign.
pub(crate) fn integer(integer: i128) -> Option<Value> {
    let signed = i64::try_from(integer).map(Value::from);
    signed
        .or_else(|_| u64::try_from(integer).map(Value::from))
        .ok()
}

/// Whether all numbers of a node are integers.
fn is_integral(node: &Node) -> bool {
    let types = node.types().unwrap_or(Type::ALL);
    types.contains(&Type::Integer) && !types.contains(&Type::Number)
}
