//! Errors of reading invalid documents, and their positions.
#![allow(clippy::unwrap_used, reason = "a test")]

use models::{
    Error, ErrorKind, ExportSession, ExportSessionRequired, ExportToolCall, Object, Value,
};

fn refused(json: &str) -> Error {
    models::from_str::<ExportSession>(json).unwrap_err()
}

/// The kind, the pointer, the line and the column.
fn place(json: &str) -> (ErrorKind, String, usize, usize) {
    let error = refused(json);
    let pointer = error.pointer().to_owned();
    let (line, column) = (error.line().unwrap(), error.column().unwrap());
    (error.kind(), pointer, line, column)
}

#[test]
fn an_error_has_the_place_of_the_value() {
    let json = "{\n  \"id\": \"a\", \"title\": \"é\", \"messages\": [\n    {\"id\": 7}]}";
    assert_eq!(
        place(json),
        (ErrorKind::Type, "/messages/0/id".to_owned(), 3, 12)
    );
    assert_eq!(
        refused(json).to_string(),
        "expected a string, found a number at line 3 column 12 (/messages/0/id)"
    );
}

#[test]
fn a_missing_property_has_the_place_of_its_object() {
    let json = r#"{"id":"a","title":"é","messages":[{"id":"m"}]}"#;
    assert_eq!(
        place(json),
        (ErrorKind::Required, "/messages/0".to_owned(), 1, 35)
    );
    assert!(refused(json).message().contains(r#""role""#));
}

#[test]
fn a_duplicate_key_has_the_place_of_the_second() {
    let json = r#"{"id":"a","x":{"~/":[0,{"k":1,"k":2}]}}"#;
    let pointer = "/x/~0~1/1/k".to_owned();
    assert_eq!(place(json), (ErrorKind::DuplicateKey, pointer, 1, 31));
}

#[test]
fn text_that_is_no_json_is_a_syntax_error() {
    for json in [
        "",
        " ",
        "nul",
        "{",
        "{,}",
        "{\"x\":tru}",
        "{\"x\":[1,]}",
        "{\"x\":01}",
        "\"\\x\"",
    ] {
        let error = refused(json);
        assert_eq!(error.kind(), ErrorKind::Syntax, "{json}: {error}");
    }
    assert_eq!(
        place("{\n\"id\" 1}"),
        (ErrorKind::Syntax, String::new(), 2, 6)
    );
}

#[test]
fn bytes_that_are_no_text_are_an_encoding_error() {
    let bytes = b"{\"id\":\"a\\n\xff\"}";
    let error = models::from_slice::<ExportSession>(bytes).unwrap_err();
    assert_eq!(
        (error.kind(), error.column()),
        (ErrorKind::Encoding, Some(11))
    );
    let error = models::from_slice::<ExportSession>(b"{\xff").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Encoding);
    let error = models::from_slice::<ExportSession>(b"\xef\xbb\xbf{}").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Encoding);
}

#[test]
fn no_error_contains_a_value() {
    let secret = "hunter2";
    for json in [
        format!(r#"{{"id":"{secret}","createdAt":"{secret}"}}"#),
        format!(r#"{{"createdAt":"{secret}"}}"#),
        format!(r#"{{"cost":"{secret}"}}"#),
        format!(r#"{{"messages":["{secret}"]}}"#),
    ] {
        assert!(!refused(&json).to_string().contains(secret), "{json}");
    }
}

#[test]
fn a_stream_that_fails_is_an_io_error() {
    struct Broken;
    impl std::io::Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("gone"))
        }
    }
    let error = models::from_reader::<ExportSession>(Broken).unwrap_err();
    assert_eq!((error.kind(), error.line()), (ErrorKind::Io, None));
    let session: ExportSession =
        models::from_reader(&br#"{"id":"a","title":"t","messages":[]}"#[..]).unwrap();
    let required = ExportSessionRequired {
        id: "a".to_owned(),
        title: "t".to_owned(),
        messages: vec![],
    };
    assert_eq!(session, ExportSession::new(required));
}

#[test]
fn hostile_input_takes_time_in_proportion() {
    // Quadratic work on any of these would take minutes.
    let names = (0..200_000)
        .map(|n| format!("\"{n}\":0"))
        .collect::<Vec<_>>();
    let object: Object = models::from_str(&format!("{{{}}}", names.join(","))).unwrap();
    assert_eq!(object.len(), 200_000);
    assert_eq!(
        object.get("199999").and_then(|v| v.as_number()?.as_i64()),
        Some(0)
    );
    let escapes: Value = models::from_str(&format!("\"{}\"", "\\n".repeat(1_000_000))).unwrap();
    assert_eq!(escapes.as_str().map(str::len), Some(1_000_000));
    let number = format!("1{}", "0".repeat(1_000_000));
    let value: Value = models::from_str(&number).unwrap();
    assert_eq!(value.to_string(), number);
    assert!(value.as_number().unwrap().as_f64().is_none());
    let error = models::from_str::<Value>(&"[".repeat(1_000_000)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Depth);
}

const CALL: &str = r#"{"id":"t","name":"n","type":"f","input":"","finished":true,"inputJson":{"big":123456789012345678901234567890,"n":1.0,"e":1e2,"m":{"$serde_json::private::Number":"12"},"r":{"$serde_json::private::RawValue":"[1]"}},"extra":[1.50]}"#;

#[test]
fn serde_json_reads_and_writes_the_same() {
    let ours: ExportToolCall = models::from_str(CALL).unwrap();
    let theirs: ExportToolCall = serde_json::from_str(CALL).unwrap();
    assert_eq!(ours, theirs);
    assert_eq!(
        models::to_string(&ours).unwrap(),
        serde_json::to_string(&theirs).unwrap()
    );
    let by_reader: ExportToolCall = serde_json::from_reader(CALL.as_bytes()).unwrap();
    assert_eq!(by_reader, ours);
}

#[test]
fn serde_json_hands_over_text() {
    // What `runtime::raw` counts on: the spelling of numbers arrives.
    let theirs: Value = serde_json::from_str(r#"{"a":[1E+2,-0]}"#).unwrap();
    assert_eq!(theirs.to_string(), r#"{"a":[1E+2,-0]}"#);
}

#[test]
fn any_deserializer_is_as_exact_as_it_can_be() {
    let value = |json: &str| serde_json::from_str::<serde_json::Value>(json).unwrap();
    let call = value(CALL);
    let ours: ExportToolCall = serde_json::from_value(call).unwrap();
    assert_eq!(ours.id, "t");
    let session = |count: &str| {
        let json = format!(r#"{{"id":"a","title":"t","messages":[],"toolCallCount":{count}}}"#);
        serde_json::from_value::<ExportSession>(value(&json)).map(|s| s.tool_call_count)
    };
    assert_eq!(session("1.0").unwrap(), Some(1));
    assert_eq!(session("1e2").unwrap(), Some(100));
    assert!(session("1.5").is_err());
    assert!(session("1e300").is_err());
    assert!(session("null").is_err());
    assert!(serde_json::from_str::<ExportSession>(r#"["a","t",[]]"#).is_err());
    assert!(serde_json::from_str::<ExportSession>(r#"{"id":"a","id":"a"}"#).is_err());
}
