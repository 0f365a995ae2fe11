//! Findings of `diagnose`, and its time on hostile documents.
#![cfg(feature = "validate")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test")]

use models::SchemaEntry;
use models::diagnose::{Diagnosis, Options};

mod hostile;
mod messages;
mod syntax;
mod unions;
mod unknown;

/// The schema of this name.
fn root(name: &str) -> SchemaEntry {
    let mut roots = models::ROOTS.iter().filter(|root| root.name() == name);
    *roots.next().unwrap()
}

/// The diagnosis of a document.
fn diagnose(schema: &str, document: &str) -> Diagnosis {
    root(schema).diagnose(document.as_bytes(), &Options::default())
}

/// The findings, a line for each: place, pointer, message and keyword.
fn finding_lines(diagnosis: &Diagnosis) -> Vec<String> {
    let findings = diagnosis.findings.iter();
    let lines = findings.map(|finding| {
        let (span, pointer) = (finding.span.start, &finding.pointer);
        format!(
            "{span} {pointer}: {} [{}]",
            finding.message, finding.keyword
        )
    });
    lines.collect()
}
