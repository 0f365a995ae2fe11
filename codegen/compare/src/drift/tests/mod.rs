//! Pairs of schemas, and how they differ.

#![allow(clippy::unwrap_used, reason = "a test")]

mod keywords;
mod meanings;
mod same;
mod schemas;

use exactschema_frontend::json::Json;
use exactschema_frontend::model::Schema;

use super::{Drift, drift};
use keywords::KEYWORDS;
use same::SAME;
use schemas::SCHEMAS;

fn schema(text: &str) -> Schema {
    let json = Json::parse(text).unwrap_or_else(|error| unreachable!("{text}: {error}"));
    Schema::new(&json).unwrap()
}

fn drifts(source: &str, emitted: &str) -> Vec<Drift> {
    drift(&schema(source), &schema(emitted))
}

/// The differences as `pointer: source | emitted`.
fn lines(source: &str, emitted: &str) -> Vec<String> {
    let side = |side: Option<String>| side.unwrap_or_else(|| "nothing".to_owned());
    let drifts = drifts(source, emitted).into_iter();
    let lines = drifts.map(|d| format!("{}: {} | {}", d.pointer, side(d.source), side(d.emitted)));
    lines.collect()
}

#[test]
fn equal_by_meaning() {
    for (left, right) in SAME {
        assert_eq!(lines(left, right), [""; 0], "{left} {right}");
        assert_eq!(lines(right, left), [""; 0], "{right} {left}");
    }
}

#[test]
fn different() {
    for (source, emitted, expected) in KEYWORDS.iter().chain(SCHEMAS) {
        assert_eq!(lines(source, emitted), *expected, "{source} {emitted}");
        assert_eq!(lines(source, source), [""; 0], "{source}");
        assert_eq!(lines(emitted, emitted), [""; 0], "{emitted}");
        assert_ne!(lines(emitted, source), [""; 0], "{emitted} {source}");
    }
}

#[test]
fn nested_branches_are_compared_once() {
    // Compared twice for each branch around it, the innermost would be compared 2³⁰ times.
    let nested = |value: usize| {
        let open = r#"{ "items": { "anyOf": ["#.repeat(30);
        format!("{open}{{ \"const\": {value} }}{}", "] } }".repeat(30))
    };
    let count = |left: &str, right: &str| drifts(left, right).len();
    assert_eq!(count(&nested(1), &nested(2)), 1);
    assert_eq!(count(&nested(1), &nested(1)), 0);
}
