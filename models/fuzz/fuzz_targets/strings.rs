//! Where a string ends, by blocks and a byte at a time:
//! `cargo +nightly fuzz run strings`, in `models`.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/check/strings.rs"]
mod strings;

fuzz_target!(|bytes: &[u8]| strings::agree(bytes));
