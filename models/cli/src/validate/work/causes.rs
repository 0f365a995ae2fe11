//! Names the cause of what no JSON parser can know the cause of.

use models::diagnose::{Diagnosis, Finding, Position, Span};

use super::super::inputs::Encoding;

const BEGINNING: Position = Position {
    offset: 0,
    line: 1,
    column: 1,
};

/// Adds to the diagnosis of an invalid document its probable cause, and advice.
pub(crate) fn explain(diagnosis: &mut Diagnosis, text: &[u8]) {
    if let Some(encoding) = Encoding::of(text) {
        // All else that is found follows from it.
        diagnosis.findings.truncate(1);
        if let Some(finding) = diagnosis.findings.first_mut() {
            finding.keyword = "encoding".into();
            finding.message = encoding.advice();
            (finding.schema, finding.related, finding.within) = (None, None, None);
            finding.pointer.clear();
            finding.span = Span {
                start: BEGINNING,
                end: BEGINNING,
            };
        }
        return;
    }
    for finding in &mut diagnosis.findings {
        if let Some(cause) = cause(finding, text) {
            finding.message.push_str(cause);
        }
    }
}

fn cause(finding: &Finding, text: &[u8]) -> Option<&'static str> {
    let at = finding.span.start.offset;
    match &*finding.keyword {
        "encoding" if finding.message.ends_with("not UTF-8") => {
            Some(": if it is Windows-1252 or Latin-1, convert it (iconv -f WINDOWS-1252 -t UTF-8)")
        }
        "syntax" if is_next_document(finding, text, at) => {
            Some(": if each line is a document, use --jsonl, or name the file .jsonl")
        }
        _ => None,
    }
}

/// Whether after the end of the document another one begins on a line of its own.
fn is_next_document(finding: &Finding, text: &[u8], at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let indent = before.iter().rev();
    let mut indent = indent.skip_while(|byte| matches!(byte, b' ' | b'\t' | b'\r'));
    let begins = matches!(text.get(at), Some(b'{' | b'['));
    let starts_line = indent.next() == Some(&b'\n');
    finding
        .message
        .starts_with("expected the end of the document")
        && begins
        && starts_line
}
