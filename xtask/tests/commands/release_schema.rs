//! `cargo xtask release-schema`, and the report of `check` on the history.

use snapbox::{assert_data_eq, str};

use crate::SCHEMA;
use crate::tree::Tree;

const NINE: &str = "schema/history/export-session@2025-9.schema.json";
const TEN: &str = "schema/history/export-session@2025-10.schema.json";
const SUMS: &str = "schema/history/SHA256SUMS";

/// A tree with two releases, the first of which had no price.
fn released() -> Tree {
    let tree = Tree::new();
    let now = tree.read(SCHEMA);
    tree.replace(SCHEMA, "\"price\"", "\"cost\"");
    tree.xtask(&["release-schema", "export-session", "2025-9"])
        .assert()
        .code(0);
    tree.write(SCHEMA, now);
    tree.xtask(&["release-schema", "export-session", "2025-10"])
        .assert()
        .code(0);
    tree
}

/// The report of `check` on the history.
fn history(tree: &Tree) -> String {
    let checked = tree.checked();
    let lines = checked
        .lines()
        .skip_while(|line| !line.ends_with("export-session.md"));
    let lines = lines.skip(1).take_while(|line| !line.contains(" Version "));
    lines.map(|line| format!("{line}\n")).collect()
}

#[test]
fn a_release() {
    let tree = Tree::new();
    assert_data_eq!(history(&tree), "");
    tree.xtask(&["release-schema", "export-session", "2025-10"])
        .assert()
        .code(0)
        .stdout_eq(str![[r#"
     Created schema/history/export-session@2025-10.schema.json
     Created schema/history/SHA256SUMS

"#]])
        .stderr_eq(str![[r#"
        Good schema/export-session.schema.json is released as 2025-10, the newest version

"#]]);
    assert_eq!(tree.read(TEN), tree.read(SCHEMA));
    tree.xtask(&["release-schema", "export-session", "2025-10"])
        .assert()
        .code(0)
        .stdout_eq(str![[r#"
       Fresh schema/history/export-session@2025-10.schema.json
       Fresh schema/history/SHA256SUMS

"#]]);
    assert_data_eq!(
        history(&tree),
        str![[r#"
      Intact schema/history/export-session@2025-10.schema.json
    Released schema/export-session.schema.json: as 2025-10

"#]]
    );
    // It is no source of types, but of a table.
    tree.xtask(&["generate"])
        .assert()
        .code(0)
        .stdout_eq(str![[r#"
       Fresh models/src/generated/export_session.rs
     Updated models/src/generated/mod.rs
       Fresh models/src/generated/tables/export_session.table
     Created models/src/generated/tables/export_session_2025_10.table
       Fresh schema/export-session.md

"#]]);
}

#[test]
fn an_older_version_from_another_file() {
    let tree = released();
    let file = tree.path("older.json");
    std::fs::copy(tree.path(SCHEMA), &file).unwrap();
    let file = file.to_str().unwrap();
    tree.xtask(&[
        "release-schema",
        "export-session",
        "2024-01",
        "--from",
        file,
    ])
    .assert()
    .code(0)
    .stderr_eq(str![[r#"
        Good [..]older.json is released as 2024-01, not the newest version

"#]]);
}

#[test]
fn checksums_are_those_of_sha256sum() {
    let tree = Tree::new();
    let schema = "{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\"\n}\n";
    tree.write(SCHEMA, schema);
    tree.xtask(&["release-schema", "export-session", "1"])
        .assert()
        .code(0);
    assert_data_eq!(
        tree.read(SUMS),
        str![[r#"
995db65f3d8d0a9ffca4fadaaa7a975a483ed4a3ea3176341b4dd26a2b31cf8b  export-session@1.schema.json

"#]]
    );
}

#[test]
fn versions_are_compared_as_numbers() {
    let tree = released();
    assert_data_eq!(
        history(&tree),
        str![[r#"
      Intact schema/history/export-session@2025-9.schema.json
      Intact schema/history/export-session@2025-10.schema.json
    Released schema/export-session.schema.json: as 2025-10

"#]]
    );
    tree.replace(SCHEMA, "Grams.", "Ounces.");
    tree.xtask(&["generate"]).assert().code(0);
    assert_data_eq!(
        history(&tree),
        str![[r#"
      Intact schema/history/export-session@2025-9.schema.json
      Intact schema/history/export-session@2025-10.schema.json
    Released schema/export-session.schema.json: changed since 2025-10

"#]]
    );
}

#[test]
fn a_released_version_stays() {
    let tree = released();
    let before = (tree.read(NINE), tree.read(SUMS));
    tree.xtask(&["release-schema", "export-session", "2025-9"])
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
     Refused schema/history/export-session@2025-9.schema.json
    problem: this version is released already, and is not schema/export-session.schema.json
        fix: release it as another version
--- schema/history/export-session@2025-9.schema.json
+++ schema/export-session.schema.json
@@ -14,7 +14,7 @@
       "type": "integer",
       "format": "int64"
     },
-    "cost": {
+    "price": {
       "description": "What it costs.",
       "type": "number",
       "format": "double"

"#]])
        .stderr_eq(str![[r#"
    Findings nothing was released

"#]]);
    tree.xtask(&["release-schema", "export-session", "2025.10"])
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
     Refused schema/history/export-session@2025-10.schema.json
    problem: this version is released already, in another spelling
        fix: release it as another version

"#]]);
    // Gone is not unreleased.
    std::fs::remove_file(tree.path(NINE)).unwrap();
    tree.xtask(&["release-schema", "export-session", "2025-9"])
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
     Refused schema/history/export-session@2025-9.schema.json
    problem: schema/history/SHA256SUMS lists the checksum of another text
        fix: restore the released text, and release this as another version

"#]]);
    tree.write(NINE, &before.0);
    assert_eq!((tree.read(NINE), tree.read(SUMS)), before);
}

#[test]
fn what_has_no_meaning_is_not_released() {
    let tree = Tree::new();
    tree.replace(SCHEMA, "\"Grams.\"", "\"Grams.\", \"$ref\": \"#/nowhere\"");
    tree.xtask(&["release-schema", "export-session", "1"])
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
     Refused schema/export-session.schema.json
    problem: schema/export-session.schema.json:13:40: /properties/weight/$ref: the reference leads nowhere: there is no /nowhere in the root of schema/export-session.schema.json
        fix: [..]

"#]]);
    assert!(!tree.path("schema/history").exists());
}

/// What a schema refers to is released with it.
#[test]
fn a_release_of_several_files() {
    let tree = Tree::new();
    std::fs::create_dir_all(tree.path("target")).unwrap();
    tree.write(
        "schema/mass.json",
        r#"{ "$defs": { "grams": { "type": "integer", "minimum": 0 } } }"#,
    );
    tree.write(
        "target/parcel.json",
        r#"{ "$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Parcel", "type": "object",
  "properties": { "mass": { "$ref": "../schema/mass.json#/$defs/grams" } } }"#,
    );
    let from = tree.path("target/parcel.json");
    let from = from.to_str().unwrap();
    let release = ["release-schema", "export-session", "1", "--from", from];
    tree.xtask(&release).assert().code(0);
    tree.write(
        "schema/mass.json",
        r#"{ "$defs": { "grams": { "type": "string" } } }"#,
    );
    let released = "schema/history/export-session@1.schema.json";
    assert!(
        tree.read(released)
            .contains("bundle:/mass.json#/$defs/grams")
    );
    // It needs no other file.
    tree.xtask(&["diff", released, released]).assert().code(0);
}

#[test]
fn usage() {
    let tree = Tree::new();
    for version in ["", "v1", "1.0-rc", "../1"] {
        tree.xtask(&["release-schema", "export-session", version])
            .assert()
            .code(2);
    }
    tree.xtask(&["release-schema", "export-sesion", "1"])
        .assert()
        .code(3)
        .stderr_eq(str![[r#"
error: there is no schema "export-sesion"; there is export-session

"#]]);
}

#[test]
fn a_release_that_was_altered() {
    let tree = released();
    tree.replace(NINE, "Grams.", "Ounces.");
    std::fs::remove_file(tree.path(TEN)).unwrap();
    tree.write(
        "schema/history/export-session@3.schema.json",
        tree.read(SCHEMA),
    );
    tree.write("schema/history/notes.txt", "A person wrote this.\n");
    assert_data_eq!(
        history(&tree),
        str![[r#"
     Altered schema/history/export-session@3.schema.json
    problem: its checksum is not listed (schema/history/SHA256SUMS)
        fix: cargo xtask release-schema, which alone adds files here
     Altered schema/history/export-session@2025-9.schema.json
    problem: it is not what was released (schema/history/SHA256SUMS)
        fix: bring back what was released
     Altered schema/history/notes.txt
    problem: its name is not NAME@VERSION.schema.json
        fix: remove it: cargo xtask release-schema alone adds files here
     Missing schema/history/export-session@2025-10.schema.json
    problem: schema/history/SHA256SUMS lists it
        fix: restore it: a released schema stays
    Released schema/export-session.schema.json: changed since 2025-9

"#]]
    );
}

#[test]
fn a_release_that_is_refused_now() {
    let tree = released();
    let text = tree
        .read(NINE)
        .replace("Grams.\"", "Grams.\", \"$ref\": \"#/nowhere\"");
    tree.write(NINE, &text);
    // As if it had been accepted once.
    let sum = tree.read(SUMS);
    let listed = sum
        .lines()
        .find(|line| line.ends_with("@2025-9.schema.json"))
        .unwrap();
    let actual = snapbox::cmd::Command::new("sha256sum")
        .arg(tree.path(NINE))
        .output();
    let Ok(actual) = actual else {
        eprintln!("skipped: there is no sha256sum");
        return;
    };
    let actual = String::from_utf8(actual.stdout).unwrap();
    tree.write(SUMS, sum.replace(&listed[..64], &actual[..64]));
    assert_data_eq!(
        tree.checked(),
        str![[r#"
     Refused schema/history/export-session@2025-9.schema.json
    problem: schema/history/export-session@2025-9.schema.json:13:40: /properties/weight/$ref: the reference leads nowhere: there is no /nowhere
        fix: [..]
      Intact schema/history/export-session@2025-9.schema.json
      Intact schema/history/export-session@2025-10.schema.json
    Released schema/export-session.schema.json: as 2025-10
     Version models [..]: not compared with a release: [..]

"#]]
    );
}

#[test]
fn checksums_that_are_none() {
    let tree = released();
    tree.write(SUMS, "2025-10 is fine\n");
    tree.xtask(&["check"]).assert().code(3).stderr_eq(str![[r#"
error: schema/history/SHA256SUMS:1: not a checksum line

"#]]);
}
