//! The output of `export-session validate` in each format, and that other programs can read
//! it. `SNAPSHOTS=overwrite` updates the snapshots.
#![allow(clippy::unwrap_used, reason = "a test")]

mod around;
mod incomplete;
mod names;
mod official;
mod readme;
mod several;
mod standard;
mod terminal;

use snapbox::cmd::{Command, cargo_bin};
use snapbox::str;

/// Documents of every outcome: in two files one problem each, in another nothing, and one
/// that does not exist.
const DOCUMENTS: [&str; 4] = [
    "refused/type.optional-cost-null.json",
    "refused/duplicate-key.in-free-form.json",
    "accepted/one-line.json",
    "nowhere.json",
];

fn program() -> Command {
    Command::new(cargo_bin!("export-session")).current_dir(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../schema/export-session.samples"
    ))
}

/// `validate` of all the documents.
fn report(arguments: &[&str]) -> Command {
    program()
        .arg("validate")
        .args(arguments)
        .args(DOCUMENTS)
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE")
}

#[test]
fn text() {
    report(&[]).assert().code(3).stdout_eq(str![[r#"
refused/type.optional-cost-null.json:4:11: /cost: expected a number, found null [type] at schema/export-session.schema.json:54
refused/duplicate-key.in-free-form.json:12:120: /messages/0/toolCalls/0/inputJson/a/0/b: expected a new property name, found a duplicate key [duplicate-key]

"#]]);
}

#[test]
fn text_with_values() {
    let snippets = report(&["--show-values", "always"]);
    snippets.assert().code(3).stdout_eq(str![[r#"
error[type]: expected a number, found null
  --> refused/type.optional-cost-null.json:4:11 at /cost
   |
 4 |   "cost": null,
   |           ^^^^
   = schema/export-session.schema.json:54 /properties/cost/type

error[duplicate-key]: expected a new property name, found a duplicate key
  --> refused/duplicate-key.in-free-form.json:12:120 at /messages/0/toolCalls/0/inputJson/a/0/b
   |
12 | …, "type": "function", "input": "{}", "finished": true, "inputJson": {"a": [{"b": 1, "b": 2}]}}
   |                                                                                      ^^^
  ::: refused/duplicate-key.in-free-form.json:12:112
   |
12 | …, "type": "function", "input": "{}", "finished": true, "inputJson": {"a": [{"b": 1, "b": 2}]}}
   |                                                                              --- the first one


"#]]);
}

#[test]
fn json() {
    let lines = report(&["--format", "json"]);
    lines.assert().code(3).stdout_eq(str![[r#"
{"type":"finding","severity":"error","file":"refused/type.optional-cost-null.json","line":4,"column":11,"endLine":4,"endColumn":15,"instanceLocation":"/cost","keyword":"type","keywordLocation":"/properties/cost/type","schemaLine":54,"message":"expected a number, found null"}
{"type":"finding","severity":"error","file":"refused/duplicate-key.in-free-form.json","line":12,"column":120,"endLine":12,"endColumn":123,"instanceLocation":"/messages/0/toolCalls/0/inputJson/a/0/b","keyword":"duplicate-key","message":"expected a new property name, found a duplicate key","related":{"line":12,"column":112,"endLine":12,"endColumn":115}}
{"type":"unreadable","file":"nowhere.json","message":"No such file or directory (os error 2)"}
{"type":"summary","documents":3,"valid":1,"invalid":2,"unreadable":1,"problems":2,"warnings":0,"omitted":0,"interrupted":false}

"#]]);
}

#[test]
fn json_names_the_union() {
    let arguments = ["validate", "--schema", "session-events", "--format", "json"];
    let event =
        r#"{"type": "session_started", "id": 7, "sequence": 1, "at": "2025-10-03T16:51:00Z"}"#;
    let lines = program().args(arguments).arg("-").stdin(event).assert();
    let lines = lines.code(1).get_output().stdout.clone();
    for line in lines.split_inclusive(|byte| *byte == b'\n') {
        models::check_as::<models::validation_report::ReportLine>(line).unwrap();
    }
    snapbox::assert_data_eq!(
        lines,
        str![[r#"
{"type":"finding","severity":"error","file":"<stdin>","line":1,"column":1,"endLine":1,"endColumn":82,"instanceLocation":"","keyword":"required","keywordLocation":"/$defs/SessionStarted/required","schemaLine":93,"message":"the required property /"sessionId/" is missing (as SessionStarted, the branch that fits best)","within":{"instanceLocation":"","keyword":"oneOf","keywordLocation":"/oneOf","schemaLine":6}}
{"type":"finding","severity":"error","file":"<stdin>","line":1,"column":1,"endLine":1,"endColumn":82,"instanceLocation":"","keyword":"required","keywordLocation":"/$defs/SessionStarted/required","schemaLine":93,"message":"the required property /"workspace/" is missing (as SessionStarted, the branch that fits best)","within":{"instanceLocation":"","keyword":"oneOf","keywordLocation":"/oneOf","schemaLine":6}}
{"type":"finding","severity":"error","file":"<stdin>","line":1,"column":35,"endLine":1,"endColumn":36,"instanceLocation":"/id","keyword":"type","keywordLocation":"/$defs/EventBase/properties/id/type","schemaLine":26,"message":"expected a string, found a number (as SessionStarted, the branch that fits best)","within":{"instanceLocation":"","keyword":"oneOf","keywordLocation":"/oneOf","schemaLine":6}}
{"type":"summary","documents":1,"valid":0,"invalid":1,"unreadable":0,"problems":3,"warnings":0,"omitted":0,"interrupted":false}

"#]]
    );
}

#[test]
fn json_is_valid_against_its_schema() {
    let lines = report(&["--format", "json", "--show-values", "always"]);
    let lines = lines.assert().code(3).get_output().stdout.clone();
    let lines: Vec<&[u8]> = lines.split_inclusive(|byte| *byte == b'\n').collect();
    assert!(lines.len() > 3);
    for line in lines {
        program()
            .args(["validate", "--schema", "validation-report", "-"])
            .stdin(line.to_vec())
            .assert()
            .code(0);
    }
}

#[test]
fn github() {
    let commands = report(&["--format", "github"]);
    commands.assert().code(3).stdout_eq(str![[r#"
::error file=refused/type.optional-cost-null.json,line=4,endLine=4,col=11,endColumn=15,title=export-session (type)::refused/type.optional-cost-null.json:4:11: /cost: expected a number, found null [type]
::error file=refused/duplicate-key.in-free-form.json,line=12,endLine=12,col=120,endColumn=123,title=export-session (duplicate-key)::refused/duplicate-key.in-free-form.json:12:120: /messages/0/toolCalls/0/inputJson/a/0/b: expected a new property name, found a duplicate key [duplicate-key]
::error file=nowhere.json,title=export-session (unreadable)::nowhere.json: No such file or directory (os error 2)

"#]]);
}

#[test]
fn sarif() {
    let log = report(&["--format", "sarif"]);
    log.assert().code(3).stdout_eq(str![[r#"
{"$schema":"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json","version":"2.1.0","runs":[{"columnKind":"unicodeCodePoints","results":[
{"ruleId":"type","ruleIndex":0,"level":"error","message":{"text":"/cost: expected a number, found null"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"refused/type.optional-cost-null.json"},"region":{"startLine":4,"startColumn":11,"endLine":4,"endColumn":15}},"logicalLocations":[{"fullyQualifiedName":"/cost","kind":"value"}]}],"partialFingerprints":{"location/v1":"59d7c025c5d053e4"},"properties":{"keywordLocation":"/properties/cost/type","schemaLine":54}},
{"ruleId":"duplicate-key","ruleIndex":1,"level":"error","message":{"text":"/messages/0/toolCalls/0/inputJson/a/0/b: expected a new property name, found a duplicate key"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"refused/duplicate-key.in-free-form.json"},"region":{"startLine":12,"startColumn":120,"endLine":12,"endColumn":123}},"logicalLocations":[{"fullyQualifiedName":"/messages/0/toolCalls/0/inputJson/a/0/b","kind":"value"}]}],"relatedLocations":[{"physicalLocation":{"artifactLocation":{"uri":"refused/duplicate-key.in-free-form.json"},"region":{"startLine":12,"startColumn":112,"endLine":12,"endColumn":115}},"message":{"text":"the first one"}}],"partialFingerprints":{"location/v1":"cc7ae737b04e972a"}}
],"tool":{"driver":{"name":"export-session","version":"0.1.0","rules":[{"id":"type","shortDescription":{"text":"The value must be of this type."},"help":{"text":"The keyword type: JSON Schema Validation §6.1.1."}},{"id":"duplicate-key","shortDescription":{"text":"An object names a property twice."},"help":{"text":"Remove one of the two: programs differ in which one they read."}}]}},
"invocations":[{"executionSuccessful":false,"toolExecutionNotifications":[{"level":"error","message":{"text":"nowhere.json: No such file or directory (os error 2)"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"nowhere.json"}}}]}]}],
"properties":{"schema":"schema/export-session.schema.json"}}]}

"#]]);
}

#[test]
fn junit() {
    let suites = report(&["--format", "junit"]);
    suites.assert().code(3).stdout_eq(str![[r#"
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="export-session">
  <testsuite name="refused/type.optional-cost-null.json" tests="1" failures="1" errors="0">
    <testcase name="refused/type.optional-cost-null.json" classname="refused/type.optional-cost-null.json">
      <failure type="type" message="1 problem">refused/type.optional-cost-null.json:4:11: /cost: expected a number, found null [type]</failure>
    </testcase>
  </testsuite>
  <testsuite name="refused/duplicate-key.in-free-form.json" tests="1" failures="1" errors="0">
    <testcase name="refused/duplicate-key.in-free-form.json" classname="refused/duplicate-key.in-free-form.json">
      <failure type="duplicate-key" message="1 problem">refused/duplicate-key.in-free-form.json:12:120: /messages/0/toolCalls/0/inputJson/a/0/b: expected a new property name, found a duplicate key [duplicate-key]</failure>
    </testcase>
  </testsuite>
  <testsuite name="accepted/one-line.json" tests="1" failures="0" errors="0">
    <testcase name="accepted/one-line.json" classname="accepted/one-line.json"/>
  </testsuite>
  <testsuite name="nowhere.json" tests="1" failures="0" errors="1">
    <testcase name="nowhere.json" classname="nowhere.json">
      <error type="unreadable" message="No such file or directory (os error 2)">No such file or directory (os error 2)</error>
    </testcase>
  </testsuite>
</testsuites>

"#]]);
}

#[test]
fn away_from_a_terminal_no_format_shows_values() {
    const SECRET: &str = "s3cret";
    let document =
        format!(r#"{{"id": ["{SECRET}"], "title": {{"a": "{SECRET}"}}, "messages": []}}"#);
    for format in ["text", "json", "github", "sarif", "junit"] {
        let shows_secret = |shown: &[&str]| {
            let program = program().args(["validate", "--format", format]).args(shown);
            let assert = program.arg("-").stdin(document.clone()).assert().code(1);
            let output = assert.get_output();
            let all = [output.stdout.clone(), output.stderr.clone()].concat();
            String::from_utf8(all).unwrap().contains(SECRET)
        };
        assert!(!shows_secret(&[]), "{format}");
        assert!(!shows_secret(&["--show-values", "never"]), "{format}");
        assert!(shows_secret(&["--show-values", "always"]), "{format}");
    }
}
