//! Rust types of agent-session exports that accept exactly what their schema accepts,
//! and lose nothing when they are read and written.
//!
//! The types are generated from the JSON Schemas in `schema/`, a module for each. The
//! crate `exactschema` reads and writes them; this crate re-exports what users need of it.
//!
//! ```
//! use models::ExportSession;
//!
//! let json = r#"{"id":"s1","title":"A session","messages":[],"shared":1.50}"#;
//! let mut session: ExportSession = models::from_str(json)?;
//! assert_eq!(models::to_string(&session)?, json);
//!
//! session.cost = Some(0.25);
//! let error = models::from_str::<ExportSession>(r#"{"id":"s1","title":null}"#).unwrap_err();
//! assert_eq!(error.pointer(), "/title");
//! # Ok::<(), models::Error>(())
//! ```
//!
//! # The guarantee
//!
//! For any bytes, [`from_slice`] and its siblings return a value if and only if
//! the bytes are JSON (RFC 8259) that the schema accepts with `format` asserted
//! (JSON Schema 2020-12), and writing that value gives JSON equal to the input:
//!
//! - null is not an absent property, an array is not an object, `1.0` and `1e2` are
//!   integers, and times follow RFC 3339 to the letter;
//! - unknown properties are kept at every level, in their order, in the field
//!   `unknown_properties`; the known ones are written in the schema's order;
//! - `[]` and `{}` are distinct from absence, and a [`Timestamp`] is distinct from its
//!   other spellings;
//! - where the schema has a double, the same double is written, to the last bit:
//!   `0.10000000000000001`, which is the double 0.1, becomes `0.1`;
//! - free-form values ([`Value`], [`Object`]) keep the spelling of every number.
//!
//! A document that JSON allows and these types cannot represent is never altered but
//! refused, with an [`ErrorKind`] of its own: duplicate keys at any depth, half surrogate
//! pairs, integers beyond 64 bits, numbers that a double does not represent to the digit,
//! and nesting beyond [`MAX_DEPTH`].
//!
//! # Checking
//!
//! [`check`] gives the verdict of reading, several times as fast, because it builds
//! nothing; a document that it refuses is read to find the reason. [`is_valid`] is
//! the verdict alone. [`check_as`] does the same as [`check`] for other types, and [`ROOTS`]
//! lists all schemas by name.
//!
//! ```
//! assert!(models::check(br#"{"id":"s1","title":"A session","messages":[]}"#).is_ok());
//! let error = models::check(br#"{"id":"s1","title":"A session"}"#).unwrap_err();
//! assert_eq!(error.message(), r#"the required property "messages" is missing"#);
//! ```
//!
//! # serde
//!
//! The types also implement `Serialize` and `Deserialize`. `serde_json` passes the text
//! of a value on, so that the verdicts are the same there, with a JSON Pointer in the
//! message.
//!
//! Where serde buffers what it reads, for `#[serde(flatten)]` and for untagged and
//! internally tagged enums, a number may have been rounded to a double before any
//! type sees it: a double of 2⁵³ or more is then refused as an integer. Read with
//! this crate to be safe from that.
//!
//! # Values with constraints
//!
//! A value with bounds, lengths, a pattern or a format is a newtype. It is built with
//! `TryFrom` or `parse`, whose error names the constraint, and read no other way; `get`,
//! `as_str` or `as_inner` looks inside:
//!
//! ```
//! use models::session_events::ToolCallProgressPercent;
//!
//! let percent = ToolCallProgressPercent::try_from(42)?;
//! assert_eq!(percent.get(), 42);
//! let error = ToolCallProgressPercent::try_from(101).unwrap_err();
//! assert_eq!(error.message(), "expected a number of 100 or less (maximum)");
//! # Ok::<(), models::Error>(())
//! ```
//!
//! Constraints on an object as a whole, such as `minProperties`, are checked when it is
//! read and when it is written: its fields are public.
//!
//! # Features
//!
//! - `schemars`: `schemars::JsonSchema` (schemars 1) for all types;
//! - `validate`: `diagnose`, which finds all problems of a document, each with its
//!   location.
//!
//! `exactschema` turns on `float_roundtrip` and `raw_value` of `serde_json`, which
//! are then on in the whole program: `serde_json::Value` takes an object whose
//! only key is `$serde_json::private::RawValue` for the JSON in its text.

#![allow(
    confusable_idents,
    mixed_script_confusables,
    uncommon_codepoints,
    reason = "names are the schema's"
)]

mod defaults;
#[cfg(feature = "validate")]
pub mod diagnose;
#[rustfmt::skip]
mod generated;

pub use defaults::{check, is_valid};
#[cfg(feature = "validate")]
pub use diagnose::{Finding, diagnose};
#[cfg(feature = "validate")]
pub use exactschema::ReleasedSchema;
pub use exactschema::{
    Date, Email, Error, ErrorKind, Hostname, Ipv4, Ipv6, MAX_DEPTH, Map, Model, Never, Number,
    Object, SchemaEntry, Time, Timestamp, Uri, Uuid, Value, ValueIndex, check_as, from_reader,
    from_slice, from_str, from_value, map, to_string, to_string_pretty, to_value, to_vec,
    to_writer, to_writer_pretty,
};
// Names listed one by one take precedence over those of a glob: no definition of the
// schema hides `Error` or `ROOTS`.
#[cfg(feature = "validate")]
pub use generated::RELEASED;
pub use generated::ROOTS;
pub use generated::export_session::*;
pub use generated::*;

/// The examples of the README are tests.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
