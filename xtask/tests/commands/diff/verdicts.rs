//! Reports on comparisons, and their exit codes.

use snapbox::str;

use super::{NEW, OLD, released};
use crate::tree::Tree;

#[test]
fn keywords_that_no_type_expresses_are_compared() {
    let tree = released();
    let schema = |not: &str| {
        format!(
            "{{ \"$schema\": \"https://json-schema.org/draft/2020-12/schema\", \"not\": {not} }}"
        )
    };
    tree.write("target/old.json", schema("{ \"const\": \"a\" }"));
    tree.write("target/new.json", schema("{ \"enum\": [\"a\", \"b\"] }"));
    tree.xtask(&[
        "diff",
        "target/old.json",
        "target/new.json",
        "--timeout",
        "60",
    ])
    .assert()
    .code(1)
    .stdout_eq(str![[r#"
    Breaking target/new.json: backward breaking, forward compatible
    Breaking assertion-changed: `not` was {"const":"a"}, and is {"enum":["a","b"]}
        old: target/old.json:1:69: /not
        new: target/new.json:1:69: /not
   backward: breaking: the root: expected a value other than one of "a", "b"
    witness: "b"
        api: minor: New: same API, but reads or writes other documents
    version: the crate of the types needs a minor step

"#]]);
}

#[test]
fn what_the_vendor_changed() {
    let tree = released();
    tree.xtask(&["diff", OLD, NEW])
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
    Breaking target/2026-02/export-session.schema.json: backward breaking, forward breaking
  Compatible property-removed: the property "isError" (boolean) was declared, and is not
        old: target/2025-09/export-session.schema.json:155:20: /$defs/ExportToolCall/properties/isError
        new: target/2026-02/export-session.schema.json:119:23: /$defs/ExportToolCall
         by: /properties/messages/items → #/$defs/ExportMessage → /properties/toolCalls/items → #/$defs/ExportToolCall
    forward: breaking: /messages/0/toolCalls/0/isError: expected a boolean, found a number
    witness: {"id":"","title":"","messages":[{"id":"","role":"","content":"","toolCalls":[{"id":"","name":"","type":"","input":"","finished":true,"isError":0}],"createdAt":"2025-10-03T16:51:00+05:30","updatedAt":"2025-10-03T16:51:00+05:30"}]}
  Compatible property-removed: the property "metadata" (string) was declared, and is not
        old: target/2025-09/export-session.schema.json:159:21: /$defs/ExportToolCall/properties/metadata
        new: target/2026-02/export-session.schema.json:119:23: /$defs/ExportToolCall
         by: /properties/messages/items → #/$defs/ExportMessage → /properties/toolCalls/items → #/$defs/ExportToolCall
    forward: breaking: /messages/0/toolCalls/0/metadata: expected a string, found a number
    witness: {"id":"","title":"","messages":[{"id":"","role":"","content":"","toolCalls":[{"id":"","name":"","type":"","input":"","finished":true,"metadata":0}],"createdAt":"2025-10-03T16:51:00+05:30","updatedAt":"2025-10-03T16:51:00+05:30"}]}
    Breaking property-added: the property "screenshotUrls" (array of string) is declared, and was not
        old: target/2025-09/export-session.schema.json:119:23: /$defs/ExportToolCall
        new: target/2026-02/export-session.schema.json:155:27: /$defs/ExportToolCall/properties/screenshotUrls
         by: /properties/messages/items → #/$defs/ExportMessage → /properties/toolCalls/items → #/$defs/ExportToolCall
   backward: breaking: /messages/0/toolCalls/0/screenshotUrls: expected an array, found a number
    witness: {"id":"","title":"","messages":[{"id":"","role":"","content":"","toolCalls":[{"id":"","name":"","type":"","input":"","finished":true,"screenshotUrls":0}],"createdAt":"2025-10-03T16:51:00+05:30","updatedAt":"2025-10-03T16:51:00+05:30"}]}
    reading: The plain meaning of JSON Schema decided backward and forward: an open object may hold any name that its schema does not declare, with any value, and the witness is such a document; if you know that none exists, use `--content-model lenient`, and the verdict is compatible.
        api: major: ExportToolCall.is_error: field removed: Option<bool>
        api: major: ExportToolCall.metadata: field removed: Option<String>
        api: minor: ExportToolCall.screenshot_urls: new optional field: Option<Vec<String>>
    version: the crate of the types needs a major step

"#]])
        .stderr_eq(str![[r#"
    Findings 1 schema compared, 3 changes, backward required

"#]]);
}

#[test]
fn changes_of_the_vendor_without_other_names() {
    let tree = released();
    let lenient = ["diff", OLD, NEW, "--content-model", "lenient"];
    tree.xtask(&[lenient.as_slice(), &["--require", "full"]].concat())
        .assert()
        .code(0)
        .stdout_eq(str![[r#"
  Compatible target/2026-02/export-session.schema.json: backward compatible, forward compatible
  Compatible property-removed: the property "isError" (boolean) was declared, and is not
        old: target/2025-09/export-session.schema.json:155:20: /$defs/ExportToolCall/properties/isError
        new: target/2026-02/export-session.schema.json:119:23: /$defs/ExportToolCall
         by: /properties/messages/items → #/$defs/ExportMessage → /properties/toolCalls/items → #/$defs/ExportToolCall
  Compatible property-removed: the property "metadata" (string) was declared, and is not
        old: target/2025-09/export-session.schema.json:159:21: /$defs/ExportToolCall/properties/metadata
        new: target/2026-02/export-session.schema.json:119:23: /$defs/ExportToolCall
         by: /properties/messages/items → #/$defs/ExportMessage → /properties/toolCalls/items → #/$defs/ExportToolCall
  Compatible property-added: the property "screenshotUrls" (array of string) is declared, and was not
        old: target/2025-09/export-session.schema.json:119:23: /$defs/ExportToolCall
        new: target/2026-02/export-session.schema.json:155:27: /$defs/ExportToolCall/properties/screenshotUrls
         by: /properties/messages/items → #/$defs/ExportMessage → /properties/toolCalls/items → #/$defs/ExportToolCall
    reading: An assumption decided backward and forward: that no document uses a name that its schema does not declare; JSON Schema itself allows such documents, and `--content-model open` shows one that breaks.
        api: major: ExportToolCall.is_error: field removed: Option<bool>
        api: major: ExportToolCall.metadata: field removed: Option<String>
        api: minor: ExportToolCall.screenshot_urls: new optional field: Option<Vec<String>>
    version: the crate of the types needs a major step

"#]])
        .stderr_eq(str![[r#"
        Good 1 schema compared, 3 changes, backward and forward required

"#]]);
}

#[test]
fn what_is_required() {
    let tree = released();
    // The removed properties break new documents, and the added one old documents.
    for (required, code) in [("backward", 1), ("forward", 1), ("full", 1), ("none", 0)] {
        let arguments = ["diff", OLD, NEW, "--require", required];
        tree.xtask(&arguments).assert().code(code);
        tree.xtask(&["diff", OLD, OLD, "--require", required])
            .assert()
            .code(0)
            .stdout_eq(str![[r#"
       Equal target/2025-09/export-session.schema.json: no change

"#]]);
    }
    tree.xtask(&["diff", OLD, NEW, "--require", "both"])
        .assert()
        .code(2);
    tree.xtask(&["diff", OLD, NEW, OLD]).assert().code(2);
}

#[test]
fn rules() {
    let table = Tree::new().xtask(&["diff", "--rules"]).assert().code(0);
    let table = String::from_utf8(table.get_output().stdout.clone()).unwrap();
    let directory = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../codegen/compare/tests/diff/rules"
    );
    let mut names: Vec<String> = std::fs::read_dir(directory)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    let rows = table.lines().filter_map(|row| row.split_once("  "));
    let mut listed: Vec<&str> = rows
        .filter(|(_, purpose)| purpose.trim().ends_with('.'))
        .map(|(id, _)| id)
        .collect();
    listed.sort_unstable();
    assert_eq!(listed, names);
}
