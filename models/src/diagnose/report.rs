//! Makes findings of what waits for words and positions.

use super::finding::{Finding, SchemaPlace, Severity, Span, Within};
use super::group::{Group, Pending, Source};
use super::kept::place;
use super::lines::Lines;
use super::path::{length, pointer};
use super::words::message;
use super::{Diagnosis, Options};
use crate::error::Error;
use crate::runtime::Lexer;

/// The findings of a document in the order of its text, as many as are kept.
pub(super) fn diagnosis(group: Group<'_>, text: &[u8], options: &Options) -> Diagnosis {
    let (mut omitted, mut omitted_warnings) = (group.count(), group.warnings);
    let is_refused = !group.is_valid();
    let mut pending = group.kept.into_vec();
    pending.truncate(options.max_findings);
    pending.extend(group.kept_warnings.into_vec());
    pending.sort_by_key(|pending| place(pending.span));
    let related = pending.iter().filter_map(|pending| pending.related);
    let spans = pending.iter().map(|pending| pending.span).chain(related);
    let lines = Lines::new(text, spans.flat_map(|(start, end)| [start, end]));
    let mut findings: Vec<Finding> = Vec::with_capacity(pending.len());
    // Names may have megabytes, and many findings be below them.
    let mut room = text.len() + (1 << 20);
    for pending in &pending {
        let within = pending.within.as_ref();
        let outer = within.map_or(0, |within| length(within.path.as_ref()));
        let Some(left) = room.checked_sub(length(pending.path.as_ref()) + outer) else {
            continue;
        };
        let finding = finding(pending, &lines);
        match finding.severity {
            Severity::Error => omitted -= 1,
            Severity::Warning => omitted_warnings -= 1,
        }
        let before = findings.iter().rev();
        let mut before = before.take_while(|other| other.span == finding.span);
        if !before.any(|other| *other == finding) {
            room = left;
            findings.push(finding);
        }
    }
    Diagnosis {
        findings,
        is_refused,
        omitted,
        omitted_warnings,
    }
}

fn finding(pending: &Pending<'_>, lines: &Lines) -> Finding {
    let (keyword, schema) = match pending.source {
        Source::Keyword(keyword) => (keyword.name, Some(keyword.place)),
        Source::Refusal(kind) => (kind, None),
        Source::Unknown => ("unknown-property", None),
    };
    let within = pending.within.as_ref().map(|within| Within {
        keyword: within.keyword.name,
        schema: within.keyword.place,
        pointer: pointer(within.path.as_ref()),
    });
    Finding {
        severity: pending.severity(),
        keyword,
        schema,
        pointer: pointer(pending.path.as_ref()),
        message: message(pending),
        span: lines.span(pending.span),
        related: pending.related.map(|span| lines.span(span)),
        within,
    }
}

/// Adds what only the types say.
pub(super) fn add(diagnosis: &mut Diagnosis, error: &Error, text: &[u8]) {
    let start = offset(text, error.line(), error.column());
    let mut lexer = Lexer::new(text);
    lexer.go_to(start);
    let scalar = lexer.kind().and_then(|kind| lexer.scalar(kind));
    let end = scalar.map_or(start, |()| lexer.offset());
    let lines = Lines::new(text, [start, end]);
    diagnosis.is_refused = true;
    diagnosis.findings.push(Finding {
        severity: Severity::Error,
        keyword: error.kind().as_str(),
        schema: None::<SchemaPlace>,
        pointer: error.pointer().to_owned(),
        message: error.message().to_owned(),
        span: lines.span((start, end)),
        related: None::<Span>,
        within: None,
    });
}

/// The offset of a line and a column.
fn offset(text: &[u8], line: usize, column: usize) -> usize {
    let lines = text.split_inclusive(|byte| *byte == b'\n');
    let before: usize = lines.take(line.saturating_sub(1)).map(<[u8]>::len).sum();
    let starts = text[before..]
        .iter()
        .enumerate()
        .filter(|(_, byte)| **byte & 0xC0 != 0x80);
    let mut starts = starts.map(|(index, _)| before + index);
    starts.nth(column.saturating_sub(1)).unwrap_or(text.len())
}
