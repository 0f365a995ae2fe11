//! `cargo xtask check`

use snapbox::str;

use crate::TYPES;
use crate::tree::Tree;

#[test]
fn all_is_well() {
    Tree::compiled()
        .xtask(&["check"])
        .assert()
        .code(0)
        .stdout_eq(str![[r#"
       Fresh models/src/generated/export_session.rs
       Fresh models/src/generated/mod.rs
       Equal schema/export-session.schema.json and the compiled types
      Judged 17 samples accepted, 78 refused for the reason they name

"#]])
        .stderr_eq(str![[r#"
   Compiling models, if they have changed
        Good schema, artifacts, compiled types and samples agree

"#]]);
}

#[test]
fn an_attribute_that_accepts_more_or_less() {
    let tree = Tree::compiled();
    // The types would hold less than the schema accepts.
    tree.replace(TYPES, "with = \"i64\"", "with = \"u8\"");
    tree.replace(
        TYPES,
        "pub user_message_count: Option<i64>",
        "pub user_message_count: Option<u8>",
    );
    // And it would take null for an absent property.
    tree.replace(TYPES, "with = \"f64\"", "with = \"Option<f64>\"");
    tree.xtask(&["check"])
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
       Stale models/src/generated/export_session.rs
    problem: the schema has changed since this file was generated, or the file was edited
        fix: cargo xtask generate
--- models/src/generated/export_session.rs
+++ models/src/generated/export_session.rs (generated)
@@ -56,9 +56,9 @@
     /// How many messages the user wrote.
     #[cfg_attr(
         feature = "schemars",
-        schemars(default, skip_serializing_if = "Option::is_none", with = "u8")
+        schemars(default, skip_serializing_if = "Option::is_none", with = "i64")
     )]
-    pub user_message_count: Option<u8>,
+    pub user_message_count: Option<i64>,
     /// How many messages the assistant wrote.
     #[cfg_attr(
         feature = "schemars",
@@ -86,7 +86,7 @@
     /// What the session cost. A sum of doubles, so its last digits are noise worth keeping.
     #[cfg_attr(
         feature = "schemars",
-        schemars(default, skip_serializing_if = "Option::is_none", with = "Option<f64>")
+        schemars(default, skip_serializing_if = "Option::is_none", with = "f64")
     )]
     pub cost: Option<f64>,
     /// Every message of the session, in order.
       Fresh models/src/generated/mod.rs
       Drift schema/export-session.schema.json and the compiled types
    problem: schema/export-session.schema.json:27:25: /properties/userMessageCount/maximum: the schema says nothing, the types say 255: the types refuse documents that the schema accepts
    problem: schema/export-session.schema.json:27:25: /properties/userMessageCount/minimum: the schema says nothing, the types say 0: the types refuse documents that the schema accepts
    problem: schema/export-session.schema.json:30:17: /properties/userMessageCount/format: the schema says "int64", the types say "uint8": the types and the schema accept different documents
    problem: schema/export-session.schema.json:54:15: /properties/cost/type: the schema says "number", the types say ["number","null"]: the types and the schema accept different documents
        fix: cargo xtask generate, or undo the change in models/src
      Judged 17 samples accepted, 78 refused for the reason they name

"#]]);
}

#[test]
fn a_hand_written_type_that_emits_another_schema() {
    let tree = Tree::compiled();
    tree.replace("models/src/emit.rs", ", \"format\": \"date-time\"", "");
    tree.xtask(&["check"])
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
       Fresh models/src/generated/export_session.rs
       Fresh models/src/generated/mod.rs
       Drift schema/export-session.schema.json and the compiled types
    problem: schema/export-session.schema.json:20:17: /properties/createdAt/format: the schema says "date-time", the types say nothing: the types read documents that the schema refuses
    problem: schema/export-session.schema.json:25:17: /properties/updatedAt/format: the schema says "date-time", the types say nothing: the types read documents that the schema refuses
    problem: schema/export-session.schema.json:109:21: /$defs/ExportMessage/properties/createdAt/format: the schema says "date-time", the types say nothing: the types read documents that the schema refuses
    problem: schema/export-session.schema.json:114:21: /$defs/ExportMessage/properties/updatedAt/format: the schema says "date-time", the types say nothing: the types read documents that the schema refuses
        fix: cargo xtask generate, or undo the change in models/src
      Judged 17 samples accepted, 78 refused for the reason they name

"#]]);
}

#[test]
fn a_reader_that_accepts_more() {
    let tree = Tree::compiled();
    tree.replace(
        "models/src/timestamp.rs",
        "(b'T' | b't')",
        "(b'T' | b't' | b' ')",
    );
    tree.xtask(&["check"]).assert().code(1).stdout_eq(str![[r#"
       Fresh models/src/generated/export_session.rs
       Fresh models/src/generated/mod.rs
       Equal schema/export-session.schema.json and the compiled types
   Misjudged schema/export-session.samples/refused/constraint.time-space-for-t.json
    problem: it must be refused, and was accepted
        fix: mend models/src, or move the samples to where they belong

"#]]);
}

#[test]
fn models_that_do_not_compile() {
    let tree = Tree::compiled();
    tree.write(TYPES, "<<<<<<< HEAD\n");
    let output = tree
        .xtask(&["check"])
        .assert()
        .code(3)
        .get_output()
        .stdout
        .clone();
    let output = String::from_utf8(output).unwrap();
    let failure = output.split("Failure").nth(1).unwrap();
    assert!(
        failure.starts_with(" models do not compile\n    problem: error: "),
        "{failure}"
    );
    assert!(failure.contains("fix: cargo xtask generate"), "{failure}");
    assert!(
        output.contains("Stale models/src/generated/export_session.rs"),
        "{output}"
    );
}
