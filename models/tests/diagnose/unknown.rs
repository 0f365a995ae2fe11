//! Warnings of properties that the schema does not mention.

use models::diagnose::{Options, Severity};

use crate::{diagnose, finding_lines, root};

/// The warnings about a document.
fn warnings(schema: &str, document: &str) -> Vec<String> {
    let mut options = Options::default();
    options.warn_unknown = true;
    let diagnosis = root(schema).diagnose(document.as_bytes(), &options);
    let is_warning = |finding: &models::Finding| finding.severity == Severity::Warning;
    assert!(diagnosis.findings.iter().all(is_warning), "{diagnosis:#?}");
    finding_lines(&diagnosis)
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
fn what_a_closed_object_does_not_allow_is_named() {
    let document = r#"{"version": 2, "modle": {}, "nmae": "a", "name": "b", "x\n": 1}"#;
    assert_eq!(
        finding_lines(&diagnose("agent-settings", document)),
        [
            r#"1:1 : the required property "model" is missing, but there is "modle" [required]"#,
            r#"1:16 /modle: unknown property "modle": the schema allows no others; did you mean "model"? [additionalProperties]"#,
            r#"1:29 /nmae: unknown property "nmae": the schema allows no others [additionalProperties]"#,
            r#"1:55 /x
: unknown property "x\n": the schema allows no others [additionalProperties]"#,
        ]
    );
}

#[test]
fn findings_are_reported_before_an_error_of_syntax() {
    let document = r#"{"modle": {}, "version": [nul"#;
    assert_eq!(
        finding_lines(&diagnose("agent-settings", document)),
        [
            r#"1:2 /modle: unknown property "modle": the schema allows no others; did you mean "model"? [additionalProperties]"#,
            "1:26 /version: expected an integer, found an array [type]",
            "1:27 /version/0: expected null, found another word [syntax]",
        ]
    );
}

#[test]
fn what_may_stand_for_a_missing_property_is_named() {
    let document = r#"{"Id": "s", "title": "t", "messages": []}"#;
    assert_eq!(
        finding_lines(&diagnose("export-session", document)),
        [r#"1:1 : the required property "id" is missing, but there is "Id" [required]"#]
    );
}

#[test]
fn warnings_take_no_room_from_problems() {
    let names: Vec<String> = (0..30).map(|n| format!(r#""x{n}":0"#)).collect();
    let document = format!(r#"{{{},"id":0,"title":0}}"#, names.join(","));
    let mut options = Options::default();
    options.warn_unknown = true;
    (options.max_findings, options.max_warnings) = (2, 7);
    let diagnosis = root("export-session").diagnose(document.as_bytes(), &options);
    let findings = diagnosis.findings.iter();
    let warnings = findings.filter(|finding| finding.severity == Severity::Warning);
    assert_eq!((warnings.count(), diagnosis.findings.len()), (7, 9));
    assert_eq!((diagnosis.omitted, diagnosis.omitted_warnings), (1, 23));
}
