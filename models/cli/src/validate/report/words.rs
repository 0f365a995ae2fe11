//! Wording that all formats share.

use models::diagnose::{Finding, SchemaPlace, Severity};

use super::Record;
use crate::output::{printable, shortened};

/// The pointer as people read it.
pub(super) fn pointer(finding: &Finding) -> String {
    match finding.pointer.as_str() {
        "" => "the document".to_owned(),
        pointer => printable(&shortened(pointer)),
    }
}

/// The message, which names properties of the document.
pub(super) fn message(finding: &Finding) -> String {
    printable(&shortened(&finding.message))
}

/// `file:line:column`.
pub(super) fn location(record: &Record<'_>, finding: &Finding) -> String {
    let place = record.place(finding.span);
    format!("{}:{}:{}", record.source, place.line, place.column)
}

/// `file:line` of a keyword, in the file that was named or in another.
pub(super) fn schema_location(place: &SchemaPlace, schema: &str) -> String {
    let file = place.file.as_deref().unwrap_or(schema);
    format!("{}:{}", printable(file), place.line)
}

/// `file:line:column: pointer: message [keyword]`, without any value of the document.
pub(super) fn line(record: &Record<'_>, finding: &Finding) -> String {
    let (place, pointer) = (location(record, finding), pointer(finding));
    let (message, keyword) = (message(finding), &finding.keyword);
    format!("{place}: {pointer}: {message} [{keyword}]")
}

/// The severity as most formats name it.
pub(super) fn severity(finding: &Finding) -> &'static str {
    match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// The document: the file, and which one of it.
pub(super) fn document(record: &Record<'_>) -> String {
    match record.record {
        None => record.source.to_string(),
        Some(number) => format!("{}: document {number}", record.source),
    }
}
