//! `normalize`

use std::path::Path;

use snapbox::str;

use crate::{SAMPLES, program};

#[test]
fn normalize_writes_the_schemas_order() {
    program(&["normalize", "-"])
        .stdin(r#"{"x":[1E2],"messages":[],"title":"t","id":"i"}"#)
        .assert()
        .code(0)
        .stdout_eq(str![[r#"
{
  "id": "i",
  "title": "t",
  "messages": [],
  "x": [
    1E2
  ]
}

"#]])
        .stderr_eq(str![""]);
}

#[test]
fn normalize_writes_nothing_of_what_it_refuses() {
    program(&["normalize", "refused/type.optional-cost-null.json"])
        .assert()
        .code(1)
        .stdout_eq(str![""])
        .stderr_eq(str![[r#"
error: refused/type.optional-cost-null.json:4:11: /cost: expected a number, found null [type]

"#]]);
    program(&["normalize", "nowhere.json"])
        .assert()
        .code(3)
        .stderr_eq(str![[r#"
error: nowhere.json: No such file or directory (os error 2)

"#]]);
}

#[test]
fn normalize_is_lossless_and_idempotent() {
    for entry in std::fs::read_dir(Path::new(SAMPLES).join("accepted")).unwrap() {
        let path = entry.unwrap().path().to_string_lossy().into_owned();
        let once = program(&["normalize", &path])
            .assert()
            .success()
            .get_output()
            .stdout
            .clone();
        let twice = program(&["normalize", "-"]).stdin(once.clone());
        let twice = twice.assert().success().get_output().stdout.clone();
        assert_eq!(once, twice, "{path}");
        // serde_json alters some numbers, but the same way on both sides.
        let Ok(read) = serde_json::from_slice::<serde_json::Value>(&std::fs::read(&path).unwrap())
        else {
            continue;
        };
        let written: serde_json::Value = serde_json::from_slice(&once).unwrap();
        assert_eq!(loose(read), loose(written), "{path}");
    }
}

/// Numbers as doubles, so that `1.0` equals `1`.
fn loose(value: serde_json::Value) -> serde_json::Value {
    use serde_json::Value;
    match value {
        Value::Number(number) => Value::from(number.as_f64()),
        Value::Array(elements) => elements.into_iter().map(loose).collect(),
        Value::Object(properties) => properties
            .into_iter()
            .map(|(name, value)| (name, loose(value)))
            .collect(),
        other => other,
    }
}
