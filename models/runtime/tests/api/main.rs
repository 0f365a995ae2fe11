//! The interface of the types of this crate: their traits, which agree with each other,
//! their conversions, and their JSON.
#![allow(clippy::unwrap_used, reason = "a test")]

mod conversions;
mod errors;
mod map;
mod traits;
mod writing;
