//! Changes that break on purpose.

use snapbox::str;

use super::{NEW, OLD, released};
use crate::tree::Tree;

#[test]
fn breaks_on_purpose() {
    let tree = released();
    let ignore = |rule: &str, name: &str, reason: &str| {
        format!(
            r#"{{ "rule": "{rule}", "schema": "export-session", "reason": "{reason}",
                "pointer": "/$defs/ExportToolCall/properties/{name}",
                "change": "the property \"{name}\" (array of string) is declared, and was not" }}"#
        )
    };
    let write = |entries: &[String]| {
        tree.write(
            "schema/diff-ignores.json",
            format!("[\n{}\n]", entries.join(",\n")),
        );
    };
    let used = ignore(
        "property-added",
        "screenshotUrls",
        "No server wrote this name before.",
    );
    write(std::slice::from_ref(&used));
    tree.xtask(&["diff", OLD, NEW])
        .assert()
        .code(0)
        .stdout_eq(str![[r#"
  Compatible target/2026-02/export-session.schema.json: backward compatible apart from what is ignored, forward breaking
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
     Ignored property-added: the property "screenshotUrls" (array of string) is declared, and was not
     reason: No server wrote this name before.
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

"#]]);
    let unused = ignore("property-added", "screenshots", "It was called so once.");
    write(&[used, unused]);
    tree.xtask(&["diff", OLD, NEW, "--format", "github"])
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
::notice file=target/2026-02/export-session.schema.json,line=119,col=23,title=property-removed::the property "isError" (boolean) was declared, and is not%0Aforward: {"id":"","title":"","messages":[{"id":"","role":"","content":"","toolCalls":[{"id":"","name":"","type":"","input":"","finished":true,"isError":0}],"createdAt":"2025-10-03T16:51:00+05:30","updatedAt":"2025-10-03T16:51:00+05:30"}]} breaks
::notice file=target/2026-02/export-session.schema.json,line=119,col=23,title=property-removed::the property "metadata" (string) was declared, and is not%0Aforward: {"id":"","title":"","messages":[{"id":"","role":"","content":"","toolCalls":[{"id":"","name":"","type":"","input":"","finished":true,"metadata":0}],"createdAt":"2025-10-03T16:51:00+05:30","updatedAt":"2025-10-03T16:51:00+05:30"}]} breaks
::notice file=target/2026-02/export-session.schema.json,line=155,col=27,title=property-added::the property "screenshotUrls" (array of string) is declared, and was not%0Abackward: {"id":"","title":"","messages":[{"id":"","role":"","content":"","toolCalls":[{"id":"","name":"","type":"","input":"","finished":true,"screenshotUrls":0}],"createdAt":"2025-10-03T16:51:00+05:30","updatedAt":"2025-10-03T16:51:00+05:30"}]} breaks%0Aignored: No server wrote this name before.
::notice file=target/2026-02/export-session.schema.json,title=Reading::The plain meaning of JSON Schema decided backward and forward: an open object may hold any name that its schema does not declare, with any value, and the witness is such a document; if you know that none exists, use `--content-model lenient`, and the verdict is compatible.
::notice file=target/2026-02/export-session.schema.json,title=API::major: ExportToolCall.is_error: field removed: Option<bool>%0Amajor: ExportToolCall.metadata: field removed: Option<String>%0Aminor: ExportToolCall.screenshot_urls: new optional field: Option<Vec<String>>
::notice file=target/2026-02/export-session.schema.json,title=Version::the crate of the types needs a major step
::error file=schema/diff-ignores.json,line=5,col=1::export-session has no property-added at "/$defs/ExportToolCall/properties/screenshots" that breaks: the property "screenshots" (array of string) is declared, and was not

"#]]);
    for entry in [
        ignore("property-adde", "x", "It is misspelled."),
        ignore("property-added", "x", ""),
        "1".to_owned(),
        r#"{ "rules": 1 }"#.to_owned(),
        "{".to_owned(),
    ] {
        write(&[entry]);
        tree.xtask(&["diff", OLD, NEW]).assert().code(3);
    }
    tree.xtask(&["diff", OLD, NEW])
        .assert()
        .code(3)
        .stderr_eq(str![[r#"
error: schema/diff-ignores.json:3:1: expected a property name in double quotes, found ']'

"#]]);
}

#[test]
fn an_entry_covers_one_change() {
    let tree = Tree::new();
    std::fs::create_dir_all(tree.path("target")).unwrap();
    for (path, required) in [(OLD, "[]"), (NEW, r#"["cost", "count"]"#)] {
        std::fs::create_dir_all(tree.path(path).parent().unwrap()).unwrap();
        let properties = r#"{ "cost": { "type": "number" }, "count": { "type": "number" } }"#;
        tree.write(
            path,
            format!(
                r#"{{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Parcel",
  "type": "object",
  "properties": {properties},
  "required": {required}
}}
"#
            ),
        );
    }
    tree.write(
        "schema/diff-ignores.json",
        r#"[{
  "rule": "required-added",
  "schema": "export-session",
  "pointer": "/required",
  "change": "the property \"cost\" is required, and was not",
  "reason": "All exports have a cost."
}]"#,
    );
    tree.xtask(&["diff", OLD, NEW])
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
    Breaking target/2026-02/export-session.schema.json: backward breaking apart from what is ignored, forward compatible
     Ignored required-added: the property "cost" is required, and was not
     reason: All exports have a cost.
        old: target/2025-09/export-session.schema.json:6:15: /required
        new: target/2026-02/export-session.schema.json:6:15: /required
   backward: breaking: the root: the required property "cost" is missing
    witness: {"count":0}
    Breaking required-added: the property "count" is required, and was not
        old: target/2025-09/export-session.schema.json:6:15: /required
        new: target/2026-02/export-session.schema.json:6:15: /required
   backward: breaking: the root: the required property "count" is missing
    witness: {"cost":0}
        api: major: Parcel.cost: type changed from Option<f64> to f64
        api: major: Parcel.count: type changed from Option<f64> to f64
        api: major: impl Default for Parcel: trait no longer implemented
        api: major: Parcel::new: was fn() -> Self, is fn(required: ParcelRequired) -> Self
        api: minor: ParcelRequired: new type
    version: the crate of the types needs a major step

"#]]);
}
