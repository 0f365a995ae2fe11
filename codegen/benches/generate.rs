//! The time of generating: `cargo bench -p exactschema-codegen`.
//!
//! Schemas of 125, 250 and 500 definitions with ten properties each, a mixture
//! as in real ones. Each time is the median of the rounds; the ratio is that to
//! the size before, which is half as large: near 2 if the time grows in
//! proportion.
//!
//! The aim: less than two seconds for 500 definitions, so that generating feels
//! like saving a file, and a ratio below 2.5.
#![allow(clippy::unwrap_used, reason = "a benchmark")]

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// The number of times each size is timed; an odd number has a median.
const ROUNDS: usize = 7;

/// The time limit for 500 definitions.
const AIM: Duration = Duration::from_secs(2);

/// The number of properties of each definition.
const PROPERTIES: usize = 10;

fn main() {
    println!("aim: 500 definitions in less than {AIM:?}");
    let mut before: Option<Duration> = None;
    for definitions in [125, 250, 500] {
        let time = time(&schema(definitions));
        let properties = definitions * PROPERTIES;
        let ratio = before.map(|before| time.as_secs_f64() / before.as_secs_f64());
        let ratio = ratio.map(|ratio| format!("   ratio {ratio:.2}"));
        println!(
            "{definitions:>4} definitions, {properties:>5} properties {:>7.0} ms{}",
            time.as_secs_f64() * 1e3,
            ratio.unwrap_or_default()
        );
        before = Some(time);
    }
    let verdict = before.is_some_and(|time| time < AIM);
    println!("aim {}", if verdict { "met" } else { "missed" });
}

/// The median time that a schema takes.
fn time(schema: &str) -> Duration {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            black_box(
                exactschema_codegen::generate(black_box(schema), "schema.json", "case").unwrap(),
            );
            start.elapsed()
        })
        .collect();
    times.sort();
    times[times.len() / 2]
}

/// A schema whose root refers to every definition, as do others of these.
fn schema(definitions: usize) -> String {
    let roots = (0..definitions).map(|n| {
        format!(r##""part{n}": {{ "$ref": "#/$defs/Part{n}", "description": "Part {n}." }}"##)
    });
    let roots: Vec<String> = roots.collect();
    let parts: Vec<String> = (0..definitions)
        .map(|n| format!(r#""Part{n}": {}"#, definition(n, definitions)))
        .collect();
    format!(
        r#"{{ "$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Case",
        "description": "A schema of many parts.", "type": "object",
        "properties": {{ {} }}, "$defs": {{ {} }} }}"#,
        roots.join(","),
        parts.join(",")
    )
}

/// A definition whose properties are of every kind, three of them required.
fn definition(n: usize, definitions: usize) -> String {
    let mut properties = String::new();
    for p in 0..PROPERTIES {
        let separator = if p == 0 { "" } else { "," };
        // In a property that is optional, or parts would require each other.
        let other = (n + 7 * p + 1) % definitions;
        let kind = kind(p, other);
        // Writing to a String cannot fail.
        let _ = write!(
            properties,
            r#"{separator}"property{p}": {{ "description": "What property {p} of part {n} says.", {kind} }}"#
        );
    }
    format!(
        r#"{{ "description": "Part {n} of the whole.", "type": "object",
        "properties": {{ {properties} }}, "required": ["property0", "property1", "property4"] }}"#
    )
}

fn kind(property: usize, other: usize) -> String {
    match property {
        0 | 5 => r#""type": "string", "examples": ["a text"]"#.to_owned(),
        1 => r#""type": "integer", "format": "int64", "examples": [42]"#.to_owned(),
        2 => r#""type": "number", "format": "double", "examples": [0.25]"#.to_owned(),
        3 => r#""type": "string", "format": "date-time""#.to_owned(),
        4 => {
            r#""type": "array", "items": { "type": "string" }, "examples": [["a", "b"]]"#.to_owned()
        }
        6 => r#""type": "object""#.to_owned(),
        7 => format!(r##""type": "array", "items": {{ "$ref": "#/$defs/Part{other}" }}"##),
        8 => format!(r##""$ref": "#/$defs/Part{other}""##),
        _ => r#""type": "boolean""#.to_owned(),
    }
}
