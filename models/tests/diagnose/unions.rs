//! Findings in a value that should belong to a branch of a union.

use crate::{diagnose, finding_lines};

#[test]
fn the_branch_that_fits_best_is_explained() {
    let document = r#"{"type": "message_started", "id": "e", "sequence": 1, "model": null,
        "at": "2025-10-03T16:51:00Z", "messageId": 7}"#;
    let diagnosis = diagnose("session-events", document);
    assert_eq!(
        finding_lines(&diagnosis),
        [
            "1:1 : the required property \"role\" is missing \
             (as MessageStarted, the branch that fits best) [required]",
            "2:52 /messageId: expected a string, found a number \
             (as MessageStarted, the branch that fits best) [type]",
        ]
    );
    let within = diagnosis.findings[0].within.as_ref().unwrap();
    assert_eq!((&*within.keyword, within.pointer.as_str()), ("oneOf", ""));
    let place = &within.schema;
    assert_eq!((&*place.pointer, place.line), ("/oneOf", 6));
}

#[test]
fn the_branch_of_a_known_tag_is_explained_whatever_else_it_lists() {
    let rest = r#""id": "e", "sequence": 1, "at": "2025-10-03T16:51:00Z", "summary": null"#;
    for (reason, expected) in [
        (
            r#", "reason": "expired""#,
            r#"1:113 /reason: expected one of "completed", "cancelled", "failed", "timed_out", found another value (as SessionFinished, the branch that fits best) [enum]"#,
        ),
        (
            "",
            r#"1:1 : the required property "reason" is missing (as SessionFinished, the branch that fits best) [required]"#,
        ),
    ] {
        let document = format!(r#"{{"type": "session_finished", {rest}{reason}}}"#);
        let diagnosis = diagnose("session-events", &document);
        assert_eq!(finding_lines(&diagnosis), [expected]);
        let within = diagnosis.findings[0].within.as_ref().unwrap();
        assert_eq!((&*within.keyword, within.pointer.as_str()), ("oneOf", ""));
    }
}

const TAGS: &str = r#"one of "session_started", "message_started", "text_delta", "reasoning_delta", "tool_call_started", "tool_call_progress", "tool_call_finished", "permission_asked", "usage", "error", "session_finished""#;

#[test]
fn a_tag_that_no_branch_has_is_reported_at_the_tag() {
    for (tag, found) in [
        (r#""nothing""#, "another value"),
        (
            r#""sesion_started""#,
            r#"another value: did you mean "session_started"?"#,
        ),
        (
            r#""text-Delta""#,
            r#"another value: did you mean "text_delta"?"#,
        ),
        ("null", "null"),
        ("[]", "an array"),
        (r#""\ud83d""#, "another value"),
    ] {
        let document = format!(r#"{{"id": "e", "type": {tag}}}"#);
        let diagnosis = diagnose("session-events", &document);
        let lines = finding_lines(&diagnosis);
        assert_eq!(
            lines.last().unwrap(),
            &format!("1:21 /type: expected {TAGS}, found {found} [oneOf]")
        );
        let span = diagnosis.findings[0].span;
        assert_eq!(&document[span.start.offset..span.end.offset], tag);
    }
}

#[test]
fn a_missing_tag_is_reported_at_the_object() {
    let diagnosis = diagnose("session-events", r#"{"id": "e", "kind": "usage"}"#);
    assert_eq!(
        finding_lines(&diagnosis),
        [format!(
            r#"1:1 : the required property "type" is missing: expected {TAGS} [oneOf]"#
        )]
    );
}

#[test]
fn a_misspelt_tag_is_named() {
    let diagnosis = diagnose("session-events", r#"{"id": "e", "Type": "usage"}"#);
    assert_eq!(
        finding_lines(&diagnosis),
        [format!(
            r#"1:1 : the required property "type" is missing, but there is "Type": expected {TAGS} [oneOf]"#
        )]
    );
}

#[test]
fn a_value_of_another_type_is_reported_as_such() {
    let diagnosis = diagnose("session-events", "[]");
    assert_eq!(
        finding_lines(&diagnosis),
        ["1:1 : expected an object, found an array [oneOf]"]
    );
}

#[test]
fn a_branch_whose_required_properties_are_present_is_explained() {
    let finished = |outcome: &str| {
        let document = format!(
            r#"{{"type": "tool_call_finished", "id": "e", "sequence": 1,
"at": "2025-10-03T16:51:00Z", "callId": "call_7Qm2xZ",
"outcome": {outcome}}}"#
        );
        finding_lines(&diagnose("session-events", &document))
    };
    let failure = r#"{"failure": {"message": "Tests failed", "cause": {"exitCode": 2}}}"#;
    assert_eq!(
        finished(failure),
        [
            r#"3:61 /outcome/failure/cause: the required property "message" is missing (as ToolFailed, the branch that fits best) [required]"#
        ]
    );
    assert_eq!(
        finished("{}"),
        [
            r#"3:12 /outcome: expected the properties of one branch, of "failure", "result" (as ToolCallFinished, the branch that fits best) [oneOf]"#
        ]
    );
}
