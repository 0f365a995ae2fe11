//! Reports in which findings are omitted.

use snapbox::str;

use super::{program, report};

/// To a program that counts tests, silence would mean that all is well.
#[test]
fn junit_passes_no_file_with_an_invalid_document() {
    let lines = r#"{"id":"i","title":null,"messages":0}"#;
    let lines = format!("{lines}\n{lines}\n{lines}\n");
    program()
        .args(["validate", "--format", "junit", "--max-problems", "1"])
        .args(["--jsonl", "-"])
        .stdin(lines.clone())
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="export-session">
  <testsuite name="&lt;stdin&gt;" tests="2" failures="2" errors="0">
    <testcase name="&lt;stdin&gt;: document 1" classname="&lt;stdin&gt;">
      <failure type="type" message="2 problems">&lt;stdin&gt;:1:19: /title: expected a string, found null [type]
1 more problem not shown (--max-problems 1)</failure>
    </testcase>
    <testcase name="&lt;stdin&gt;" classname="&lt;stdin&gt;">
      <failure type="not-shown" message="2 invalid documents, not shown">2 invalid documents, not shown</failure>
    </testcase>
  </testsuite>
</testsuites>

"#]]);
    program()
        .args(["validate", "--format", "junit", "--max-problems", "0"])
        .args(["--jsonl", "--fail-fast", "-"])
        .stdin(lines)
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="export-session">
  <testsuite name="the last file" tests="1" failures="1" errors="0">
    <testcase name="the last file" classname="the last file">
      <failure type="not-shown" message="1 invalid document, not shown">1 invalid document, not shown</failure>
    </testcase>
  </testsuite>
</testsuites>

"#]]);
    report(&["--format", "junit", "--max-problems", "1"])
        .assert()
        .code(3)
        .stdout_eq(str![[r#"
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="export-session">
  <testsuite name="refused/type.optional-cost-null.json" tests="1" failures="1" errors="0">
    <testcase name="refused/type.optional-cost-null.json" classname="refused/type.optional-cost-null.json">
      <failure type="type" message="1 problem">refused/type.optional-cost-null.json:4:11: /cost: expected a number, found null [type]</failure>
    </testcase>
  </testsuite>
  <testsuite name="refused/duplicate-key.in-free-form.json" tests="1" failures="1" errors="0">
    <testcase name="refused/duplicate-key.in-free-form.json" classname="refused/duplicate-key.in-free-form.json">
      <failure type="not-shown" message="1 invalid document, not shown">1 invalid document, not shown</failure>
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
fn the_total_of_omitted_findings_is_reported_once() {
    for (format, expected) in [
        (
            "text",
            str![[r#"
<stdin>:1:1: the document: the required property "id" is missing [required] at schema/export-session.schema.json:63
<stdin>: 2 more problems not shown (--max-problems 1)

"#]],
        ),
        (
            "github",
            str![[r#"
::error file=<stdin>,line=1,endLine=1,col=1,endColumn=3,title=export-session (required)::<stdin>:1:1: the document: the required property "id" is missing [required]
::notice title=export-session::2 more problems not shown (--max-problems 1)

"#]],
        ),
        (
            "json",
            str![[r#"
{"type":"finding","severity":"error","file":"<stdin>","line":1,"column":1,"endLine":1,"endColumn":3,"instanceLocation":"","keyword":"required","keywordLocation":"/required","schemaLine":63,"message":"the required property /"id/" is missing"}
{"type":"summary","documents":1,"valid":0,"invalid":1,"unreadable":0,"problems":1,"warnings":0,"omitted":2,"interrupted":false}

"#]],
        ),
        (
            "sarif",
            str![[r#"
{"$schema":"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json","version":"2.1.0","runs":[{"columnKind":"unicodeCodePoints","results":[
{"ruleId":"required","ruleIndex":0,"level":"error","message":{"text":"the document: the required property /"id/" is missing"},"locations":[{"physicalLocation":{"artifactLocation":{"description":{"text":"standard input"}},"region":{"startLine":1,"startColumn":1,"endLine":1,"endColumn":3}}}],"partialFingerprints":{"location/v1":"8e145d4d11e5a08d"},"properties":{"keywordLocation":"/required","schemaLine":63}}
],"tool":{"driver":{"name":"export-session","version":"0.1.0","rules":[{"id":"required","shortDescription":{"text":"An object must have these properties."},"help":{"text":"The keyword required: JSON Schema Validation §6.5.3."}}]}},
"invocations":[{"executionSuccessful":true,"toolExecutionNotifications":[{"level":"note","message":{"text":"2 more problems not shown (--max-problems 1)"}}]}],
"properties":{"schema":"schema/export-session.schema.json"}}]}

"#]],
        ),
    ] {
        program()
            .args(["validate", "--format", format, "--max-problems", "1", "-"])
            .stdin("{}")
            .assert()
            .code(1)
            .stdout_eq(expected);
    }
}
