//! What a person sees of `export-session`, and the code it ends with.
//! `SNAPSHOTS=overwrite` blesses what has changed.
#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "a test")]

use std::io::Write as _;
use std::path::Path;
use std::process::Stdio;

use snapbox::assert_data_eq;
use snapbox::cmd::{Command, cargo_bin};
use snapbox::str;

const SAMPLES: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../schema/export-session.samples"
);

fn program(arguments: &[&str]) -> Command {
    Command::new(cargo_bin!("export-session"))
        .args(arguments)
        .current_dir(SAMPLES)
}

#[test]
fn valid_documents() {
    program(&[
        "validate",
        "accepted/all-properties.json",
        "accepted/one-line.json",
    ])
    .assert()
    .code(0)
    .stdout_eq(str![""])
    .stderr_eq(str![[r#"
2 valid, 0 invalid, 0 unreadable

"#]]);
}

#[test]
fn invalid_documents_and_unreadable_ones() {
    program(&[
        "validate",
        "refused/type.optional-cost-null.json",
        "refused/duplicate-key.in-free-form.json",
        "refused/required.message-role.json",
        "nowhere.json",
        "accepted/one-line.json",
        "accepted",
    ])
    .assert()
    .code(3)
    .stdout_eq(str![[r#"
refused/type.optional-cost-null.json:4:11: /cost: expected a number, found null [type]
refused/duplicate-key.in-free-form.json:12:120: /messages/0/toolCalls/0/inputJson/a/0/b: expected a new property name, found a duplicate key [duplicate-key]
refused/required.message-role.json:5:5: /messages/0: the required property "role" is missing [required]

"#]])
    .stderr_eq(str![[r#"
error: nowhere.json: No such file or directory (os error 2)
error: accepted: Is a directory (os error 21)
1 valid, 3 invalid, 2 unreadable

"#]]);
}

#[test]
fn bytes_that_are_no_json() {
    program(&[
        "validate",
        "refused/syntax.empty.json",
        "refused/encoding.byte-order-mark.json",
        "refused/encoding.invalid-utf-8.json",
        "refused/depth.hundred-thousand.json",
        "refused/syntax.cut-off.json",
    ])
    .assert()
    .code(1)
    .stdout_eq(str![[r#"
refused/syntax.empty.json:1:1: the document: expected a value, found nothing: the input is empty [syntax]
refused/encoding.byte-order-mark.json:1:1: the document: it begins with a byte order mark, which JSON does not allow: remove it [encoding]
refused/encoding.invalid-utf-8.json:8:19: /messages/0/content: the bytes from here on are not UTF-8 [encoding]
refused/depth.hundred-thousand.json:4:137: /deep/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0: nested deeper than 127 levels [depth]
refused/depth.hundred-thousand.json:4:100011: /deep/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0: expected a value, found ',' [syntax]
refused/syntax.cut-off.json:4:17: the document: expected ',' or '}', found the end of the input [syntax]

"#]])
    .stderr_eq(str![[r#"
0 valid, 5 invalid, 0 unreadable

"#]]);
}

#[test]
fn names_cannot_move_the_cursor() {
    program(&["validate", "-"])
        .stdin("{\"\\u001b[2J\\n\": {\"a\": 1, \"a\": 1}}")
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
<stdin>:1:1: the document: the required property "id" is missing [required]
<stdin>:1:1: the document: the required property "title" is missing [required]
<stdin>:1:1: the document: the required property "messages" is missing [required]
<stdin>:1:26: //u{1b}[2J/u{a}/a: expected a new property name, found a duplicate key [duplicate-key]

"#]])
        .stderr_eq(str![[r#"
0 valid, 1 invalid, 0 unreadable

"#]]);
}

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

#[test]
fn usage() {
    program(&["validate"]).assert().code(2);
    program(&["normalise", "x"]).assert().code(2);
    program(&[]).assert().code(2);
    program(&["--help"]).assert().code(0).stdout_eq(str![[r#"
Reads, writes and validates session exports

Usage: export-session <COMMAND>

Commands:
  schema     Print the JSON Schema that the compiled types emit
  normalize  Read a document with the types and write it as pretty JSON
  validate   Tell of each document whether it is valid, and where it is not
  help       Print this message or the help of the given subcommand(s)

Options:
  -h, --help     Print help
  -V, --version  Print version

Exit codes:
  0  good
  1  findings: a document is not valid
  2  usage
  3  no verdict possible: a document could not be read, or the output not be written

"#]]);
}

#[test]
fn a_closed_pipe_is_an_error_and_no_panic() {
    let mut child = std::process::Command::new(cargo_bin!("export-session"))
        .args(["normalize", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().unwrap();
    stdin
        .write_all(br#"{"id":"i","title":"t","messages":[]}"#)
        .unwrap();
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert_data_eq!(
        output.stderr,
        str![[r#"
error: standard output: Broken pipe (os error 32)

"#]]
    );
}

#[test]
fn a_full_disk_is_an_error() {
    let Ok(full) = std::fs::OpenOptions::new().write(true).open("/dev/full") else {
        eprintln!("skipped: this system has no /dev/full");
        return;
    };
    // Longer than what is buffered, so that not only the last write fails.
    let sample = format!("{SAMPLES}/accepted/all-properties.json");
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("long.json");
    let text = std::fs::read_to_string(sample).unwrap();
    std::fs::write(
        &path,
        text.replace("A session", &"A session ".repeat(10_000)),
    )
    .unwrap();
    for arguments in [vec!["schema"], vec!["normalize", path.to_str().unwrap()]] {
        let output = std::process::Command::new(cargo_bin!("export-session"))
            .args(&arguments)
            .stdout(full.try_clone().unwrap())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(3), "{arguments:?}");
        let error = String::from_utf8(output.stderr).unwrap();
        assert!(error.starts_with("error: standard output: "), "{error}");
    }
}

#[test]
fn released_versions_have_a_verdict_and_no_types() {
    let version = ["--schema", "export-session@2025-09"];
    let run =
        |command, documents: &[&str]| program(&[&[command][..], &version, documents].concat());
    run("validate", &["accepted/properties-of-older-servers.json"])
        .assert()
        .code(0);
    run("validate", &["refused/required.message-role.json"])
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
refused/required.message-role.json:5:5: /messages/0: the required property "role" is missing [required]

"#]]);
    for (command, documents) in [
        ("schema", &[][..]),
        ("normalize", &["accepted/one-line.json"]),
    ] {
        run(command, documents).assert().code(2).stderr_eq(str![[r#"
error: export-session@2025-09 is a released version, for which there are no types: only validate works with it

"#]]);
    }
}
