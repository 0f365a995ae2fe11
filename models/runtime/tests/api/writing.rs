//! Documents are written as serde_json writes them.

use exactschema::{Object, Value, from_str, to_string, to_string_pretty};
use fastrand::Rng;

/// A text of characters that have to be escaped, and of others.
fn text(random: &mut Rng) -> String {
    let length = random.usize(..100);
    let mut character = || match random.u8(..16) {
        0 => random.char('\0'..' '),
        1 => ['"', '\\', '/', '\u{7f}', '\u{2028}'][random.usize(..5)],
        2 => random.char(..),
        _ => random.lowercase(),
    };
    (0..length).map(|_| character()).collect()
}

#[test]
fn texts_are_escaped_as_by_serde_json() {
    let mut random = Rng::with_seed(34);
    for _ in 0..10_000 {
        let (name, text) = (text(&mut random), text(&mut random));
        let list = Value::from(vec![text.as_str(), "", &name]);
        let value = Object::from([(name.as_str(), list)]);
        let expected = serde_json::json!({ &name: [&text, "", &name] });
        assert_eq!(to_string(&value).unwrap(), expected.to_string());
        let pretty = serde_json::to_string_pretty(&expected).unwrap();
        assert_eq!(to_string_pretty(&value).unwrap(), pretty);
    }
}

#[test]
fn what_was_read_is_written() {
    let json = r#"{"a":[1.50,1e400,-0,12345678901234567890123,0.1,[],{}],"":[null,true,false,-7]}"#;
    let value: Value = from_str(json).unwrap();
    assert_eq!(to_string(&value).unwrap(), json);
    let pretty = to_string_pretty(&value).unwrap();
    assert_eq!(from_str::<Value>(&pretty).unwrap(), value);
    assert!(
        pretty.contains("\n    1.50,\n    1e400,\n    -0,\n"),
        "{pretty}"
    );
}
