//! Documents of all sizes: the time of a large one beside that of as many bytes of small ones.
//!
//! The goal is a time in proportion to the bytes, whatever the document has many of.

use std::fmt::Write as _;
use std::hint::black_box;

use exactschema::evaluate::Validator;
use exactschema_frontend::compile::{Options, compile};
use models::ExportSession;

use super::exports::export;
use super::ratio::Table;

/// The share of the speed of small documents that a large one reaches at least.
const GOAL: f64 = 0.8;

pub(crate) fn measure(table: &mut Table) {
    let check = |json: &[u8]| models::check_as::<ExportSession>(black_box(json)).unwrap();
    for (name, size) in [("1 MB", 1 << 20), ("100 MB", 100 << 20), ("1 GB", 1 << 30)] {
        let work = format!("scaling, check: an export of {name}");
        compare(
            table,
            &work,
            "of 10 kB",
            &|| [export(size), export(10 << 10)],
            &check,
        );
    }
    let check = |json: &[u8]| models::check_as::<Vec<i64>>(black_box(json)).unwrap();
    for count in [1_000_000, 10_000_000] {
        let work = format!("scaling, check: {count} elements");
        compare(
            table,
            &work,
            "1,000",
            &|| [count, 1_000].map(integers),
            &check,
        );
    }
    let table_of = |schema: &str| {
        let compiled = compile(schema, &Options::default()).unwrap();
        Validator::new(compiled.table)
    };
    let validator = table_of(r#"{ "items": { "type": "integer", "minimum": 0 } }"#);
    let judge = |json: &[u8]| assert!(validator.is_valid(black_box(json)).unwrap());
    for count in [1_000_000, 10_000_000] {
        let work = format!("scaling, schema file: {count} elements");
        compare(
            table,
            &work,
            "1,000",
            &|| [count, 1_000].map(integers),
            &judge,
        );
    }
    let validator = table_of(r##"{ "type": ["array", "integer"], "items": { "$ref": "#" } }"##);
    let judge = |json: &[u8]| assert!(validator.is_valid(black_box(json)).unwrap());
    compare(
        table,
        "scaling, schema file: 120 levels",
        "10 levels",
        &|| [120, 10].map(nested),
        &judge,
    );
    for count in [100, 1_000, 10_000] {
        let [large, small] = [count, 10].map(|count| (table_of(&object(count)), record(count)));
        let judge = |(validator, json): &(Validator, Vec<u8>), times: usize| {
            for _ in 0..times {
                assert!(validator.is_valid(black_box(json)).unwrap());
            }
        };
        table.compare(
            &format!("scaling, schema file: {count} properties"),
            large.1.len(),
            &|| judge(&large, 1),
            &[("10", GOAL, &|| judge(&small, large.1.len() / small.1.len()))],
        );
    }
}

/// Compares a large document with a small one as often as it has the bytes of it.
fn compare(
    table: &mut Table,
    work: &str,
    against: &str,
    documents: &dyn Fn() -> [Vec<u8>; 2],
    judge: &dyn Fn(&[u8]),
) {
    // A gigabyte is not made in vain.
    if !table.has(work) {
        return;
    }
    let [large, small] = documents();
    let times = (large.len() / small.len()).max(1);
    table.compare(
        work,
        large.len(),
        &|| judge(&large),
        &[(against, GOAL, &|| (0..times).for_each(|_| judge(&small)))],
    );
}

/// An array of integers.
fn integers(count: usize) -> Vec<u8> {
    let mut json = String::from("[");
    for index in 0..count {
        let comma = if index > 0 { "," } else { "" };
        let _ = write!(json, "{comma}{}", index % 1_000_000);
    }
    json.push(']');
    json.into_bytes()
}

/// Arrays so many levels deep, some kilobytes of them.
fn nested(levels: usize) -> Vec<u8> {
    let inner = levels - 1;
    let one = format!("{}1{}", "[".repeat(inner), "]".repeat(inner));
    let count = 24_000 / one.len();
    format!("[{}]", vec![one; count].join(",")).into_bytes()
}

/// The schema of an object with so many properties.
fn object(count: usize) -> String {
    let properties = (0..count).map(|index| format!(r#""property{index}":{{"type":"integer"}}"#));
    let properties: Vec<String> = properties.collect();
    format!(
        r#"{{"properties":{{{}}},"additionalProperties":false}}"#,
        properties.join(",")
    )
}

/// An object with all of so many properties.
fn record(count: usize) -> Vec<u8> {
    let members: Vec<String> = (0..count)
        .map(|index| format!(r#""property{index}":{index}"#))
        .collect();
    format!("{{{}}}", members.join(",")).into_bytes()
}
