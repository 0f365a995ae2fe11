//! Changes that break on purpose.

use snapbox::{assert_data_eq, str};

use super::{NEW, OLD, released};
use crate::tree::Tree;

#[test]
fn breaks_on_purpose() {
    let tree = released();
    let ignore = |rule: &str, name: &str, reason: &str| {
        format!(
            r#"{{ "rule": "{rule}", "schema": "export-session", "reason": "{reason}",
                "pointer": "/$defs/ExportToolCall/properties/{name}",
                "change": "`messages[].toolCalls[].{name}` is now declared (array of string)" }}"#
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
     Allowed target/2026-02/export-session.schema.json: backward compatible apart from what is ignored, forward breaking
     Allowed `messages[].toolCalls[].isError` is no longer declared (boolean)
     breaks: old readers of new documents: expected a boolean, found a number
    witness: {…, "messages": [{…, "toolCalls": [{…, "isError": 0}]}]}
         at: target/2025-09/export-session.schema.json:155:20: /$defs/ExportToolCall/properties/isError (property-removed)
     Allowed `messages[].toolCalls[].metadata` is no longer declared (string)
     breaks: old readers of new documents: expected a string, found a number
    witness: {…, "messages": [{…, "toolCalls": [{…, "metadata": 0}]}]}
         at: target/2025-09/export-session.schema.json:159:21: /$defs/ExportToolCall/properties/metadata (property-removed)
     Ignored `messages[].toolCalls[].screenshotUrls` is now declared (array of string)
     breaks: readers of old documents: expected an array, found a number
    witness: {…, "messages": [{…, "toolCalls": [{…, "screenshotUrls": 0}]}]}
     reason: No server wrote this name before.
         at: target/2026-02/export-session.schema.json:155:27: /$defs/ExportToolCall/properties/screenshotUrls (property-added)
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
::notice file=target/2026-02/export-session.schema.json,line=119,col=23,title=property-removed::`messages[].toolCalls[].isError` is no longer declared (boolean)%0Abreaks old readers of new documents: expected a boolean, found a number: {…, "messages": [{…, "toolCalls": [{…, "isError": 0}]}]}
::notice file=target/2026-02/export-session.schema.json,line=119,col=23,title=property-removed::`messages[].toolCalls[].metadata` is no longer declared (string)%0Abreaks old readers of new documents: expected a string, found a number: {…, "messages": [{…, "toolCalls": [{…, "metadata": 0}]}]}
::notice file=target/2026-02/export-session.schema.json,line=155,col=27,title=property-added::`messages[].toolCalls[].screenshotUrls` is now declared (array of string)%0Abreaks readers of old documents: expected an array, found a number: {…, "messages": [{…, "toolCalls": [{…, "screenshotUrls": 0}]}]}%0Aignored: No server wrote this name before.
::notice file=target/2026-02/export-session.schema.json,title=Reading::The plain meaning of JSON Schema decided backward and forward: an open object may hold any name that its schema does not declare, with any value, and the witness is such a document; if you know that none exists, use `--content-model lenient`, and the verdict is compatible.
::notice file=target/2026-02/export-session.schema.json,title=API::major: ExportToolCall.is_error: field removed: Option<bool>%0Amajor: ExportToolCall.metadata: field removed: Option<String>%0Aminor: ExportToolCall.screenshot_urls: new optional field: Option<Vec<String>>
::notice file=target/2026-02/export-session.schema.json,title=Version::the crate of the types needs a major step
::error file=schema/diff-ignores.json,line=5,col=1::export-session has no property-added at "/$defs/ExportToolCall/properties/screenshots" that breaks: `messages[].toolCalls[].screenshots` is now declared (array of string)

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
  "change": "`cost` is now required",
  "reason": "All exports have a cost."
}]"#,
    );
    tree.xtask(&["diff", OLD, NEW])
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
    Breaking target/2026-02/export-session.schema.json: backward breaking apart from what is ignored, forward compatible
    Breaking `count` is now required
     breaks: readers of old documents: the required property "count" is missing
    witness: {"cost":0}
         at: target/2026-02/export-session.schema.json:6:15: /required (required-added)
     Ignored `cost` is now required
     breaks: readers of old documents: the required property "cost" is missing
    witness: {"count":0}
     reason: All exports have a cost.
         at: target/2026-02/export-session.schema.json:6:15: /required (required-added)
        api: major: Parcel.cost: type changed from Option<f64> to f64
        api: major: Parcel.count: type changed from Option<f64> to f64
        api: major: impl Default for Parcel: trait no longer implemented
        api: major: Parcel::new: was fn() -> Self, is fn(required: ParcelRequired) -> Self
        api: minor: ParcelRequired: new type
    version: the crate of the types needs a major step

"#]]);
}

#[test]
fn breaks_are_accepted() {
    let tree = released();
    let accept = |arguments: &[&str]| {
        let all = ["diff", OLD, NEW, "--baseline", "target/baseline.json"];
        tree.xtask(&[&all[..], arguments].concat())
    };
    let reason = ["--write-baseline", "No reader is older than a year."];
    // The folder is that of the last run.
    drop(std::fs::remove_file(tree.path("target/baseline.json")));
    accept(&[]).assert().code(3);
    accept(&reason).assert().code(0).stderr_eq(str![[r#"
        Good 1 break was added to [..]/target/baseline.json

"#]]);
    assert_data_eq!(
        tree.read("target/baseline.json"),
        str![[r#"
[
  {
    "schema": "export-session",
    "rule": "property-added",
    "pointer": "/$defs/ExportToolCall/properties/screenshotUrls",
    "change": "`messages[].toolCalls[].screenshotUrls` is now declared (array of string)",
    "reason": "No reader is older than a year."
  }
]

"#]]
    );
    accept(&[]).assert().code(0);
    accept(&["--require", "full"]).assert().code(1);
    // What is listed already keeps its reason, and the rest gets another.
    let other = [
        "--require",
        "full",
        "--write-baseline",
        "All readers are ours.",
    ];
    accept(&other).assert().code(0);
    accept(&["--require", "full"]).assert().code(0);
    let baseline = tree.read("target/baseline.json");
    assert_eq!(baseline.matches("No reader is older").count(), 1);
    assert_eq!(baseline.matches("All readers are ours.").count(), 2);
    // Nothing needs it any more.
    let same = ["diff", OLD, OLD, "--baseline", "target/baseline.json"];
    tree.xtask(&same).assert().code(1);
    tree.xtask(&[&same[..], &reason].concat()).assert().code(0);
    assert_eq!(tree.read("target/baseline.json"), "[]\n");
    tree.xtask(&["diff", OLD, NEW, "--write-baseline", " "])
        .assert()
        .code(2);
}
