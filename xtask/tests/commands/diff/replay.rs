//! Archives that are judged by both versions.

use snapbox::str;

use super::{NEW, OLD, released};
use crate::tree::Tree;

/// An archive in which a document breaks, one is mended, and two keep their verdict.
fn archive(tree: &Tree) {
    let document = |call: &str| {
        format!(
            r#"{{"id":"s","title":"t","messages":[{{"id":"m","role":"tool","content":"","createdAt":"2025-10-03T16:51:00Z","updatedAt":"2025-10-03T16:51:00Z","toolCalls":[{{"id":"c","name":"n","type":"f","input":"{{}}","finished":true{call}}}]}}]}}"#
        )
    };
    let folder = tree.path("target/archive");
    if folder.exists() {
        std::fs::remove_dir_all(&folder).unwrap();
    }
    std::fs::create_dir_all(folder).unwrap();
    let lines = [
        "",
        r#","screenshotUrls":"secret""#,
        r#","isError":"secret""#,
    ]
    .map(document);
    tree.write("target/archive/sessions.jsonl", lines.join("\n"));
    tree.write("target/archive/one.json", document(r#","result":1"#));
}

#[test]
fn documents_that_change_their_verdict() {
    let tree = released();
    archive(&tree);
    tree.xtask(&[
        "diff",
        OLD,
        NEW,
        "--content-model",
        "lenient",
        "--replay",
        "target/archive",
    ])
    .assert()
    .code(1)
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
    refuted: The archive refutes the assumption backward and forward: it has documents that use such names and change their verdict, as listed below.
     replay: target/archive/sessions.jsonl:2: valid → invalid: /messages/0/toolCalls/0/screenshotUrls: expected an array, found a string [type]
     replay: target/archive/sessions.jsonl:3: invalid → valid: /messages/0/toolCalls/0/isError: expected a boolean, found a string [type]

"#]])
    .stderr_eq(str![[r#"
    Replayed 1 valid → invalid, 1 invalid → valid, 1 valid under both, 1 invalid under both, 0 unrepresentable, 0 unreadable
    Findings 3 changes in 1 schema, backward required

"#]]);
    // A file that cannot be read has no verdict, and the others are reported all the same.
    tree.write("target/cut.json", "{");
    tree.xtask(&[
        "diff",
        OLD,
        NEW,
        "--require",
        "none",
        "--replay",
        "target/cut.json",
    ])
    .assert()
    .code(3)
    .stderr_eq(str![[r#"
error: target/cut.json: expected a property name in double quotes, found the end of the input, at byte 1
    Replayed 0 valid → invalid, 0 invalid → valid, 0 valid under both, 0 invalid under both, 0 unrepresentable, 1 unreadable
  No verdict 3 changes in 1 schema, no direction required

"#]]);
    tree.xtask(&["diff", "--replay", "target/archive"])
        .assert()
        .code(2);
}
