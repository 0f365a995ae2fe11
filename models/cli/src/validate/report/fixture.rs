//! Findings to test the formats with.

use models::diagnose::{Diagnosis, Finding, Position, SchemaPlace, Severity, Span};

use super::{FileEnd, Record, Report, Summary};
use crate::input::Source;
use crate::validate::limit::Limit;

/// A document with a place for each finding.
pub(super) const DOCUMENT: &str = "{\n  \"id\": \"s1\",\n\t\"title\": null, \"id\": 7\n}\n";

/// A finding about the first occurrence of `value` in `text`.
pub(super) fn finding(text: &str, value: &str, pointer: &str, message: &str) -> Finding {
    let mut finding = models::diagnose(b"").remove(0);
    finding.keyword = "type".into();
    finding.pointer = pointer.to_owned();
    finding.message = message.to_owned();
    finding.span = span(text, text.find(value).unwrap(), value.len());
    finding.schema = Some(SchemaPlace {
        file: None,
        pointer: "/properties/title/type".into(),
        line: 12,
    });
    finding
}

/// A span of so many bytes.
pub(super) fn span(text: &str, start: usize, length: usize) -> Span {
    Span {
        start: position(text, start),
        end: position(text, start + length),
    }
}

fn position(text: &str, offset: usize) -> Position {
    let before = &text[..offset];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    Position {
        offset,
        line: before.matches('\n').count() + 1,
        column: before[line_start..].chars().count() + 1,
    }
}

/// A problem, a duplicate key and a warning; and two that are left out.
pub(super) fn diagnosis() -> Diagnosis {
    let mut wrong_type = finding(DOCUMENT, "null", "/title", "expected a string, found null");
    wrong_type.severity = Severity::Error;
    let mut duplicate = finding(DOCUMENT, "\"id\": 7", "/id", "found a duplicate key");
    duplicate.keyword = "duplicate-key".into();
    duplicate.schema = None;
    let second = DOCUMENT.rfind("\"id\"").unwrap();
    duplicate.span = span(DOCUMENT, second, 4);
    duplicate.related = Some(span(DOCUMENT, DOCUMENT.find("\"id\"").unwrap(), 4));
    let mut warning = finding(DOCUMENT, "{", "", "100% of, this: is unusual\u{1b}[2J");
    warning.keyword = "unknown-property".into();
    warning.schema = None;
    warning.severity = Severity::Warning;
    warning.span = span(DOCUMENT, 0, DOCUMENT.len() - 1);
    let mut diagnosis = Diagnosis::default();
    diagnosis.is_refused = true;
    diagnosis.findings = vec![wrong_type, duplicate, warning];
    diagnosis.omitted = 1;
    diagnosis.omitted_warnings = 1;
    diagnosis
}

/// Writes a sample report: a file of one document, the 17th record of another, a valid file
/// and one that cannot be read.
pub(super) fn write_sample(report: &mut dyn Report) {
    let diagnosis = diagnosis();
    let mut summary = Summary {
        valid: 1,
        invalid: 2,
        skipped: 0,
        unreadable: 1,
        ..Summary::default()
    };
    let files = [
        ("exports/a b,c:d.json", None, 1),
        ("archive.jsonl", Some(17), 20),
    ];
    for (source, record, line) in files {
        let file = Source::File(source.into());
        let record = Record {
            source: &file,
            record,
            line,
            text: DOCUMENT.as_bytes(),
            diagnosis: &diagnosis,
            output: None,
            limit: Limit::default(),
        };
        report.record(&record).unwrap();
        summary.count(&diagnosis);
        end(report, source, 1, None);
    }
    end(report, "valid.json", 0, None);
    end(report, "nowhere.json", 0, Some("No such file or directory"));
    report.finish(&summary).unwrap();
}

fn end(report: &mut dyn Report, source: &str, invalid: u64, problem: Option<&str>) {
    let end = FileEnd {
        source: &Source::File(source.into()),
        invalid,
        problem,
    };
    report.file_end(&end).unwrap();
}

/// The output of a format.
pub(super) fn written(make: impl FnOnce(&mut Vec<u8>)) -> String {
    let mut out = Vec::new();
    make(&mut out);
    String::from_utf8(out).unwrap()
}
