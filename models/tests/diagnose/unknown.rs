//! Warnings of properties that the schema does not mention.

use models::diagnose::{Options, Severity};

use crate::{root, said};

/// What is warned of.
fn warnings(schema: &str, document: &str) -> Vec<String> {
    let mut options = Options::default();
    options.warn_unknown = true;
    let diagnosis = (root(schema).diagnose)(document.as_bytes(), &options);
    let is_warning = |finding: &models::Finding| finding.severity == Severity::Warning;
    assert!(diagnosis.findings.iter().all(is_warning), "{diagnosis:#?}");
    said(&diagnosis)
}

#[test]
fn names_that_were_misspelt_are_suggested() {
    let document = r#"{"id": "s", "title": "t", "messages": [{"id": "m", "role": "user",
        "content": "", "createdAt": "2025-10-03T16:51:00Z", "updatedAt": "2025-10-03T16:51:00Z",
        "toolcalls": [], "thinkingBlocks": [{"any": 1}]}]}"#;
    assert_eq!(
        warnings("export-session", document),
        [
            "3:9 /messages/0/toolcalls: the schema does not mention this property: \
             did you mean \"toolCalls\"? [unknown-property]",
            "3:26 /messages/0/thinkingBlocks: the schema does not mention this property \
             [unknown-property]",
        ]
    );
}

#[test]
fn what_another_branch_mentions_is_unknown_to_this_one() {
    let document = r#"{"type": "text_delta", "id": "e", "sequence": 1, "text": "a",
        "at": "2025-10-03T16:51:00Z", "messageId": "0f1a7c52-93be-4a55-8f0d-2f8c7b1d4e60",
        "withheld": true}"#;
    assert_eq!(
        warnings("session-events", document),
        ["3:9 /withheld: the schema does not mention this property [unknown-property]"]
    );
}

#[test]
fn warnings_take_no_room_from_problems() {
    let names: Vec<String> = (0..30).map(|n| format!(r#""x{n}":0"#)).collect();
    let document = format!(r#"{{{},"id":0,"title":0}}"#, names.join(","));
    let mut options = Options::default();
    options.warn_unknown = true;
    (options.max_findings, options.max_warnings) = (2, 7);
    let diagnosis = (root("export-session").diagnose)(document.as_bytes(), &options);
    let findings = diagnosis.findings.iter();
    let warnings = findings.filter(|finding| finding.severity == Severity::Warning);
    assert_eq!((warnings.count(), diagnosis.findings.len()), (7, 9));
    assert_eq!((diagnosis.omitted, diagnosis.omitted_warnings), (1, 23));
}
