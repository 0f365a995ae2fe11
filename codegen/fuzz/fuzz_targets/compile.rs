//! Any bytes are a schema of some dialect, or refused: `cargo +nightly fuzz run compile`,
//! in `codegen`. An ordinary test of the frontend runs the same body.
#![no_main]

use exactschema::schema::Draft;
use libfuzzer_sys::fuzz_target;

#[path = "../../frontend/tests/fuzz/body.rs"]
mod body;
#[path = "../../frontend/tests/fuzz/schemas.rs"]
mod schemas;

fuzz_target!(|bytes: &[u8]| {
    // As a text, for the reader; and as choices, for all that comes after it.
    if let Ok(text) = std::str::from_utf8(bytes) {
        body::text(Draft::Draft202012, text);
    }
    body::choices(bytes);
});
