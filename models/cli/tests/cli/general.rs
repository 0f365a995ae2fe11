//! The program for any schemas: each document has its own.

use std::path::Path;

use snapbox::cmd::{Command, cargo_bin};
use snapbox::{assert_data_eq, str};

use crate::folder;

/// The program under its general name.
pub(crate) fn exactschema(folder: &Path, arguments: &[&str]) -> Command {
    Command::new(cargo_bin!("exactschema"))
        .args(arguments)
        .current_dir(folder)
}

const COUNT: &[u8] =
    b"{ \"required\": [\"count\"], \"properties\": { \"count\": { \"type\": \"integer\" } } }";

#[test]
fn a_document_names_its_schema() {
    let folder = folder(&[
        ("schemas/count.json", COUNT),
        ("a/right.json", br#"{ "$schema": "../schemas/count.json", "count": 1 }"#),
        ("a/wrong.json", br#"{ "$schema": "../schemas/count.json#", "count": "1" }"#),
        ("a/none.json", br#"{ "count": "1" }"#),
        ("a/not.json", b"{ count: 1 }"),
        (
            "a/schema.json",
            br#"{ "$schema": "http://json-schema.org/draft-07/schema#", "type": "number", "minimum": "1" }"#,
        ),
    ]);
    exactschema(folder.path(), &["validate", "a"])
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
a/not.json:1:3: the document: expected a property name in double quotes, found 'c' [syntax]
a/schema.json:1:86: /minimum: expected a number, found a string [type] at http://json-schema.org/draft-07/schema:86
a/wrong.json:1:49: /count: expected an integer, found a string [type] at schemas/count.json:1

"#]])
        .stderr_eq(str![[r#"
1 valid, 3 invalid, 0 unreadable; 1 without a schema; 3 problems

"#]]);
}

#[test]
fn the_configuration_maps_paths_to_schemas() {
    let folder = folder(&[
        ("schemas/count.json", COUNT),
        ("data/2024/a.json", br#"{ "count": 1.5 }"#),
        ("data/b.jsonl", b"{\"count\":1}\n{\"count\":null}\n"),
        (
            "more/c.json",
            br#"{ "$schema": "https://example.com/count", "count": false }"#,
        ),
        ("other.json", b"{}"),
        (
            "exactschema.toml",
            b"map = { \"https://example.com/count\" = \"schemas/count.json\" }\n\
              [documents]\n\"data/**\" = \"schemas/count.json\"\n",
        ),
    ]);
    exactschema(folder.path(), &["validate", "."])
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
./data/2024/a.json:1:12: /count: expected an integer, found a number with a fraction [type] at schemas/count.json:1
./data/b.jsonl:2:10: /count: expected an integer, found null [type] at schemas/count.json:1
./more/c.json:1:52: /count: expected an integer, found a boolean [type] at schemas/count.json:1

"#]])
        .stderr_eq(str![[r#"
1 valid, 3 invalid, 0 unreadable; 3 without a schema; 3 problems

"#]]);
    // From a folder below, too.
    exactschema(&folder.path().join("data"), &["validate", "b.jsonl"])
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
b.jsonl:2:10: /count: expected an integer, found null [type] at [..]/schemas/count.json:1

"#]]);
}

#[test]
fn what_has_no_verdict() {
    let folder = folder(&[
        ("far.json", br#"{ "$schema": "https://example.com/far" }"#),
        ("gone.json", br#"{ "$schema": "gone.schema.json" }"#),
        ("bad.schema.json", br#"{ "type": "text" }"#),
        ("bad.json", br#"{ "$schema": "bad.schema.json" }"#),
        ("none.json", b"{}"),
    ]);
    let told = |document: &str| {
        let run = exactschema(folder.path(), &["validate", document]);
        run.assert()
            .code(3)
            .stdout_eq(str![""])
            .get_output()
            .stderr
            .clone()
    };
    assert_data_eq!(
        told("bad.json"),
        str![[r#"
error: bad.schema.json:1:11: /type: there is no type "text"
  fix: write one of null, boolean, integer, number, string, array, object
error: bad.json: there is no verdict: its schema, bad.schema.json, has problems
0 valid, 0 invalid, 1 unreadable

"#]]
    );
    assert_data_eq!(
        told("far.json"),
        str![[r#"
error: far.json: there is no verdict: its $schema is https://example.com/far, and nothing is fetched; add --map https://example.com/far=PATH
0 valid, 0 invalid, 1 unreadable

"#]]
    );
    assert_data_eq!(
        told("gone.json"),
        str![[r#"
error: gone.schema.json: No such file or directory (os error 2)
error: gone.json: there is no verdict: its schema, gone.schema.json, has problems
0 valid, 0 invalid, 1 unreadable

"#]]
    );
    exactschema(folder.path(), &["validate", "none.json"])
        .assert()
        .code(3)
        .stderr_eq(str![[r#"
error: none.json: it has no schema: name one with --schema
0 valid, 0 invalid, 1 unreadable

"#]]);
}

#[test]
fn a_file_that_is_named_needs_a_schema() {
    let folder = folder(&[
        ("s.json", COUNT),
        ("a.json", br#"{ "$schema": "s.json", "count": 1 }"#),
        ("b/none.json", b"{}"),
        ("b/lines.jsonl", b"{}\n{}\n"),
        ("b/stream.yaml", b"a: 1\n---\na: 2\n"),
    ]);
    let run = |arguments: &[&str]| {
        let arguments = [&["validate", "a.json"], arguments].concat();
        exactschema(folder.path(), &arguments).assert()
    };
    run(&["b"]).code(0).stderr_eq(str![[r#"
1 valid, 0 invalid, 0 unreadable; 5 without a schema

"#]]);
    for name in ["b/none.json", "b/lines.jsonl", "b/stream.yaml"] {
        let error = format!("error: {name}: it has no schema: name one with --schema\n");
        let summary = "1 valid, 0 invalid, 1 unreadable\n";
        run(&[name]).code(3).stderr_eq(error + summary);
        run(&[name, "--skip-without-schema"]).code(0);
    }
    // A hook names what changed, which may be such files alone.
    let alone = super::folder(&[("alone.json", b"{}")]);
    exactschema(
        alone.path(),
        &["validate", "--skip-without-schema", "alone.json"],
    )
    .assert()
    .code(0)
    .stderr_eq("0 valid, 0 invalid, 0 unreadable; no document has a schema\n");
}

#[test]
fn configurations_that_are_none() {
    for (text, told) in [
        ("document = {}", "unknown field `document`"),
        ("documents = { \"[\" = \"a.json\" }", "documents: [: "),
        ("documents = ", "TOML parse error at line 1"),
    ] {
        let folder = folder(&[("exactschema.toml", text.as_bytes()), ("a.json", b"{}")]);
        let output = exactschema(folder.path(), &["validate", "a.json"])
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(3));
        let error = String::from_utf8(output.stderr).unwrap();
        assert!(error.contains(told), "{error}");
    }
}

#[test]
fn a_document_cannot_name_what_is_no_schema() {
    let folder = folder(&[
        ("a.json", br#"{ "$schema": "\u001b[31mred\n::error::x" }"#),
        ("b.json", br#"{ "$schema": "" }"#),
        ("c.json", br#"{ "$schema": "/dev/zero" }"#),
        ("d.json", br#"{ "$schema": "." }"#),
    ]);
    exactschema(folder.path(), &["validate", "."])
        .assert()
        .code(3)
        .stdout_eq("")
        .stderr_eq(str![[r#"
error: ./a.json: there is no verdict: its $schema is "/u{1b}[31mred/u{a}::error::x", and that names no file
error: ./b.json: there is no verdict: its $schema is "", and that names no file
error: ./c.json: there is no verdict: its $schema is "/dev/zero", and that is no regular file
error: ./d.json: there is no verdict: its $schema is ".", and that is no regular file
0 valid, 0 invalid, 4 unreadable

"#]]);
}

#[test]
fn no_report_replaces_the_schema() {
    let folder = folder(&[("count.json", COUNT), ("a.json", b"{}")]);
    let report = ["validate", "--schema", "count.json", "a.json", "--output"];
    exactschema(folder.path(), &[&report[..], &["./count.json"]].concat())
        .assert()
        .code(2)
        .stdout_eq("")
        .stderr_eq(str![[r#"
error: --output would overwrite the schema: give another name than ./count.json

Usage: exactschema validate [OPTIONS] <FILE>...

For more information, try '--help'.

"#]]);
    assert_eq!(
        std::fs::read(folder.path().join("count.json")).unwrap(),
        COUNT
    );
}
