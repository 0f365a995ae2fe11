//! Written documents, and values that cannot be written.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test")]

use models::{
    ErrorKind, ExportSession, ExportSessionRequired, ExportToolCall, ExportToolCallRequired,
    Number, Object, Timestamp, Value,
};

fn session() -> ExportSession {
    ExportSession::new(ExportSessionRequired {
        id: "s".to_owned(),
        title: "t".to_owned(),
        messages: vec![],
    })
}

#[test]
fn properties_are_written_in_the_order_of_the_schema() {
    let json = r#"{"z":1,"messages":[],"a":{"y":2,"x":1},"title":"t","cost":0.21313500000000002,"id":"s"}"#;
    let session: ExportSession = models::from_str(json).unwrap();
    assert_eq!(
        models::to_string(&session).unwrap(),
        r#"{"id":"s","title":"t","cost":0.21313500000000002,"messages":[],"z":1,"a":{"y":2,"x":1}}"#
    );
}

#[test]
fn all_writers_write_the_same() {
    let mut session = session();
    session.unknown_properties.insert("x", vec![1_i64]);
    let text = models::to_string(&session).unwrap();
    assert_eq!(models::to_vec(&session).unwrap(), text.as_bytes());
    let mut bytes = Vec::new();
    models::to_writer(&mut bytes, &session).unwrap();
    assert_eq!(bytes, text.as_bytes());
    let pretty = models::to_string_pretty(&session).unwrap();
    let mut bytes = Vec::new();
    models::to_writer_pretty(&mut bytes, &session).unwrap();
    assert_eq!(bytes, pretty.as_bytes());
    assert_eq!(models::from_str::<ExportSession>(&pretty).unwrap(), session);
}

#[test]
fn what_json_cannot_hold_is_not_written() {
    let mut session = session();
    for cost in [f64::NAN, f64::INFINITY] {
        session.cost = Some(cost);
        let error = models::to_string(&session).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unwritable, "{error}");
    }
    session.cost = None;
    session.unknown_properties.insert("cost", 1_i64);
    let error = models::to_string(&session).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unwritable, "{error}");
    assert!(Number::from_f64(f64::NAN).is_none());
}

#[test]
fn what_could_not_be_read_is_not_written() {
    let nested = |levels: usize| {
        let mut value = Value::Null;
        for _ in 0..levels {
            value = Value::Array(vec![value]);
        }
        let mut session = session();
        session.unknown_properties.insert("x", value);
        session
    };
    let deepest = nested(models::MAX_DEPTH - 1);
    let text = models::to_string(&deepest).unwrap();
    assert_eq!(models::from_str::<ExportSession>(&text).unwrap(), deepest);
    assert_eq!(text, serde_json::to_string(&deepest).unwrap());
    for levels in [models::MAX_DEPTH, 1_000] {
        let error = models::to_string_pretty(&nested(levels)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unwritable, "{error}");
    }
}

#[test]
fn a_stream_that_is_full_is_an_io_error() {
    let session = session();
    let error = models::to_writer(&mut [0_u8; 3][..], &session).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Io);
}

#[test]
fn absent_and_empty_stay_apart() {
    let mut call = ExportToolCall::new(ExportToolCallRequired {
        id: "t".to_owned(),
        name: "n".to_owned(),
        type_: "f".to_owned(),
        input: "{}".to_owned(),
        finished: true,
    });
    assert_eq!(call.input_json, None);
    call.input_json = Some(Object::new());
    call.screenshot_urls = Some(vec![]);
    let text = models::to_string(&call).unwrap();
    assert!(text.contains(r#""inputJson":{}"#) && text.contains(r#""screenshotUrls":[]"#));
    assert_eq!(models::from_str::<ExportToolCall>(&text).unwrap(), call);
}

#[test]
fn objects_are_maps_that_keep_their_order() {
    let mut object: Object = [("b", 1_i64), ("a", 2)].into_iter().collect();
    assert_eq!(object.insert("b", true), Some(Value::from(1_i64)));
    assert_eq!(object.to_string(), r#"{"b":true,"a":2}"#);
    let other: Object = models::from_str(r#"{"a":2.0,"b":true}"#).unwrap();
    assert_eq!(object, other);
    // Large objects have an index, which must survive every change.
    for n in 0..100_i64 {
        object.insert(n.to_string(), n);
    }
    assert_eq!(object.remove("50"), Some(Value::from(50_i64)));
    assert_eq!(object.get("50"), None);
    assert_eq!(object.get("99"), Some(&Value::from(99_i64)));
    assert_eq!(object.len(), 101);
    let mut few = object.clone();
    few.retain(|name, _| name.len() > 1);
    assert_eq!(
        (few.len(), few.get("a"), few.contains_key("99")),
        (89, None, true)
    );
    let names: Vec<&str> = object.iter().map(|(name, _)| name).take(3).collect();
    assert_eq!(names, ["b", "a", "0"]);
}

#[test]
fn pointers_name_values() {
    let value: Value = models::from_str(r#"{"a/b":[{"~":null},"x"],"":1}"#).unwrap();
    assert_eq!(value.pointer(""), Some(&value));
    assert_eq!(value.pointer("/a~1b/0/~0"), Some(&Value::Null));
    assert_eq!(value.pointer("/a~1b/1").and_then(Value::as_str), Some("x"));
    assert_eq!(value.pointer("/"), Some(&Value::from(1_i64)));
    for nothing in ["/a~1b/01", "/a~1b/2", "/a~1b/-", "a", "/x"] {
        assert_eq!(value.pointer(nothing), None, "{nothing}");
    }
}

#[test]
fn numbers_tell_their_value_in_any_spelling() {
    let number = |json: &str| match models::from_str(json).unwrap() {
        Value::Number(number) => number,
        other => panic!("{other} is no number"),
    };
    assert_eq!(number("1e2").as_i64(), Some(100));
    assert_eq!(number("18446744073709551615").as_u64(), Some(u64::MAX));
    assert_eq!(number("-1").as_u64(), None);
    assert_eq!(number("0.1").as_f64(), Some(0.1));
    assert_eq!(number("1e400").as_f64(), None);
    assert_eq!(number("1.0"), Number::from(1_i64));
    assert_eq!(Number::from_f64(0.1).unwrap(), number("0.1"));
    assert_eq!("1.50".parse::<Number>().unwrap().to_string(), "1.50");
    assert!("0x1".parse::<Number>().is_err() && "null".parse::<Number>().is_err());
    assert_eq!(Number::from(u64::MAX).to_string(), "18446744073709551615");
}

#[test]
fn times_come_from_chrono() {
    use chrono::{DateTime, FixedOffset, Utc};
    let text = "2023-05-08T11:28:36.432Z";
    let utc: DateTime<Utc> = text.parse().unwrap();
    assert_eq!(Timestamp::try_from(utc).unwrap().to_string(), text);
    let local = "2025-10-03T16:51:00+05:30";
    let fixed: DateTime<FixedOffset> = local.parse().unwrap();
    let time = Timestamp::try_from(fixed).unwrap();
    assert_eq!((time.to_string().as_str(), time.datetime()), (local, fixed));
    let far = DateTime::<Utc>::MAX_UTC;
    assert_eq!(
        Timestamp::try_from(far).unwrap_err().kind(),
        ErrorKind::Constraint
    );
    // One instant, two spellings: as JSON they are two strings.
    let utc_too = Timestamp::try_from(fixed.to_utc()).unwrap();
    let other: Timestamp = "2025-10-03T11:21:00+00:00".parse().unwrap();
    assert_ne!(utc_too, time);
    assert_ne!(other, time);
    assert_ne!(other, utc_too);
    let seconds = FixedOffset::east_opt(1).unwrap();
    assert!(Timestamp::try_from(utc.with_timezone(&seconds)).is_err());
}
