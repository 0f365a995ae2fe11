//! The last line on standard error.

use super::report::Summary;
use crate::output::Exit;

/// `1 valid, 2 invalid, 0 unreadable; 5 problems`.
pub(super) fn sentence(summary: &Summary, limit: usize) -> String {
    let Summary {
        valid,
        invalid,
        unreadable,
        problems,
        warnings,
        omitted,
    } = *summary;
    let mut sentence = format!("{valid} valid, {invalid} invalid, {unreadable} unreadable");
    let mut separator = "; ";
    for (count, one, many) in [
        (problems, "problem", "problems"),
        (warnings, "warning", "warnings"),
    ] {
        if count > 0 {
            let noun = if count == 1 { one } else { many };
            sentence.push_str(&format!("{separator}{count} {noun}"));
            separator = ", ";
        }
    }
    if omitted > 0 {
        sentence.push_str(&format!("{separator}{omitted} more not shown"));
        // What would take too much room is left out without a limit, too.
        if limit < usize::MAX {
            sentence.push_str(&format!(" (--max-problems {limit})"));
        }
    }
    sentence
}

/// The verdict on all documents.
pub(super) fn exit(summary: &Summary) -> Exit {
    match summary {
        Summary {
            unreadable: 1.., ..
        } => Exit::NoVerdict,
        Summary { invalid: 1.., .. } => Exit::Findings,
        _ => Exit::Good,
    }
}
