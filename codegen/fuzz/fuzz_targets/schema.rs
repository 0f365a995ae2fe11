//! Any bytes are a schema, or refused: `cargo +nightly fuzz run schema`, in
//! `codegen`.
//!
//! libFuzzer reports a panic, a stack that overflows and what takes too long. What
//! codegen accepts it must also print, which it could not if it were no Rust.
#![no_main]

use codegen::Error;
use libfuzzer_sys::fuzz_target;

#[path = "../../tests/hostile/schemas/mod.rs"]
mod schemas;

fuzz_target!(|bytes: &[u8]| {
    // As a text, for the reader; and as choices, for all that comes after it.
    if let Ok(text) = std::str::from_utf8(bytes) {
        generate(text);
    }
    generate(&schemas::schema(bytes));
});

/// Panics where codegen reports a defect of its own.
fn generate(schema: &str) {
    match codegen::generate(schema, "schema.json", "case") {
        Ok(_) | Err(Error::NotJson(_) | Error::Refused(_)) => {}
        Err(defect) => panic!("{defect}\n{schema}"),
    }
}
