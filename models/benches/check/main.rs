//! The time of checking exports: `cargo bench -p models --bench check`.
//!
//! In one run on one thread, on exports that look like real ones, these are timed in
//! turn, each from the bytes to the verdict:
//!
//! - `models::check`;
//! - `serde_json`'s `IgnoredAny`, which skims the syntax and judges nothing;
//! - `serde_json::Value`, then the `jsonschema` crate;
//! - `serde_json::Value`, then the `boon` crate.
//!
//! The validator that `jsonschema` makes of a schema when the program is compiled has a
//! program of its own, in `benches/compiled`.
//!
//! Of the small exports there are many, as in an archive: a processor learns a single
//! one by heart, with all its branches.
#![allow(clippy::unwrap_used, reason = "a benchmark")]

use std::hint::black_box;

use boon::{Compiler, Draft, Schemas};
use models::ExportSession;
use serde::de::IgnoredAny;
use serde_json::Value;
use shared::{Way, compare, exports};

#[path = "../shared/mod.rs"]
mod shared;

const SCHEMA: &str = include_str!("../../../schema/export-session.schema.json");

fn main() {
    let validator = jsonschema::draft202012::options()
        .should_validate_formats(true)
        .build(&serde_json::from_str(SCHEMA).unwrap())
        .unwrap();
    let (schemas, index) = boon();
    let value = |json: &[u8]| serde_json::from_slice::<Value>(json).unwrap();
    let ways: [Way<'_>; 4] = [
        (
            "models::check",
            Box::new(|json| models::check_as::<ExportSession>(black_box(json)).unwrap()),
        ),
        (
            "serde_json, IgnoredAny: syntax alone",
            Box::new(|json| _ = serde_json::from_slice::<IgnoredAny>(black_box(json)).unwrap()),
        ),
        (
            "Value + jsonschema",
            Box::new(|json| assert!(validator.is_valid(&value(black_box(json))))),
        ),
        (
            "Value + boon",
            Box::new(|json| assert!(schemas.validate(&value(black_box(json)), index).is_ok())),
        ),
    ];
    for (size, documents) in [(10_000, 400), (1_000_000, 1), (20_000_000, 1)] {
        let documents: Vec<_> = (0..documents).map(|n| exports::export(size + n)).collect();
        compare(&documents, &ways);
    }
}

fn boon() -> (Schemas, boon::SchemaIndex) {
    let mut schemas = Schemas::new();
    let mut compiler = Compiler::new();
    compiler.set_default_draft(Draft::V2020_12);
    compiler.enable_format_assertions();
    let name = "export-session.json";
    let schema = serde_json::from_str(SCHEMA).unwrap();
    compiler.add_resource(name, schema).unwrap();
    let index = compiler.compile(name, &mut schemas).unwrap();
    (schemas, index)
}
