//! Conversions from and to the types of other crates, and of Rust.

use std::net::{Ipv4Addr, Ipv6Addr};

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, Timelike as _, Utc};
use exactschema::{
    Date, ErrorKind, Ipv4, Ipv6, Number, Object, Time, Timestamp, Value, from_value, to_value,
};

fn value(json: &str) -> Value {
    json.parse().unwrap()
}

#[test]
fn values_are_built_from_rust() {
    let object = Object::from([
        ("bool", Value::from(true)),
        ("integer", Value::from(-1_i8)),
        ("large", Value::from(u64::MAX)),
        ("text", Value::from("é")),
        ("texts", Value::from(vec!["a".to_owned()])),
        ("none", Value::from(None::<u8>)),
        ("some", Value::from(Some(1_usize))),
    ]);
    let json = r#"{"bool":true,"integer":-1,"large":18446744073709551615,"text":"é","texts":["a"],"none":null,"some":1}"#;
    assert_eq!(Value::from(object).to_string(), json);
}

#[test]
fn values_are_taken_apart() {
    let mut value = value(r#"{"a":[1.0,-1,18446744073709551615,1e400,"t",false]}"#);
    assert_eq!(value["a"][0].as_i64(), Some(1));
    assert_eq!(value["a"][1].as_u64(), None);
    assert_eq!(value["a"][2].as_u64(), Some(u64::MAX));
    assert_eq!(value["a"][2].as_i64(), None);
    assert_eq!(value["a"][3].as_f64(), None);
    assert_eq!(value["a"][4].as_str(), Some("t"));
    assert_eq!(value["a"][5].as_bool(), Some(false));
    assert_eq!(value["a"].as_array().map(<[_]>::len), Some(6));
    assert_eq!(value.as_object().map(Object::len), Some(1));
    assert_eq!(
        (value.get(0), value.get("b"), value["a"].get(6)),
        (None, None, None)
    );
    assert!(value[0]["b"][7].is_null());
    *value.get_mut("a").and_then(|a| a.get_mut(0)).unwrap() = Value::Null;
    assert!(value.pointer("/a/0").unwrap().is_null());
    assert!("[1".parse::<Value>().is_err());
}

#[test]
fn types_and_values_become_each_other() {
    let list = value("[1,2.0]");
    assert_eq!(from_value::<Vec<u8>>(&list).unwrap(), [1, 2]);
    assert_eq!(to_value(&vec![1_u8, 2]).unwrap(), list);
    assert_eq!(from_value::<Value>(&list).unwrap(), list);
    let error = to_value(&f64::NAN).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unwritable);
    let deep = (0..=exactschema::MAX_DEPTH).fold(Value::Null, |inner, _| vec![inner].into());
    assert_eq!(
        from_value::<Value>(&deep).unwrap_err().kind(),
        ErrorKind::Unwritable
    );
}

#[test]
fn values_of_serde_json() {
    let json = r#"{"a":[null,true,-0.0,-7,18446744073709551615,1.5,"t"],"b":{}}"#;
    let theirs: serde_json::Value = serde_json::from_str(json).unwrap();
    let ours = Value::from(theirs.clone());
    assert_eq!(ours.to_string(), json);
    assert_eq!(serde_json::Value::try_from(&ours).unwrap(), theirs);
    for (spelling, plain) in [
        ("-0", "-0.0"),
        ("0", "0"),
        ("1.50", "1.5"),
        ("1e2", "100.0"),
        ("1e22", "1e+22"),
        ("-9223372036854775808", "-9223372036854775808"),
    ] {
        let number: Number = spelling.parse().unwrap();
        let theirs = serde_json::Number::try_from(&number).unwrap();
        assert_eq!(theirs.to_string(), plain, "{spelling}");
        assert_eq!(Number::from(theirs), number, "{spelling}");
    }
    let error = serde_json::Value::try_from(&value(r#"{"a/b":[0,9007199254740993.5]}"#));
    let error = error.unwrap_err();
    assert_eq!(
        (error.kind(), error.pointer()),
        (ErrorKind::NumberRange, "/a~1b/1")
    );
}

#[test]
fn times_of_chrono() {
    let text = "2025-10-03T16:51:00+05:30";
    let time: Timestamp = text.parse().unwrap();
    let theirs = DateTime::<FixedOffset>::from(time.clone());
    assert_eq!(theirs.to_rfc3339(), text);
    assert_eq!(Timestamp::try_from(theirs).unwrap(), time);
    assert_eq!(
        Timestamp::try_from(theirs.with_timezone(&Utc))
            .unwrap()
            .to_string(),
        "2025-10-03T11:21:00Z"
    );
    assert!(Timestamp::try_from(DateTime::<Utc>::MAX_UTC).is_err());

    let day = NaiveDate::from_ymd_opt(2024, 2, 29).unwrap();
    let date = Date::try_from(day).unwrap();
    assert_eq!(
        (date.as_str(), NaiveDate::from(date.clone())),
        ("2024-02-29", day)
    );
    assert!(Date::try_from(NaiveDate::MAX).is_err());
    assert!(Date::try_from(NaiveDate::MIN).is_err());

    let offset = FixedOffset::west_opt(5400).unwrap();
    let noon = NaiveTime::from_hms_milli_opt(12, 0, 0, 250).unwrap();
    let time = Time::try_from((noon, offset)).unwrap();
    assert_eq!(time.as_str(), "12:00:00.250-01:30");
    assert_eq!(<(NaiveTime, FixedOffset)>::from(time), (noon, offset));
    let leap = NaiveTime::from_hms_opt(23, 59, 59).unwrap();
    let leap = leap.with_nanosecond(1_000_000_000).unwrap();
    let utc = FixedOffset::east_opt(0).unwrap();
    assert_eq!(
        Time::try_from((leap, utc)).unwrap().as_str(),
        "23:59:60+00:00"
    );
    assert!(Time::try_from((leap, offset)).is_err());
    assert!(Time::try_from((noon, FixedOffset::east_opt(1).unwrap())).is_err());
}

#[test]
fn addresses_of_std() {
    for address in [
        Ipv4Addr::LOCALHOST,
        Ipv4Addr::new(192, 0, 2, 1),
        Ipv4Addr::BROADCAST,
    ] {
        let ours = Ipv4::from(address);
        assert_eq!(ours.as_str().parse::<Ipv4>().unwrap(), ours);
        assert_eq!(Ipv4Addr::from(ours), address);
    }
    for text in [
        "::",
        "::1",
        "2001:db8::1",
        "::ffff:192.0.2.1",
        "1:2:3:4:5:6:7:8",
    ] {
        let address: Ipv6Addr = text.parse().unwrap();
        let ours = Ipv6::from(address);
        assert_eq!(ours.as_str().parse::<Ipv6>().unwrap(), ours);
        assert_eq!(Ipv6Addr::from(ours), address);
    }
}
