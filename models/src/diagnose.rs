//! Diagnosis of documents: every problem, with its location.

pub use exactschema::diagnose::{
    Diagnosis, Finding, Options, Position, SchemaPlace, Severity, Span, Within,
};

use crate::defaults::default_schema;

/// Finds every problem of a session export; none, if [`check`](crate::check) accepts it.
/// For other schemas, and with a limit on findings, use
/// [`SchemaEntry::diagnose`](crate::SchemaEntry::diagnose).
pub fn diagnose(document: &[u8]) -> Vec<Finding> {
    let mut options = Options::default();
    options.max_findings = usize::MAX;
    default_schema().diagnose(document, &options).findings
}
