//! What a user is told of a value that should belong to a branch of a union.

use crate::{diagnose, said};

#[test]
fn the_branch_that_fits_best_is_explained() {
    let document = r#"{"type": "message_started", "id": "e", "sequence": 1, "model": null,
        "at": "2025-10-03T16:51:00Z", "messageId": 7}"#;
    let diagnosis = diagnose("session-events", document);
    assert_eq!(
        said(&diagnosis),
        [
            "1:1 : the required property \"role\" is missing \
             (as MessageStarted, the branch that fits best) [required]",
            "2:52 /messageId: expected a string, found a number \
             (as MessageStarted, the branch that fits best) [type]",
        ]
    );
    let within = diagnosis.findings[0].within.as_ref().unwrap();
    assert_eq!((within.keyword, within.pointer.as_str()), ("oneOf", ""));
    assert_eq!((within.schema.pointer, within.schema.line), ("/oneOf", 6));
}

#[test]
fn where_none_fits_it_is_told_what_would() {
    let said = |document| said(&diagnose("session-events", document));
    assert_eq!(
        said(r#"{"type": "nothing", "id": "e"}"#),
        [
            r#"1:1 : expected an object whose "type" is one of "session_started", "message_started", "text_delta", "reasoning_delta", "tool_call_started", "tool_call_progress", "tool_call_finished", "permission_asked", … [oneOf]"#
        ]
    );
    assert_eq!(
        said("[]"),
        ["1:1 : expected an object, found an array [oneOf]"]
    );
}
