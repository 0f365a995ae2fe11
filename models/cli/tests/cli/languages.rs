//! Documents in YAML, in TOML, and in JSON with comments.

use std::path::Path;

use snapbox::cmd::{Command, cargo_bin};
use snapbox::str;

use crate::folder;
use crate::general::exactschema;

const SCHEMA: &[u8] = br#"{
  "type": "object",
  "properties": {
    "name": { "type": "string" },
    "since": { "type": "string", "format": "date-time" },
    "ports": { "type": "array", "items": { "type": "integer", "maximum": 65535 } }
  },
  "required": ["name"]
}"#;

const YAML: &str =
    "# Ports\nname: \u{fc}\nsince: 2025-02-30T00:00:00Z\nports:\n  - 80\n  - 99999\n";

const TOML: &str = "name = \"\u{fc}\"\nsince = 2025-02-03 00:00:00Z\nports = [80, 99_999]\n";

const JSONC: &str = "{\n  // Ports\n  \"name\": \"\u{fc}\",\n  \"ports\": [80, 99999,],\n}\n";

fn validate(folder: &Path, arguments: &[&str]) -> Command {
    Command::new(cargo_bin!("exactschema"))
        .args(["validate", "--schema", "s.schema.json"])
        .args(arguments)
        .current_dir(folder)
}

#[test]
fn findings_are_where_they_are_in_the_file() {
    let folder = folder(&[
        ("s.schema.json", SCHEMA),
        ("in/a.yaml", YAML.as_bytes()),
        ("in/b.toml", TOML.as_bytes()),
        ("in/c.jsonc", JSONC.as_bytes()),
        ("in/d.yml", b"\xef\xbb\xbf- 1\n"),
        ("in/e.txt", b"no document"),
    ]);
    validate(folder.path(), &["in"]).assert().code(1).stdout_eq(str![[r#"
in/a.yaml:3:8: /since: expected a date-time (RFC 3339), such as 2025-10-03T16:51:00+05:30 [format] at s.schema.json:5
in/a.yaml:6:5: /ports/1: expected a number of 65535 or less [maximum] at s.schema.json:6
in/b.toml:3:14: /ports/1: expected a number of 65535 or less [maximum] at s.schema.json:6
in/c.jsonc:4:17: /ports/1: expected a number of 65535 or less [maximum] at s.schema.json:6
in/d.yml:1:2: the document: expected an object, found an array [type] at s.schema.json:2

"#]]).stderr_eq(str![[r#"
0 valid, 4 invalid, 0 unreadable; 5 problems

"#]]);
    let values = ["--show-values", "always", "in/b.toml"];
    let values = validate(folder.path(), &values).assert().code(1);
    values.stdout_eq(str![[r#"
error[maximum]: expected a number of 65535 or less
  --> in/b.toml:3:14 at /ports/1
   |
 3 | ports = [80, 99_999]
   |              ^^^^^^
   = s.schema.json:6 /properties/ports/items/maximum


"#]]);
}

#[test]
fn a_stream_has_several_documents() {
    let text = "name: a\n---\nname: 1\n---\nport: 2\n---\nname: [\n";
    let folder = folder(&[("s.schema.json", SCHEMA), ("a.yaml", text.as_bytes())]);
    let json = validate(folder.path(), &["--format", "json", "a.yaml"]);
    json.assert().code(1).stdout_eq(str![[r#"
{"type":"finding","severity":"error","file":"a.yaml","record":2,"line":3,"column":7,"endLine":3,"endColumn":8,"instanceLocation":"/name","keyword":"type","keywordLocation":"/properties/name/type","schemaLine":4,"message":"expected a string, found a number"}
{"type":"finding","severity":"error","file":"a.yaml","record":3,"line":5,"column":1,"endLine":5,"endColumn":8,"instanceLocation":"","keyword":"required","keywordLocation":"/required","schemaLine":8,"message":"the required property /"name/" is missing"}
{"type":"finding","severity":"error","file":"a.yaml","record":4,"line":8,"column":1,"endLine":8,"endColumn":1,"instanceLocation":"","keyword":"syntax","message":"expected YAML: while parsing a node, did not find expected node content"}
{"type":"summary","documents":4,"valid":1,"invalid":3,"unreadable":0,"problems":3,"warnings":0,"omitted":0,"interrupted":false}

"#]]);
    let flag = validate(folder.path(), &["--format", "flag", "a.yaml"]);
    flag.assert().code(1).stdout_eq(str![[r#"
{"valid":true,"file":"a.yaml","record":1}
{"valid":false,"file":"a.yaml","record":2}
{"valid":false,"file":"a.yaml","record":3}
{"valid":false,"file":"a.yaml","record":4}

"#]]);
}

#[test]
fn standard_input_has_a_language() {
    let folder = folder(&[("s.json", br#"{ "maxLength": 2 }"#)]);
    let run = |language: &str, text: &str| {
        let run = [
            "validate",
            "--schema",
            "s.json",
            "-",
            "--language",
            language,
        ];
        exactschema(folder.path(), &run).stdin(text).assert()
    };
    run("yaml", "# x\nabc\n").code(1).stdout_eq(str![[r#"
<stdin>:2:1: the document: expected at most 2 characters, found 3 [maxLength] at s.json:1

"#]]);
    run("yaml", "ab").code(0);
    run("jsonc", "\"ab\" // x").code(0);
    run("toml", "a = 1").code(0);
    run("json", "ab").code(1);
    // A name that tells has the last word.
    std::fs::write(folder.path().join("a.json"), "ab").unwrap();
    std::fs::write(folder.path().join("a.conf"), "ab").unwrap();
    let named = |name| ["validate", "--schema", "s.json", "--language", "yaml", name];
    exactschema(folder.path(), &named("a.json"))
        .assert()
        .code(1);
    exactschema(folder.path(), &named("a.conf"))
        .assert()
        .code(0);
}

#[test]
fn places_that_a_parser_reports_late() {
    let folder = folder(&[
        (
            "s.json",
            br#"{ "properties": { "c": { "items": { "maximum": 1 } } } }"#,
        ),
        ("a.yaml", b"a: 1\nb:\n  c: 1\n\td: 2\n"),
        ("b.yaml", b"a:\n\tb: 1\n"),
        ("c.yaml", b"a: &x 2\nb: &y [1, *x]\nc: *y\n"),
        ("d.jsonc", b"{\n  \"a\": 1, /* \xc3\xa9\n  \"c\": [2]\n}\n"),
        ("e.yaml", b"# Nothing.\n"),
        ("f.yaml", b""),
        ("g.yaml", b"c: [2]\n---\nc: [3]\n"),
    ]);
    let run = ["validate", "--schema", "s.json", "."];
    exactschema(folder.path(), &run)
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
./a.yaml:4:1: the document: expected YAML: while scanning a plain scalar, found a tab [syntax]
./b.yaml:2:1: the document: expected YAML: tabs disallowed within this context (block indentation) [syntax]
./c.yaml:1:4: /c/1: expected a number of 1 or less, by the alias at 3:4 [maximum] at s.json:1
./d.jsonc:2:11: the document: this comment has no end: expected */ after it [syntax]
./e.yaml:1:1: the document: expected a document, found none [syntax]
./f.yaml:1:1: the document: expected a document, found none [syntax]
./g.yaml:1:5: /c/0: expected a number of 1 or less [maximum] at s.json:1
./g.yaml:3:5: /c/0: expected a number of 1 or less [maximum] at s.json:1

"#]]);
    let run = ["validate", "--schema", "s.json", "--fail-fast", "g.yaml"];
    exactschema(folder.path(), &run)
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
g.yaml:1:5: /c/0: expected a number of 1 or less [maximum] at s.json:1

"#]])
        .stderr_eq(str![[r#"
0 valid, 1 invalid, 0 unreadable; 1 problem

"#]]);
}

#[test]
fn what_json_cannot_express_is_reported_where_it_is() {
    let mut bomb = "a0: &a0 [x, x]\n".to_owned();
    for n in 1..30 {
        let line = format!("a{n}: &a{n} [*a{0}, *a{0}, *a{0}]\n", n - 1);
        bomb.push_str(&line);
    }
    let folder = folder(&[
        ("s.schema.json", SCHEMA),
        ("a.yaml", b"name: a\nx: .nan\n"),
        ("b.toml", b"name = 'a'\nx = inf\n"),
        ("c.yaml", b"name: a\nname: b\n"),
        ("d.yaml", b"name: a\n<<: {}\n"),
        ("e.yaml", b"name: \xff\n"),
        ("f.yaml", bomb.as_bytes()),
        ("g.jsonc", b"{ /* open\n"),
    ]);
    let files = [
        "a.yaml", "b.toml", "c.yaml", "d.yaml", "e.yaml", "f.yaml", "g.jsonc",
    ];
    validate(folder.path(), &files)
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
a.yaml:2:4: the document: JSON has no number .nan: write another value, or a text in quotes [syntax]
b.toml:2:5: the document: JSON has no number inf: write another value, or a text in quotes [syntax]
c.yaml:2:1: /name: expected a new property name, found a duplicate key [duplicate-key]
d.yaml:2:1: the document: YAML 1.2 has no merge keys: write out the members of `<<` [syntax]
e.yaml:1:7: the document: expected text in UTF-8, found bytes that are none [syntax]
f.yaml:14:18: the document: aliases make this document too large [syntax]
g.jsonc:1:3: the document: this comment has no end: expected */ after it [syntax]

"#]]);
}

#[test]
fn documents_find_their_schemas_as_json_does() {
    let folder = folder(&[
        ("s.schema.json", SCHEMA),
        (
            "exactschema.toml",
            b"[documents]\n\"deploy/*.yaml\" = \"s.schema.json\"\n",
        ),
        ("deploy/a.yaml", b"name: 1\n"),
        ("deploy/broken.yaml", b"name: [\n"),
        ("own.yaml", b"$schema: s.schema.json\nname: 2\n"),
        ("own.toml", b"'$schema' = 's.schema.json'\nname = 3\n"),
        (
            "own.jsonc",
            b"{ \"$schema\": \"s.schema.json\", \"name\": 4 } // x\n",
        ),
        ("other.yaml", b"name: !Ref x\n"),
    ]);
    let program = Command::new(cargo_bin!("exactschema")).args(["validate", "."]);
    program
        .current_dir(folder.path())
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
./deploy/a.yaml:1:7: /name: expected a string, found a number [type] at s.schema.json:4
./deploy/broken.yaml:2:1: the document: expected YAML: while parsing a node, did not find expected node content [syntax]
./own.jsonc:1:39: /name: expected a string, found a number [type] at s.schema.json:4
./own.toml:2:8: /name: expected a string, found a number [type] at s.schema.json:4
./own.yaml:2:7: /name: expected a string, found a number [type] at s.schema.json:4

"#]])
        .stderr_eq(str![[r#"
0 valid, 5 invalid, 0 unreadable; 3 without a schema; 5 problems

"#]]);
}

#[test]
fn archives_are_read() {
    let zip = zstd::encode_all(YAML.as_bytes(), 1).unwrap();
    let folder = folder(&[("s.schema.json", SCHEMA), ("a.yaml.zst", &zip)]);
    let archive = validate(folder.path(), &["--max-problems", "1", "."]).assert();
    archive.code(1).stdout_eq(str![[r#"
./a.yaml.zst:3:8: /since: expected a date-time (RFC 3339), such as 2025-10-03T16:51:00+05:30 [format] at s.schema.json:5
./a.yaml.zst: 1 more problem not shown (--max-problems 1)

"#]]);
}
