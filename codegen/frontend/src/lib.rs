//! The compiler of JSON Schemas: the text of a schema becomes the table that the evaluator
//! judges documents by, and the model that the generator of types reads.
//!
//! 1. [`json`] reads the text, with the location and the spelling of every value;
//! 2. [`model`] makes one [`Node`](model::Node) per subschema, with references resolved;
//! 3. [`pattern`] compiles the regular expressions of a schema to the programs that the
//!    runtime of the models executes;
//! 4. [`formats`] lists the formats that are asserted, of strings and of integers.
//!
//! [`compile`] makes of a text, in any dialect, the table of the runtime
//! ([`exactschema::schema::Table`]), by which documents are judged without types.
//!
//! Below them lie what they share with the crates above: exact numbers
//! ([`decimal`]), JSON Pointers ([`mod@pointer`]), places in a text ([`lines`], [`place`]),
//! [`problem`]s with their fixes, spelling suggestions ([`suggest`]), room for deep
//! recursion ([`stack`]) and the [`panics`] of others.
//!
//! The crate is pure, and light: it knows nothing of Rust syntax, and has no validator in
//! it, so that programs which only read schemas can use it.

pub mod compile;
pub mod decimal;
pub mod formats;
pub mod json;
pub mod lines;
pub mod model;
pub mod panics;
pub mod pattern;
pub mod place;
pub mod pointer;
pub mod problem;
pub mod stack;
pub mod suggest;
pub mod text;

pub use model::Schema;
pub use place::Place;
pub use problem::Problem;

/// The example of the README is a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
