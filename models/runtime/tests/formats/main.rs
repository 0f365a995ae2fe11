//! The verdicts on formats: by the official test suite, beside the `jsonschema` crate, and
//! on any text.
#![allow(clippy::unwrap_used, reason = "a test")]

mod differences;
mod differential;
mod properties;
mod registry;
mod suite;
mod texts;
