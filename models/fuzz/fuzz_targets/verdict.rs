//! Any bytes are a document, or refused, by one verdict from all sides:
//! `cargo +nightly fuzz run verdict`, in `models`.
//!
//! libFuzzer also reports a panic, a stack that overflows and what takes too long.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/check/verdict.rs"]
mod verdict;

fuzz_target!(|bytes: &[u8]| verdict::agree(bytes));
