//! `cargo xtask import`

use snapbox::str;

use crate::SCHEMA;
use crate::tree::Tree;

/// The schema of the tests, as a vendor would publish it, with a property more.
const VENDOR: &str = r##"openapi: 3.0.3
info: { title: Parcels, version: 7.0.0 }
components:
  schemas:
    Item:
      type: object
      description: A thing in a parcel.
      required: [name]
      properties:
        name:
          type: string
          description: What it is called.
        fragile:
          type: boolean
          description: Whether it may not fall.
          xml: { attribute: true }
    Parcel:
      type: object
      description: What the tests send around.
      required: [id, items]
      properties:
        id: { type: string, description: Identifies the parcel., example: p1 }
        weight: { type: integer, description: Grams. }
        price: { type: number, format: double, description: What it costs. }
        sentAt: { type: string, format: date-time, description: When it was sent. }
        colour: { type: string, nullable: true, description: What it looks like. }
        items:
          type: array
          description: What is in it.
          items: { $ref: "#/components/schemas/Item" }
"##;

/// How wide the numbers are.
const WIDTHS: &str = r#"{ "/properties/weight": { "format": "int64" } }
"#;

const OVERLAY: &str = "schema/export-session.overlay.json";

fn tree() -> Tree {
    let tree = Tree::new();
    tree.write("vendor.yaml", VENDOR);
    tree.write(OVERLAY, WIDTHS);
    tree
}

#[test]
fn a_document_with_its_overlay() {
    let tree = tree();
    let import = ["import", "vendor.yaml", "--root", "Parcel"];
    tree.xtask(&import)
        .assert()
        .code(0)
        .stdout_eq(str![[r#"
--- schema/export-session.schema.json
+++ schema/export-session.schema.json (imported)
@@ -24,6 +24,10 @@
       "type": "string",
       "format": "date-time"
     },
+    "colour": {
+      "description": "What it looks like.",
+      "type": ["string", "null"]
+    },
     "items": {
       "description": "What is in it.",
       "type": "array",
     Updated schema/export-session.schema.json

"#]])
        .stderr_eq(str![[r#"
        Note vendor.yaml:16:16: /components/schemas/Item/properties/fragile/xml: `xml` is not about JSON: left out
        Good review `cargo xtask diff`, then run `cargo xtask generate`

"#]]);
    tree.xtask(&import)
        .assert()
        .code(0)
        .stdout_eq(str![[r#"
       Fresh schema/export-session.schema.json

"#]])
        .stderr_eq(str![[r#"
        Note vendor.yaml:16:16: /components/schemas/Item/properties/fragile/xml: `xml` is not about JSON: left out
        Good the schema is up to date with the document

"#]]);
    tree.xtask(&["generate"]).assert().code(0);
    // The types include the additions of the overlay, and those of the document.
    let types = tree.read(crate::TYPES);
    assert!(types.contains("pub weight: Option<i64>,"), "{types}");
    assert!(
        types.contains("pub colour: Option<Option<String>>,"),
        "{types}"
    );
}

#[test]
fn a_dry_run_writes_nothing() {
    let tree = tree();
    let before = tree.read(SCHEMA);
    tree.xtask(&["import", "vendor.yaml", "--root", "Parcel", "--dry-run"])
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
--- schema/export-session.schema.json
+++ schema/export-session.schema.json (imported)
@@ -24,6 +24,10 @@
       "type": "string",
       "format": "date-time"
     },
+    "colour": {
+      "description": "What it looks like.",
+      "type": ["string", "null"]
+    },
     "items": {
       "description": "What is in it.",
       "type": "array",
       Stale schema/export-session.schema.json

"#]])
        .stderr_eq(str![[r#"
        Note vendor.yaml:16:16: /components/schemas/Item/properties/fragile/xml: `xml` is not about JSON: left out
    Findings nothing was written

"#]]);
    assert_eq!(tree.read(SCHEMA), before);
    let colour = VENDOR.lines().find(|line| line.contains("colour")).unwrap();
    tree.replace("vendor.yaml", &format!("{colour}\n"), "");
    tree.xtask(&["import", "vendor.yaml", "--root", "Parcel", "--dry-run"])
        .assert()
        .code(0)
        .stdout_eq(str![[r#"
       Fresh schema/export-session.schema.json

"#]]);
}

#[test]
fn another_name_is_another_schema() {
    let tree = tree();
    tree.xtask(&["import", "vendor.yaml", "--root", "Item", "--name", "item"])
        .assert()
        .code(0)
        .stdout_eq(str![[r#"
--- schema/item.schema.json
+++ schema/item.schema.json (imported)
@@ -0,0 +1,17 @@
+{
+  "$schema": "https://json-schema.org/draft/2020-12/schema",
+  "title": "Item",
+  "description": "A thing in a parcel.",
+  "type": "object",
+  "properties": {
+    "name": {
+      "description": "What it is called.",
+      "type": "string"
+    },
+    "fragile": {
+      "description": "Whether it may not fall.",
+      "type": "boolean"
+    }
+  },
+  "required": ["name"]
+}
     Created schema/item.schema.json

"#]])
        .stderr_eq(str![[r#"
        Note vendor.yaml:16:16: /components/schemas/Item/properties/fragile/xml: `xml` is not about JSON: left out
        Good review `cargo xtask diff`, then run `cargo xtask generate`

"#]]);
    assert!(tree.path("schema/item.schema.json").exists());
}

#[test]
fn refused() {
    let tree = tree();
    let before = tree.read(SCHEMA);
    tree.replace("vendor.yaml", "example: p1", "maxLength: p1");
    tree.replace("vendor.yaml", "schemas/Item\"", "schemas/Itme\"");
    tree.write(
        OVERLAY,
        r#"{ "/properties/wieght": { "format": "int64" } }"#,
    );
    tree.xtask(&["import", "vendor.yaml", "--root", "Parcel"])
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
     Refused vendor.yaml
    problem: vendor.yaml:22:77: /components/schemas/Parcel/properties/id/maxLength: maxLength must be an integer that is not negative
        fix: write 1, for example
        fix: or change it by an entry "/properties/id" in schema/export-session.overlay.json
    problem: vendor.yaml:30:26: /components/schemas/Parcel/properties/items/items/$ref: this reference points nowhere in the document
        fix: refer to #/components/schemas/Item, if that is meant
        fix: or change it by an entry "/properties/items/items" in schema/export-session.overlay.json
     Refused schema/export-session.overlay.json
    problem: schema/export-session.overlay.json:1:25: /properties/wieght: there is no "wieght" in /properties any more
        fix: remove the entry, or point it to where the schema is now

"#]])
        .stderr_eq(str![[r#"
    Findings nothing was written

"#]]);
    assert_eq!(tree.read(SCHEMA), before);
}

#[test]
fn no_such_component() {
    let tree = tree();
    tree.xtask(&["import", "vendor.yaml", "--root", "Parsel"])
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
     Refused vendor.yaml
    problem: vendor.yaml:5:5: /components/schemas: there is no component "Parsel"
        fix: did you mean `--root Parcel`?

"#]]);
    tree.xtask(&["import", "vendor.yaml"])
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
     Refused vendor.yaml
    problem: vendor.yaml:5:5: /components/schemas: there is no component "ExportSession"
        fix: name one with --root, such as Item

"#]]);
}

#[test]
fn what_is_neither_yaml_nor_json() {
    let tree = tree();
    tree.replace("vendor.yaml", "example: p1 }", "example: p1");
    tree.xtask(&["import", "vendor.yaml", "--root", "Parcel"])
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
     Refused vendor.yaml
    problem: vendor.yaml:23:15: expected YAML: while parsing a flow mapping, did not find expected ',' or '}'
        fix: write JSON (RFC 8259) or YAML 1.2 in UTF-8

"#]])
        .stderr_eq(str![[r#"
    Findings nothing was written

"#]]);
    // Without a known ending, a brace marks JSON.
    tree.write("vendor", "{ openapi: 3.0.0 }");
    tree.xtask(&["import", "vendor"])
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
     Refused vendor
    problem: vendor:1:3: expected a property name in double quotes, found 'o'
        fix: write JSON (RFC 8259) or YAML 1.2 in UTF-8

"#]]);
    tree.write("vendor.yaml", VENDOR);
    tree.write(OVERLAY, "nothing");
    tree.xtask(&["import", "vendor.yaml", "--root", "Parcel"])
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
     Refused schema/export-session.overlay.json
    problem: schema/export-session.overlay.json:1:1: expected null, found another word
        fix: write JSON (RFC 8259): an object of pointers and keywords

"#]]);
}

#[test]
fn what_cannot_be_read() {
    let tree = tree();
    tree.xtask(&["import", "nowhere.yaml"])
        .assert()
        .code(3)
        .stderr_eq(str![[r#"
error: nowhere.yaml: No such file or directory (os error 2)

"#]]);
    tree.xtask(&["import", "schema"])
        .assert()
        .code(3)
        .stderr_eq(str![[r#"
error: schema: Is a directory (os error 21)

"#]]);
    tree.write("bytes.yaml", b"openapi: 3.0.0\n\xff");
    tree.xtask(&["import", "bytes.yaml"])
        .assert()
        .code(3)
        .stderr_eq(str![[r#"
error: bytes.yaml:2: the bytes are not UTF-8

"#]]);
    tree.write(OVERLAY, b"\xff");
    tree.xtask(&["import", "vendor.yaml", "--root", "Parcel"])
        .assert()
        .code(3)
        .stderr_eq(str![[r#"
error: schema/export-session.overlay.json:1: the bytes are not UTF-8

"#]]);
}

#[test]
fn usage() {
    let tree = tree();
    tree.xtask(&["import"]).assert().code(2);
    tree.xtask(&["import", "vendor.yaml", "--name", "../Parcel"])
        .assert()
        .code(2)
        .stderr_eq(str![[r#"
error: invalid value '../Parcel' for '--name <NAME>': a schema is named in lower case, with hyphens between words

For more information, try '--help'.

"#]]);
}

#[test]
fn an_overlay_without_a_schema() {
    let tree = tree();
    tree.write("schema/parcel.overlay.json", WIDTHS);
    tree.xtask(&["generate"])
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
      Orphan schema/parcel.overlay.json
    problem: there is no schema/parcel.schema.json
        fix: cargo xtask import SPEC --name parcel; or remove the overlay

"#]])
        .stderr_eq(str![[r#"
    Findings nothing was written

"#]]);
    tree.xtask(&["generate", "--check"])
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
      Orphan schema/parcel.overlay.json
    problem: there is no schema/parcel.schema.json
        fix: cargo xtask import SPEC --name parcel; or remove the overlay

"#]]);
}

#[test]
fn hostile_documents() {
    let tree = tree();
    let bomb = (1..40).map(|n| format!("a{n}: &a{n} [*a{0}, *a{0}]\n", n - 1));
    let bomb = format!("a0: &a0 [x]\n{}", bomb.collect::<String>());
    let start = "openapi: 3.1.0\ncomponents:\n  schemas:\n    ExportSession:\n";
    let documents = [
        bomb,
        "- ".repeat(100_000),
        "[".repeat(100_000),
        "{\"a\":".repeat(100_000),
        (0..1000)
            .map(|n| format!("{}a:\n", " ".repeat(n)))
            .collect(),
        "a: &a [*a]\n".to_owned(),
        "a: *a\n".to_owned(),
        "{---".to_owned(),
        format!("{start}      type: {}\n", "x".repeat(1 << 20)),
        format!("{start}      $ref: '#/components/schemas/ExportSession'\n"),
        "\u{0}".to_owned(),
        String::new(),
    ];
    for (index, document) in documents.iter().enumerate() {
        tree.write("hostile.yaml", document);
        let output = tree.xtask(&["import", "hostile.yaml"]).output().unwrap();
        let words = String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(1), "{index}: {words:.500}");
        assert!(
            words.contains("problem: hostile.yaml:"),
            "{index}: {words:.500}"
        );
        let errors = String::from_utf8(output.stderr).unwrap();
        assert!(!errors.contains("panicked"), "{index}: {errors:.500}");
    }
}

#[test]
fn all_components() {
    let tree = Tree::new();
    let api = r##"openapi: 3.1.0
info: { title: Shop }
components:
  schemas:
    Order:
      type: object
      properties:
        lines: { type: array, items: { $ref: "parts.yaml#/Line" } }
"##;
    tree.write("shop.yaml", api);
    tree.write("parts.yaml", "Line: { type: object, xml: { name: l } }\n");
    let before = tree.read(SCHEMA);
    tree.xtask(&["import", "shop.yaml", "--all"])
        .assert()
        .code(0)
        .stdout_eq(str![[r##"
--- schema/shop.schema.json
+++ schema/shop.schema.json (imported)
@@ -0,0 +1,19 @@
+{
+  "$schema": "https://json-schema.org/draft/2020-12/schema",
+  "title": "Shop",
+  "description": "Documents of the components of an API, each as the property that its component names.",
+  "type": "object",
+  "properties": {
+    "Order": { "$ref": "#/$defs/Order" }
+  },
+  "additionalProperties": false,
+  "$defs": {
+    "Order": {
+      "type": "object",
+      "properties": {
+        "lines": { "type": "array", "items": { "$ref": "#/$defs/Line" } }
+      }
+    },
+    "Line": { "type": "object" }
+  }
+}
     Created schema/shop.schema.json

"##]])
        .stderr_eq(str![[r#"
        Note parts.yaml:1:28: /Line/xml: `xml` is not about JSON: left out
        Good review `cargo xtask diff`, then run `cargo xtask generate`

"#]]);
    assert_eq!(tree.read(SCHEMA), before);
    let run = tree.xtask(&["import", "shop.yaml", "--all"]);
    run.assert().code(0).stdout_eq(str![[r#"
       Fresh schema/shop.schema.json

"#]]);
    // A name that is none of a schema, and a file that is none.
    std::fs::create_dir_all(tree.path("target/Part")).unwrap();
    tree.write("target/Shop.yaml", api.replace("parts.yaml#/Line", "Part"));
    tree.xtask(&["import", "target/Shop.yaml", "--all"])
        .assert()
        .code(3)
        .stderr_eq(str![[r#"
error: target/Shop.yaml: a schema is named in lower case, with hyphens between words: name it by --name

"#]]);
    tree.xtask(&["import", "target/Shop.yaml", "--all", "--name", "other"])
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
     Refused target/Shop.yaml
    problem: target/Shop.yaml:8:46: /components/schemas/Order/properties/lines/items/$ref: this reference leads to Part, which cannot be read: it is no regular file
        fix: put the file there, or correct the reference
        fix: or change it by an entry "/$defs/Order/properties/lines/items" in schema/other.overlay.json

"#]]);
}
