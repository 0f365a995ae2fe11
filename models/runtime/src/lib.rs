//! Validation of JSON documents by any JSON Schema, and the runtime of generated Rust
//! types that accept exactly what their schema accepts.
//!
//! `evaluate::Validator` (feature `validate`) judges documents by the table of a schema,
//! which the crate `exactschema-frontend` compiles from its text.
//!
//! The types are generated in other crates: by a build script with `exactschema-build`, whose
//! output [`include_schemas!`] includes, or by a program, as files to be checked in. For them:
//!
//! - [`from_slice`] and its siblings read a document, [`to_string`] and its siblings
//!   write it;
//! - [`check_as`] gives the verdict of reading, several times as fast, because it builds
//!   nothing; [`is_valid`] is the same as a boolean;
//! - [`from_value`] and [`to_value`] read and write a [`Value`] instead of a text;
//! - [`Value`], [`Map`] and [`Number`] are free-form JSON without loss, [`Timestamp`] and
//!   its siblings are strings with a format;
//! - [`SchemaEntry`] is a schema with types, by its name; generated code lists them in `ROOTS`;
//! - `diagnose_as` finds all problems of a document by a type, and `HasSchema` has the
//!   validator of its schema (feature `validate`);
//! - `schema_of` is the schema that a type emits (feature `schemars`).
//!
//! ```
//! let value: exactschema::Value = exactschema::from_str(r#"{"shared":1.50}"#)?;
//! assert_eq!(exactschema::to_string(&value)?, r#"{"shared":1.50}"#);
//! # Ok::<(), exactschema::Error>(())
//! ```
//!
//! # Features
//!
//! - `schemars`: `schemars::JsonSchema` (schemars 1) for all types;
//! - `validate`: the evaluator, and `diagnose`, which finds all problems of a document,
//!   each with its location.
//!
//! Generated code uses the hidden module `runtime`, and has no features: the macros of
//! this crate expand by the features of this crate.
//!
//! This crate turns on `float_roundtrip` and `raw_value` of `serde_json`, which
//! are then on in the whole program: `serde_json::Value` takes an object whose
//! only key is `$serde_json::private::RawValue` for the JSON in its text.

mod constrained;
mod constraint;
#[cfg(feature = "validate")]
pub mod diagnose;
#[cfg(feature = "validate")]
pub mod document;
mod draft;
#[cfg(feature = "schemars")]
mod emission;
mod emit;
#[cfg(feature = "validate")]
mod equality;
mod error;
#[cfg(feature = "validate")]
pub mod evaluate;
mod format_types;
mod formats;
mod limits;
mod macros;
mod never;
mod pattern;
mod properties;
mod read;
mod registry;
#[doc(hidden)]
pub mod runtime;
#[cfg(feature = "validate")]
pub mod schema;
mod serde_bridge;
mod serializer;
mod text;
mod text_of;
mod timestamp;
mod typed;
mod value;
mod write;

#[cfg(feature = "validate")]
pub use diagnose::Finding;
#[cfg(feature = "schemars")]
pub use emission::document as schema_of;
pub use error::{Error, ErrorKind};
#[cfg(feature = "validate")]
pub use evaluate::typed::{CompiledSchema, HasSchema, diagnose as diagnose_as};
pub use format_types::{Date, Email, Hostname, Ipv4, Ipv6, Time, Uri, Uuid};
pub use formats::Format;
pub use limits::MAX_DEPTH;
pub use never::Never;
pub use pattern::Pattern;
pub use read::{check_as, from_reader, from_slice, from_str, is_valid};
#[cfg(feature = "validate")]
pub use registry::ReleasedSchema;
pub use registry::SchemaEntry;
pub use text::lexer::Kind;
pub use text_of::TextOf;
pub use timestamp::Timestamp;
pub use typed::model::Model;
pub use value::{Map, Number, Object, Value, ValueIndex, from_value, map, to_value};
pub use write::{to_string, to_string_pretty, to_vec, to_writer, to_writer_pretty};
