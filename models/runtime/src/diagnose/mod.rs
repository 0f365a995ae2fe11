//! Findings: what is wrong with a document, each thing at its place.

mod diagnosis;
mod finding;
mod lines;
mod near;

pub use diagnosis::{Diagnosis, Options};
pub use finding::{Finding, Position, SchemaPlace, Severity, Span, Within};
pub(crate) use lines::Lines;
pub(crate) use near::{is_short, nearest, sort_by_nearness};
