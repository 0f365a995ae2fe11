//! The last line on standard error.

use super::report::Summary;
use crate::output::Exit;

/// `1 valid, 2 invalid, 0 unreadable; 5 problems`.
pub(super) fn sentence(summary: &Summary, may_skip: bool) -> String {
    let Summary {
        valid,
        invalid,
        unreadable,
        ..
    } = *summary;
    let mut sentence = format!("{valid} valid, {invalid} invalid, {unreadable} unreadable");
    // Would otherwise look as if all were well.
    if valid + invalid + unreadable == 0 && !summary.interrupted {
        sentence.push_str(match summary.skipped {
            0 => "; there were no documents",
            _ if may_skip => "; no document has a schema",
            _ => "; no document has a schema: name one with --schema",
        });
    } else if summary.skipped > 0 {
        sentence.push_str(&format!("; {} without a schema", summary.skipped));
    }
    let words = [summary.reported.words(), summary.not_shown()];
    for words in words.into_iter().flatten() {
        sentence.push_str("; ");
        sentence.push_str(&words);
    }
    sentence
}

/// The verdict on all documents; whether none of them needs a schema.
pub(super) fn exit(summary: &Summary, may_skip: bool) -> Exit {
    match summary {
        Summary {
            unreadable: 1.., ..
        } => Exit::NoVerdict,
        Summary { invalid: 1.., .. } => Exit::Findings,
        Summary {
            valid: 0,
            skipped: 1..,
            ..
        } if !may_skip => Exit::NoVerdict,
        _ => Exit::Good,
    }
}
