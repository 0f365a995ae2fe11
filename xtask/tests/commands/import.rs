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
        .stdout_eq(str![[]])
        .stderr_eq(str![[]]);
    tree.xtask(&import)
        .assert()
        .code(0)
        .stdout_eq(str![[]])
        .stderr_eq(str![[]]);
    tree.xtask(&["generate"]).assert().code(0);
    // What the overlay says is in the types, and what the document adds.
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
        .stdout_eq(str![[]])
        .stderr_eq(str![[]]);
    assert_eq!(tree.read(SCHEMA), before);
    let colour = VENDOR.lines().find(|line| line.contains("colour")).unwrap();
    tree.replace("vendor.yaml", &format!("{colour}\n"), "");
    tree.xtask(&["import", "vendor.yaml", "--root", "Parcel", "--dry-run"])
        .assert()
        .code(0)
        .stdout_eq(str![[]]);
}

#[test]
fn another_name_is_another_schema() {
    let tree = tree();
    tree.xtask(&["import", "vendor.yaml", "--root", "Item", "--name", "item"])
        .assert()
        .code(0)
        .stdout_eq(str![[]])
        .stderr_eq(str![[]]);
    assert!(tree.path("schema/item.schema.json").exists());
}

#[test]
fn refused() {
    let tree = tree();
    let before = tree.read(SCHEMA);
    tree.replace("vendor.yaml", "example: p1", "const: p1");
    tree.replace("vendor.yaml", "schemas/Item\"", "schemas/Itme\"");
    tree.replace("vendor.yaml", "nullable: true", "not: {}");
    tree.write(
        OVERLAY,
        r#"{ "/properties/wieght": { "format": "int64" } }"#,
    );
    tree.xtask(&["import", "vendor.yaml", "--root", "Parcel"])
        .assert()
        .code(1)
        .stdout_eq(str![[]])
        .stderr_eq(str![[]]);
    assert_eq!(tree.read(SCHEMA), before);
}

#[test]
fn no_such_component() {
    let tree = tree();
    tree.xtask(&["import", "vendor.yaml", "--root", "Parsel"])
        .assert()
        .code(1)
        .stdout_eq(str![[]]);
    tree.xtask(&["import", "vendor.yaml"])
        .assert()
        .code(1)
        .stdout_eq(str![[]]);
}

#[test]
fn what_is_neither_yaml_nor_json() {
    let tree = tree();
    tree.replace("vendor.yaml", "example: p1 }", "example: p1");
    tree.xtask(&["import", "vendor.yaml", "--root", "Parcel"])
        .assert()
        .code(1)
        .stdout_eq(str![[]])
        .stderr_eq(str![[]]);
    // Without an ending that says what it is, a brace does.
    tree.write("vendor", "{ openapi: 3.0.0 }");
    tree.xtask(&["import", "vendor"])
        .assert()
        .code(1)
        .stdout_eq(str![[]]);
    tree.write("vendor.yaml", VENDOR);
    tree.write(OVERLAY, "nothing");
    tree.xtask(&["import", "vendor.yaml", "--root", "Parcel"])
        .assert()
        .code(1)
        .stdout_eq(str![[]]);
}

#[test]
fn what_cannot_be_read() {
    let tree = tree();
    tree.xtask(&["import", "nowhere.yaml"])
        .assert()
        .code(3)
        .stderr_eq(str![[]]);
    tree.xtask(&["import", "schema"])
        .assert()
        .code(3)
        .stderr_eq(str![[]]);
    tree.write("bytes.yaml", b"openapi: 3.0.0\n\xff");
    tree.xtask(&["import", "bytes.yaml"])
        .assert()
        .code(3)
        .stderr_eq(str![[]]);
    tree.write(OVERLAY, b"\xff");
    tree.xtask(&["import", "vendor.yaml", "--root", "Parcel"])
        .assert()
        .code(3)
        .stderr_eq(str![[]]);
}

#[test]
fn usage() {
    let tree = tree();
    tree.xtask(&["import"]).assert().code(2);
    tree.xtask(&["import", "vendor.yaml", "--name", "../Parcel"])
        .assert()
        .code(2)
        .stderr_eq(str![[]]);
}

#[test]
fn an_overlay_without_a_schema() {
    let tree = tree();
    tree.write("schema/parcel.overlay.json", WIDTHS);
    tree.xtask(&["generate"])
        .assert()
        .code(1)
        .stdout_eq(str![[]])
        .stderr_eq(str![[]]);
    tree.xtask(&["generate", "--check"])
        .assert()
        .code(1)
        .stdout_eq(str![[]]);
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
        format!("{start}      multipleOf: 1e-400\n"),
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
