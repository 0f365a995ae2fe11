//! The time of generating, and what memory it takes: `cargo bench -p exactschema-codegen --bench
//! generate`.
//!
//! Schemas of 10 to 20,000 definitions with ten properties each, a mixture as in real ones, and
//! of one object with 10 to 10,000 properties. Each time is the median of the rounds; the last
//! column is the time of one definition or property, which stays the same if the time grows in
//! proportion. The memory is the most that the process has taken so far (on Linux).
//!
//! The aim: less than two seconds for 500 definitions, so that generating feels like saving a
//! file.
#![allow(clippy::unwrap_used, reason = "a benchmark")]

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// How often each size is timed; an odd number has a median.
const ROUNDS: usize = 7;

/// The time after which a size is not timed again.
const PATIENCE: Duration = Duration::from_secs(5);

/// The time limit for 500 definitions.
const AIM: Duration = Duration::from_secs(2);

/// The number of properties of each definition.
const PROPERTIES: usize = 10;

fn main() {
    println!("| schema | kB | ms | MB | µs of each |");
    println!("|---|---:|---:|---:|---:|");
    for properties in [10, 100, 1_000, 10_000] {
        row(
            &format!("{properties} properties"),
            &object(properties),
            properties,
        );
    }
    let mut aim = None;
    for definitions in [10, 100, 500, 1_000, 10_000, 20_000] {
        let time = row(
            &format!("{definitions} definitions"),
            &schema(definitions),
            definitions,
        );
        if definitions == 500 {
            aim = Some(time < AIM);
        }
    }
    let verdict = if aim == Some(true) { "met" } else { "missed" };
    println!("\n500 definitions in less than {AIM:?}: {verdict}");
}

/// Prints a row of the table; the time.
fn row(name: &str, schema: &str, parts: usize) -> Duration {
    let time = time(schema);
    println!(
        "| {name} | {} | {:.1} | {} | {:.0} |",
        schema.len() / 1_000,
        time.as_secs_f64() * 1e3,
        peak().map_or_else(String::new, |kilobytes| (kilobytes / 1_000).to_string()),
        time.as_secs_f64() * 1e6 / parts as f64,
    );
    time
}

/// The most memory that the process has taken, in kB.
fn peak() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}

/// The median time that a schema takes.
fn time(schema: &str) -> Duration {
    let begin = Instant::now();
    let mut times = Vec::new();
    while times.len() < ROUNDS && (times.is_empty() || begin.elapsed() < PATIENCE) {
        let start = Instant::now();
        black_box(exactschema_codegen::generate(black_box(schema), "schema.json", "case").unwrap());
        times.push(start.elapsed());
    }
    times.sort();
    times[times.len() / 2]
}

/// A schema of one object.
fn object(properties: usize) -> String {
    let rows = (0..properties).map(|n| {
        let type_ = ["string", "integer", "number", "boolean"][n % 4];
        format!(r#""property{n}": {{ "description": "Property {n}.", "type": "{type_}" }}"#)
    });
    let rows: Vec<String> = rows.collect();
    format!(
        r#"{{ "$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Case",
        "description": "An object.", "type": "object", "properties": {{ {} }} }}"#,
        rows.join(",")
    )
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
