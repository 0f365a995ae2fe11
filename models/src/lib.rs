//! Rust types that accept exactly what their JSON Schemas accept, and lose
//! nothing on the way through.
#![doc = ""]

#[cfg(feature = "schemars")]
mod emit;
mod error;
#[rustfmt::skip]
mod generated;
mod json;
mod read;
#[doc(hidden)]
pub mod runtime;
mod timestamp;
mod write;

pub use error::{Error, ErrorKind};
pub use generated::export_session::*;
pub use generated::*;
pub use json::{Number, Object, Value};
pub use read::{MAX_DEPTH, from_reader, from_slice, from_str};
pub use runtime::Model;
pub use timestamp::Timestamp;
pub use write::{to_string, to_string_pretty, to_vec, to_writer, to_writer_pretty};
