//! The types inside types of others, which buffer what they read.
#![allow(clippy::unwrap_used, reason = "a test")]

use models::{ExportSession, Timestamp};
use serde::{Deserialize, Serialize};

#[derive(Debug, Deserialize, Serialize, PartialEq)]
struct Flattened {
    source: String,
    #[serde(flatten)]
    session: ExportSession,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(untagged)]
enum Untagged {
    Session(Box<ExportSession>),
    Other(serde_json::Value),
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(tag = "kind")]
enum Tagged {
    Session(Box<ExportSession>),
}

fn session(properties: &str) -> String {
    format!(r#"{{"source":"s","kind":"Session","id":"i","title":"t","messages":[],{properties}}}"#)
}

#[test]
fn integers_are_integers_in_any_spelling() {
    for count in ["1", "1.0", "1e0", "100e-2"] {
        let json = session(&format!(r#""toolCallCount":{count}"#));
        let flattened: Flattened = serde_json::from_str(&json).unwrap();
        assert_eq!(flattened.session.tool_call_count, Some(1), "{count}");
        let Tagged::Session(tagged) = serde_json::from_str(&json).unwrap();
        assert_eq!(tagged.tool_call_count, Some(1), "{count}");
        match serde_json::from_str(&json).unwrap() {
            Untagged::Session(session) => assert_eq!(session.tool_call_count, Some(1), "{count}"),
            other => panic!("{count}: {other:?}"),
        }
    }
    for count in [
        "1.5",
        "null",
        "\"1\"",
        "1e300",
        "{\"$serde_json::private::Number\":\"1\"}",
    ] {
        let json = session(&format!(r#""toolCallCount":{count}"#));
        assert!(models::from_str::<ExportSession>(&json).is_err(), "{count}");
        assert!(
            serde_json::from_str::<ExportSession>(&json).is_err(),
            "{count}"
        );
    }
}

#[test]
fn an_integer_that_may_have_been_rounded_is_refused() {
    // What serde has buffered is the double 9007199254740992 in both cases.
    for count in ["9007199254740992.0", "9007199254740993.0"] {
        let json = session(&format!(r#""toolCallCount":{count}"#));
        assert!(serde_json::from_str::<Flattened>(&json).is_err(), "{count}");
    }
    let json = session(r#""toolCallCount":9007199254740993"#);
    let flattened: Flattened = serde_json::from_str(&json).unwrap();
    assert_eq!(
        flattened.session.tool_call_count,
        Some(9_007_199_254_740_993)
    );
}

#[test]
fn numbers_are_exact_through_serde_json() {
    for count in [
        "9007199254740993.0",
        "9223372036854775807.0",
        "-9223372036854775808",
    ] {
        let json = session(&format!(r#""toolCallCount":{count}"#));
        let ours: ExportSession = models::from_str(&json).unwrap();
        let theirs: ExportSession = serde_json::from_str(&json).unwrap();
        assert_eq!(ours, theirs, "{count}");
    }
    let json = session(r#""toolCallCount":1.00000000000000000001"#);
    assert!(serde_json::from_str::<ExportSession>(&json).is_err());
    let json = session(r#""cost":0.10000000000000000000000001"#);
    assert!(serde_json::from_str::<ExportSession>(&json).is_err());
}

#[test]
fn what_was_flattened_is_written_again() {
    let json = r#"{"source":"s","id":"i","title":"t","messages":[],"x":{"$serde_json::private::Number":"12"}}"#;
    let value: Flattened = serde_json::from_str(json).unwrap();
    assert_eq!(serde_json::to_string(&value).unwrap(), json);
}

#[test]
fn no_error_of_another_deserializer_contains_a_value() {
    let json = session(r#""createdAt":"hunter2""#);
    let error = serde_json::from_str::<ExportSession>(&json)
        .unwrap_err()
        .to_string();
    assert!(!error.contains("hunter2"), "{error}");
    assert!(error.contains("RFC 3339"), "{error}");
    let time = serde_json::from_str::<Timestamp>("\"hunter2\"")
        .unwrap_err()
        .to_string();
    assert!(!time.contains("hunter2"), "{time}");
}

#[test]
fn unions_and_constraints_through_serde() {
    use models::session_events::{SessionEvent, ToolCallProgressPercent};

    let json = r#"{"type":"text_delta","messageId":"0f1a7c52-93be-4a55-8f0d-2f8c7b1d4e60","block":0,"text":"a","id":"evt-1","sequence":18446744073709551615,"at":"2025-10-03T16:51:00Z"}"#;
    let event: SessionEvent = models::from_str(json).unwrap();
    assert_eq!(serde_json::from_str::<SessionEvent>(json).unwrap(), event);
    let value: serde_json::Value = serde_json::from_str(json).unwrap();
    assert_eq!(
        serde_json::from_value::<SessionEvent>(value).unwrap(),
        event
    );
    assert_eq!(
        serde_json::to_value(&event).unwrap(),
        serde_json::from_str::<serde_json::Value>(json).unwrap()
    );
    let error = serde_json::from_str::<SessionEvent>(&json.replace("text_delta", "other"));
    let error = error.unwrap_err().to_string();
    assert!(error.contains("(const) (/type)"), "{error}");
    let error = serde_json::from_str::<Vec<ToolCallProgressPercent>>("[1, 101]").unwrap_err();
    assert!(error.to_string().contains("(maximum)"), "{error}");
}
