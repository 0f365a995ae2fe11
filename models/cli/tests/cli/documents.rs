//! Verdicts on whole documents.

use snapbox::str;

use crate::program;

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
    ])
    .assert()
    .code(3)
    .stdout_eq(str![[r#"
refused/type.optional-cost-null.json:4:11: /cost: expected a number, found null [type] at schema/export-session.schema.json:54
refused/duplicate-key.in-free-form.json:12:120: /messages/0/toolCalls/0/inputJson/a/0/b: expected a new property name, found a duplicate key [duplicate-key]
refused/required.message-role.json:5:5: /messages/0: the required property "role" is missing [required] at schema/export-session.schema.json:117

"#]])
    .stderr_eq(str![[r#"
error: nowhere.json: No such file or directory (os error 2)
1 valid, 3 invalid, 1 unreadable; 3 problems

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
refused/encoding.invalid-utf-8.json:8:19: /messages/0/content: the bytes from here on are not UTF-8: if it is Windows-1252 or Latin-1, convert it (iconv -f WINDOWS-1252 -t UTF-8) [encoding]
refused/depth.hundred-thousand.json:4:137: /deep/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0: nested deeper than 127 levels [depth]
refused/depth.hundred-thousand.json:4:100011: /deep/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0: expected a value, found ',' [syntax]
refused/syntax.cut-off.json:4:17: the document: expected ',' or '}', found the end of the input [syntax]

"#]])
    .stderr_eq(str![[r#"
0 valid, 5 invalid, 0 unreadable; 6 problems

"#]]);
}

#[test]
fn names_cannot_move_the_cursor() {
    program(&["validate", "-"])
        .stdin("{\"\\u001b[2J\\n\": {\"a\": 1, \"a\": 1}}")
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
<stdin>:1:1: the document: the required property "id" is missing [required] at schema/export-session.schema.json:63
<stdin>:1:1: the document: the required property "title" is missing [required] at schema/export-session.schema.json:63
<stdin>:1:1: the document: the required property "messages" is missing [required] at schema/export-session.schema.json:63
<stdin>:1:26: //u{1b}[2J/u{a}/a: expected a new property name, found a duplicate key [duplicate-key]

"#]])
        .stderr_eq(str![[r#"
0 valid, 1 invalid, 0 unreadable; 4 problems

"#]]);
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
refused/required.message-role.json:5:5: /messages/0: the required property "role" is missing [required] at schema/history/export-session@2025-09.schema.json:117

"#]]);
    run("normalize", &["accepted/one-line.json"])
        .assert()
        .code(0);
    run("schema", &[]).assert().code(2).stderr_eq(str![[r#"
error: export-session@2025-09 is a released version, which has no types: only validate and normalize take it

"#]]);
}
