//! Where a string ends, by blocks and a byte at a time:
//! `cargo +nightly fuzz run strings`, in `models`.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../runtime/tests/strings/blocks.rs"]
mod blocks;

fuzz_target!(|bytes: &[u8]| blocks::agree(bytes));
