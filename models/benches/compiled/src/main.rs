//! The time of checking exports, beside the validator that the `jsonschema` crate makes
//! of their schema when the program is compiled: `cargo run --release`, in this folder.
//!
//! It is timed as in `cargo bench -p models --bench check`, from the bytes to the verdict.
#![allow(clippy::unwrap_used, reason = "a benchmark")]

use std::hint::black_box;

use models::ExportSession;
use serde_json::Value;
use shared::{Way, compare, exports};

#[path = "../../shared/mod.rs"]
mod shared;

#[jsonschema::validator(
    path = "../../../schema/export-session.schema.json",
    draft = Draft202012,
    validate_formats = true,
    methods = { validate = false, iter_errors = false }
)]
struct Export;

fn main() {
    let ways: [Way<'_>; 2] = [
        (
            "models::check",
            Box::new(|json| models::check_as::<ExportSession>(black_box(json)).unwrap()),
        ),
        (
            "Value + #[jsonschema::validator]",
            Box::new(|json| {
                let value: Value = serde_json::from_slice(black_box(json)).unwrap();
                assert!(Export::is_valid(&value));
            }),
        ),
    ];
    for (size, documents) in [(10_000, 400), (1_000_000, 1), (20_000_000, 1)] {
        let documents: Vec<_> = (0..documents).map(|n| exports::export(size + n)).collect();
        compare(&documents, &ways);
    }
}
