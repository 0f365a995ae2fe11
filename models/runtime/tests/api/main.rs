//! The interface of the types of this crate: their traits, which agree with each other,
//! and their conversions.
#![allow(clippy::unwrap_used, reason = "a test")]

mod conversions;
mod errors;
mod map;
mod traits;
