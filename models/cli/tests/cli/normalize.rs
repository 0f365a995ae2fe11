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

const ORDER: &[u8] = br##"{
  "properties": { "id": true, "inner": { "$ref": "#/$defs/inner" }, "price": { "type": "number" } },
  "$defs": { "inner": { "properties": { "a": true, "b": true } } }
}"##;

fn by_file(folder: &std::path::Path, arguments: &[&str]) -> snapbox::cmd::Command {
    snapbox::cmd::Command::new(snapbox::cmd::cargo_bin!("exactschema"))
        .args(["normalize", "--schema", "order.schema.json"])
        .args(arguments)
        .current_dir(folder)
}

#[test]
fn a_schema_file_gives_the_order() {
    let folder = crate::folder(&[("order.schema.json", ORDER)]);
    by_file(folder.path(), &["-"])
        .stdin(r#"{"x": 1, "price": 1.50, "inner": {"c": 0, "b": 1E2, "a": []}, "id": "\u00fc"}"#)
        .assert()
        .code(0)
        .stdout_eq(str![[r#"
{
  "id": "ü",
  "inner": {
    "a": [],
    "b": 1E2,
    "c": 0
  },
  "price": 1.50,
  "x": 1
}

"#]]);
}

#[test]
fn check_lists_and_in_place_writes() {
    let normal = b"{\n  \"id\": 1\n}\n";
    let folder = crate::folder(&[
        ("order.schema.json", ORDER),
        ("in/a.json", br#"{"price":1,"id":1}"#),
        ("in/b.json", normal),
        ("in/c.jsonl", b"{\"price\": 1,\"id\":1}\n\n{\"id\":2}"),
        ("in/d.json", br#"{"price":"1"}"#),
        ("in/e.yaml", b"id: 1\n"),
    ]);
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
    let check = by_file(folder.path(), &["--check", "in"]).assert().code(1);
    check
        .stdout_eq(str![[r#"
in/a.json
in/c.jsonl

"#]])
        .stderr_eq(str![[r#"
error: in/d.json:1:10: /price: expected a number, found a string [type]
2 would change

"#]]);
    assert_eq!(read("in/a.json"), r#"{"price":1,"id":1}"#);
    let written = by_file(folder.path(), &["--in-place", "in"])
        .assert()
        .code(1);
    written.stdout_eq("").stderr_eq(str![[r#"
error: in/d.json:1:10: /price: expected a number, found a string [type]
2 changed

"#]]);
    assert_eq!(read("in/a.json"), "{\n  \"id\": 1,\n  \"price\": 1\n}\n");
    assert_eq!(read("in/c.jsonl"), "{\"id\":1,\"price\":1}\n{\"id\":2}\n");
    assert_eq!(read("in/d.json"), r#"{"price":"1"}"#);
    by_file(folder.path(), &["--check", "in/[abc]*"])
        .assert()
        .code(0)
        .stdout_eq("")
        .stderr_eq("");
    assert_eq!(crate::names(&folder.path().join("in")).len(), 5);
}

#[test]
fn what_cannot_be_written_in_place() {
    let folder = crate::folder(&[
        ("order.schema.json", ORDER),
        ("a.json", b"{}"),
        ("b.yaml", b"a: 1"),
    ]);
    let path = folder.path().join("a.json");
    let mut permissions = std::fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&path, permissions).unwrap();
    by_file(folder.path(), &["--in-place", "-"])
        .assert()
        .code(2);
    by_file(folder.path(), &["--in-place", "--check", "a.json"])
        .assert()
        .code(2);
    by_file(
        folder.path(),
        &["--in-place", "a.json", "b.yaml", "none.json"],
    )
    .assert()
    .code(3)
    .stderr_eq(str![[r#"
error: a.json: it is read-only, and stays as it is
error: b.yaml: only JSON is normalized
error: none.json: No such file or directory (os error 2)

"#]]);
    by_file(folder.path(), &["a.json"])
        .assert()
        .code(0)
        .stdout_eq("{}\n");
}

#[test]
fn what_is_compressed_stays_so() {
    let zip = crate::inputs::gzip("{\"price\":1,\"id\":1}");
    let zst = zstd::encode_all(&b"{\"price\":1}\n"[..], 0).unwrap();
    let folder = crate::folder(&[
        ("order.schema.json", ORDER),
        ("in/a.json.gz", &zip),
        ("in/b.jsonl.zst", &zst),
    ]);
    let run = |arguments: &[&str]| by_file(folder.path(), arguments).assert();
    run(&["--check", "in"]).code(1).stdout_eq("in/a.json.gz\n");
    run(&["--in-place", "in"]).code(0);
    run(&["--check", "in"]).code(0);
    run(&["in/a.json.gz"])
        .code(0)
        .stdout_eq("{\n  \"id\": 1,\n  \"price\": 1\n}\n");
    let untouched = std::fs::read(folder.path().join("in/b.jsonl.zst")).unwrap();
    assert_eq!(untouched, zst);
    std::fs::write(
        folder.path().join("in/b.jsonl.zst"),
        zstd::encode_all(&b"{ }"[..], 0).unwrap(),
    )
    .unwrap();
    run(&["--in-place", "in"]).code(0);
    let written = std::fs::read(folder.path().join("in/b.jsonl.zst")).unwrap();
    assert_eq!(zstd::decode_all(&*written).unwrap(), b"{}\n");
}
