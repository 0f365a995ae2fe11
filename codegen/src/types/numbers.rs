//! Which type of Rust an integer has.

use crate::model::{Limit, Node};

/// The integer types, narrow ones first, unsigned before signed: a value that
/// cannot be negative should not seem to.
const WIDTHS: [(&str, i128, i128); 8] = [
    ("u8", 0, u8::MAX as i128),
    ("i8", i8::MIN as i128, i8::MAX as i128),
    ("u16", 0, u16::MAX as i128),
    ("i16", i16::MIN as i128, i16::MAX as i128),
    ("u32", 0, u32::MAX as i128),
    ("i32", i32::MIN as i128, i32::MAX as i128),
    ("u64", 0, u64::MAX as i128),
    ("i64", i64::MIN as i128, i64::MAX as i128),
];

/// The type that a format declares.
pub(crate) fn declared(format: &str) -> Option<&'static str> {
    let (signed, width) = match format.strip_prefix('u') {
        Some(rest) => ("u", rest.strip_prefix("int")?),
        None => ("i", format.strip_prefix("int")?),
    };
    let name = format!("{signed}{width}");
    WIDTHS
        .iter()
        .map(|(type_, ..)| *type_)
        .find(|type_| *type_ == name)
}

/// The type of an integer, with the least and the greatest that it holds.
pub(super) fn of(node: &Node) -> (&'static str, i128, i128) {
    let declared = node.format().and_then(declared);
    let name = declared.unwrap_or_else(|| fitting(node));
    let mut widths = WIDTHS.iter().copied();
    // Every type is in the list, of which the last is the widest.
    widths
        .find(|(other, ..)| *other == name)
        .unwrap_or(WIDTHS[7])
}

/// The narrowest type that holds all integers within the bounds of a node, or as
/// many as the widest: what lies beyond is refused by name.
pub(super) fn fitting(node: &Node) -> &'static str {
    let bound = |limits: [Limit; 2], step: i128| {
        let bounds = limits.into_iter().zip([0, step]);
        bounds.filter_map(|(limit, step)| Some(whole(node.limit(limit)?, step)? + step))
    };
    let low = bound([Limit::Minimum, Limit::ExclusiveMinimum], 1).max();
    let high = bound([Limit::Maximum, Limit::ExclusiveMaximum], -1).min();
    let fits = |low: i128, high: i128| {
        let mut widths = WIDTHS.iter();
        widths.find(|(_, min, max)| *min <= low && high <= *max)
    };
    let widest = match low {
        Some(low) if low >= 0 => "u64",
        _ => "i64",
    };
    match (low, high) {
        (Some(low), Some(high)) => fits(low, high).map_or(widest, |(type_, ..)| type_),
        _ => widest,
    }
}

/// A bound as an integer: towards the values that it allows if it is inclusive,
/// away from them if the step towards them follows.
fn whole(spelling: &str, step: i128) -> Option<i128> {
    let bound: f64 = spelling.parse().ok()?;
    // Too large for a type to be chosen by it.
    if bound.abs() > 1e30 {
        return None;
    }
    if let Ok(integer) = spelling.parse() {
        return Some(integer);
    }
    Some(match step {
        1 => bound.floor() as i128,
        -1 => bound.ceil() as i128,
        _ => bound.trunc() as i128,
    })
}
