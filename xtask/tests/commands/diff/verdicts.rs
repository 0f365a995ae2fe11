//! Reports on comparisons, and their exit codes.

use snapbox::str;

use super::{NEW, OLD, released};
use crate::tree::{Tree, stdout};

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
    Breaking the document must now satisfy `not`: {"enum":["a","b"]} (was {"const":"a"})
     breaks: readers of old documents: expected a value other than one of "a", "b"
    witness: "b"
         at: target/new.json:1:69: /not (assertion-changed)
        api: minor: New: same API, but reads or writes other documents
    version: the crate of the types needs a minor step

"#]]);
}

#[test]
fn without_time_nothing_is_decided() {
    let tree = released();
    tree.write("target/old.json", r#"{ "type": "string" }"#);
    tree.write("target/new.json", r#"{ "type": "integer" }"#);
    let arguments = [
        "diff",
        "target/old.json",
        "target/new.json",
        "--timeout",
        "0",
    ];
    tree.xtask(&arguments).assert().code(1).stdout_eq(str![[r#"
   Undecided target/new.json: backward undecided, forward undecided
   Undecided the document may mean something else as a whole
  undecided: for readers of old documents: the time ran out
  undecided: for old readers of new documents: the time ran out
         at: target/new.json:1:1: the root (meaning-changed)
        api: the time ran out before the types were compared

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
    Breaking `messages[].toolCalls[].screenshotUrls` is now declared (array of string)
     breaks: readers of old documents: expected an array, found a number
    witness: {…, "messages": [{…, "toolCalls": [{…, "screenshotUrls": 0}]}]}
         at: target/2026-02/export-session.schema.json:155:27: /$defs/ExportToolCall/properties/screenshotUrls (property-added)
     Allowed `messages[].toolCalls[].isError` is no longer declared (boolean)
     breaks: old readers of new documents: expected a boolean, found a number
    witness: {…, "messages": [{…, "toolCalls": [{…, "isError": 0}]}]}
         at: target/2025-09/export-session.schema.json:155:20: /$defs/ExportToolCall/properties/isError (property-removed)
     Allowed `messages[].toolCalls[].metadata` is no longer declared (string)
     breaks: old readers of new documents: expected a string, found a number
    witness: {…, "messages": [{…, "toolCalls": [{…, "metadata": 0}]}]}
         at: target/2025-09/export-session.schema.json:159:21: /$defs/ExportToolCall/properties/metadata (property-removed)
    reading: The plain meaning of JSON Schema decided backward and forward: an open object may hold any name that its schema does not declare, with any value, and the witness is such a document; if you know that none exists, use `--content-model lenient`, and the verdict is compatible.
        api: major: ExportToolCall.is_error: field removed: Option<bool>
        api: major: ExportToolCall.metadata: field removed: Option<String>
        api: minor: ExportToolCall.screenshot_urls: new optional field: Option<Vec<String>>
    version: the crate of the types needs a major step

"#]])
        .stderr_eq(str![[r#"
    Findings 3 changes in 1 schema, backward required

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
  Compatible `messages[].toolCalls[].isError` is no longer declared (boolean)
  Compatible `messages[].toolCalls[].metadata` is no longer declared (string)
  Compatible `messages[].toolCalls[].screenshotUrls` is now declared (array of string)
    reading: An assumption decided backward and forward: that no document uses a name that its schema does not declare; JSON Schema itself allows such documents, and `--content-model open` shows one that breaks.
        api: major: ExportToolCall.is_error: field removed: Option<bool>
        api: major: ExportToolCall.metadata: field removed: Option<String>
        api: minor: ExportToolCall.screenshot_urls: new optional field: Option<Vec<String>>
    version: the crate of the types needs a major step

"#]])
        .stderr_eq(str![[r#"
        Good 3 changes in 1 schema, backward and forward required

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
    let table = stdout(&table);
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
