//! The time of reading exports: `cargo bench -p models`.
//!
//! In one run, on exports that look like real ones, four ways to a typed and
//! validated session are timed in turn:
//!
//! - `models::from_slice`;
//! - the pipeline: `serde_json::Value`, then the `jsonschema` crate, then
//!   `serde_json::from_value` into the same types;
//! - the pipeline into structs with the derive of serde, which keep less;
//! - `serde_json::from_slice` into those structs, which validates nothing.
//!
//! Each number is the median of the rounds; the ratio is the throughput of
//! `models::from_slice` against that of the line.
//!
//! # Build time
//!
//! `cargo build -p models` into an empty target directory against the same of a
//! crate with the structs of `derived.rs`, written by hand with the derive of
//! serde; crates fetched before, two cores, medians of five, in turn:
//!
//! | | `models` | by hand | ratio |
//! |---|---|---|---|
//! | with dependencies | 4.9 s | 7.0 s | 0.70 |
//!
//! It is faster because nothing needs the derive of serde and the crates below that.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a benchmark")]

use std::hint::black_box;

use jsonschema::Validator;
use models::ExportSession;
use serde_json::Value;

use shared::{Way, compare, exports};

mod derived;
#[path = "../shared/mod.rs"]
mod shared;

fn main() {
    let schema = include_str!("../../../schema/export-session.schema.json");
    let validator = jsonschema::draft202012::options()
        .should_validate_formats(true)
        .build(&serde_json::from_str(schema).unwrap())
        .unwrap();
    let ways: [Way<'_>; 4] = [
        (
            "models::from_slice",
            Box::new(|json| {
                drop(black_box(
                    models::from_slice::<ExportSession>(json).unwrap(),
                ))
            }),
        ),
        (
            "Value + jsonschema + from_value, same types",
            Box::new(|json| {
                let value = validated(json, &validator);
                drop(black_box(
                    serde_json::from_value::<ExportSession>(value).unwrap(),
                ));
            }),
        ),
        (
            "Value + jsonschema + from_value, serde derive",
            Box::new(|json| {
                let value = validated(json, &validator);
                drop(black_box(
                    serde_json::from_value::<derived::ExportSession>(value).unwrap(),
                ));
            }),
        ),
        (
            "serde_json::from_slice, serde derive, no validation",
            Box::new(|json| {
                drop(black_box(
                    serde_json::from_slice::<derived::ExportSession>(json).unwrap(),
                ));
            }),
        ),
    ];
    for size in [10_000, 1_000_000, 20_000_000] {
        compare(&[exports::export(size)], &ways);
    }
}

fn validated(json: &[u8], validator: &Validator) -> Value {
    let value: Value = serde_json::from_slice(json).unwrap();
    assert!(validator.is_valid(&value));
    value
}
