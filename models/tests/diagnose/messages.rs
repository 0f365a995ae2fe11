//! Messages on values.

use models::diagnose::Options;

use crate::{diagnose, finding_lines, root};

#[test]
fn all_problems_are_reported_in_the_order_of_the_text() {
    let document = r#"{
  "id": 1,
  "title": null,
  "createdAt": "2025-10-03 16:51",
  "cost": "much",
  "toolCallCount": 1.5,
  "messages": [
    {"id": "m", "content": "", "createdAt": "2025-10-03T16:51:00Z", "updatedAt": "2025-10-03T16:51:00Z"}
  ]
}"#;
    let diagnosis = diagnose("export-session", document);
    assert_eq!(
        finding_lines(&diagnosis),
        [
            "2:9 /id: expected a string, found a number [type]",
            "3:12 /title: expected a string, found null [type]",
            "4:16 /createdAt: expected a date-time (RFC 3339), such as \
             2025-10-03T16:51:00+05:30 [format]",
            "5:11 /cost: expected a number, found a string [type]",
            "6:20 /toolCallCount: expected an integer, found a number with a fraction [type]",
            r#"8:5 /messages/0: the required property "role" is missing [required]"#,
        ]
    );
    let schema = include_str!("../../../schema/export-session.schema.json");
    for finding in &diagnosis.findings {
        let place = finding.schema.as_ref().unwrap();
        let line = schema.lines().nth(place.line - 1).unwrap();
        let keyword = &*finding.keyword;
        assert!(line.contains(&format!("{keyword:?}")), "{line}");
        assert!(place.pointer.ends_with(keyword), "{place:?}");
    }
}

#[test]
fn lengths_and_lists_are_reported_and_contents_are_not() {
    let document = r#"{"type": "tool_call_progress", "id": "", "sequence": -1,
        "at": "2025-10-03T16:51:00Z", "callId": "secret!", "percent": 101,
        "note": "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234"}"#;
    let diagnosis = diagnose("session-events", document);
    let all = finding_lines(&diagnosis).join("\n");
    assert!(
        all.contains("expected at least 1 character, found 0"),
        "{all}"
    );
    assert!(
        all.contains("expected at most 80 characters, found 85"),
        "{all}"
    );
    assert!(all.contains("expected a number of 100 or less"), "{all}");
    assert!(
        all.contains("expected an integer of type u64, found an integer beyond that"),
        "{all}"
    );
    assert!(!all.contains("secret"), "{all}");
    assert!(
        diagnosis.findings.iter().all(|f| f.within.is_some()),
        "{all}"
    );
}

#[test]
fn unrepresentable_values_are_reported_wherever_they_are() {
    let document = r#"{"id": "s", "title": "\ud83d", "messages": [],
  "x": {"a": 1, "a": [{"b": 1, "\u0062": 2}]}, "toolCallCount": 1e30, "cost": 1e999}"#;
    let diagnosis = diagnose("export-session", document);
    assert_eq!(
        finding_lines(&diagnosis),
        [
            "1:22 /title: half of a surrogate pair: no Unicode string can hold it [lone-surrogate]",
            "2:17 /x/a: expected a new property name, found a duplicate key [duplicate-key]",
            "2:32 /x/a/0/b: expected a new property name, found a duplicate key [duplicate-key]",
            "2:65 /toolCallCount: expected an integer of type i64, found an integer beyond that \
             [integer-range]",
            "2:79 /cost: expected a double, found a number that no double holds to the digit \
             [number-range]",
        ]
    );
    let first = diagnosis.findings[1].related.unwrap();
    assert_eq!((first.start.column, first.end.column), (9, 12));
}

#[test]
fn what_is_not_kept_is_counted() {
    let document = format!(r#"{{"messages":[{}0]}}"#, "0,".repeat(2_999));
    let diagnosis = diagnose("export-session", &document);
    assert_eq!(
        (diagnosis.findings.len(), diagnosis.omitted),
        (1_000, 2_002)
    );
}

#[test]
fn the_first_are_kept() {
    let document = r#"{"id": 1, "messages": [{"id": 2, "x": 1}], "y": 1}"#;
    let all = diagnose("export-session", document).findings;
    for most in 0..=all.len() {
        let mut options = Options::default();
        options.max_findings = most;
        let some = root("export-session").diagnose(document.as_bytes(), &options);
        assert_eq!(some.findings, all[..most]);
        assert_eq!(some.omitted, all.len() - most);
    }
}
