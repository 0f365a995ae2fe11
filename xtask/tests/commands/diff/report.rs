//! Reports of `cargo xtask diff` on long, equivalent, assumed or odd changes.

use serde_json::{Value, json};
use snapbox::IntoData;
use snapbox::str;

use crate::tree::{Tree, stdout};

const OLD: &str = "target/old.json";
const NEW: &str = "target/new.json";

/// A tree with two versions of an object with these properties.
fn versions(old: Value, new: Value) -> Tree {
    let tree = Tree::new();
    std::fs::create_dir_all(tree.path("target")).unwrap();
    for (path, properties) in [(OLD, old), (NEW, new)] {
        let schema = json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "Parcel",
            "type": "object",
            "properties": properties,
        });
        tree.write(path, schema.to_string());
    }
    tree
}

#[test]
fn the_middle_of_what_is_long_is_left_out() {
    let tree = versions(
        json!({ "note": { "type": "string", "maxLength": 4096 } }),
        json!({ "note": { "type": "string", "maxLength": 4095 } }),
    );
    tree.xtask(&["diff", OLD, NEW])
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
    Breaking target/new.json: backward breaking, forward compatible
    Breaking `note` must now be at most 4095 characters long (was 4096)
     breaks: readers of old documents: expected at most 4095 characters, found 4096
    witness: {"note": "aaaaaaaa… 4080 characters …aaaaaaaa"}
         at: target/new.json:1:93: /properties/note/maxLength (max-length-lowered)
        api: minor: ParcelNote: same API, but reads or writes other documents
        api: patch: ParcelNote: generated documentation changed
    version: the crate of the types needs a minor step

"#]]);
    let document = tree.xtask(&["diff", OLD, NEW, "--format", "json"]);
    let output = document.assert().code(1).get_output().stdout.clone();
    assert!(output.len() > 4_096);
}

#[test]
fn a_page_has_room_for_a_comment() {
    let all = |more: usize| -> Value {
        // A name of 960 characters is in each row.
        let properties = (0..60).map(|index| {
            let name = format!("{}{index}", "property".repeat(120));
            // Changes that are alike would be one.
            (name, json!({ "type": "string", "maxLength": more + index }))
        });
        properties.collect()
    };
    let tree = versions(all(200), all(100));
    let page = tree.xtask(&["diff", OLD, NEW, "--format", "markdown", "--timeout", "100"]);
    let page = stdout(&page.assert().code(1));
    assert!(page.chars().count() <= 65_536);
    assert!(page.contains("**Version.** the crate of the types needs a minor step"));
    snapbox::assert_data_eq!(
        page.lines().last().unwrap_or_default(),
        str![
            "**Left out:** 7 changes and 120 further lines, since a comment on GitHub has at most 65,536 characters; `--format text` has all."
        ]
    );
}

#[test]
fn a_witness_is_cut_down_to_what_matters() {
    let names: Vec<String> = (0..12).map(|index| format!("p{index}")).collect();
    let text = json!({ "type": "string" });
    let inner = |required: &[String]| {
        let properties = names.iter().map(|name| (name.clone(), text.clone()));
        let properties: Value = properties.collect();
        json!({ "in": { "type": "object", "properties": properties, "required": required } })
    };
    let tree = versions(inner(&names[..11]), inner(&names));
    tree.xtask(&["diff", OLD, NEW, "--format", "markdown"])
        .assert()
        .code(1)
        .stdout_eq(str![[r####"
### ❌ `target/new.json`: backward breaking, forward compatible

| | change | who breaks | where |
|---|---|---|---|
| ❌ | `in.p11` is now required | **readers of old documents**: the required property "p11" is missing: `{"in": {"p0":"","p1":"","p10":"","p2":"","p3":"","p4":"","p5":"","p6":"","p7":"","p8":"","p9":""}}` | line 1, `required-added` |

<details><summary>API, 2 lines</summary>

- `major: ParcelIn.p11: type changed from Option<String> to String`
- `major: ParcelInRequired.p11: new field, which programs that build or match it lack: String`

</details>

**Version.** the crate of the types needs a major step

"####]].raw());
}

#[test]
fn other_rules_for_the_same_documents_are_a_patch() {
    let tree = versions(
        json!({ "count": { "type": "integer", "exclusiveMinimum": 0 } }),
        json!({ "count": { "type": "integer", "minimum": 1 } }),
    );
    tree.xtask(&["diff", OLD, NEW, "--require", "full"])
        .assert()
        .code(0)
        .stdout_eq(str![[r#"
  Compatible target/new.json: backward compatible, forward compatible
  Compatible `count` need no longer be above 0
  Compatible `count` must now be at least 1
        api: patch: ParcelCount: same API and same documents, by other constraints
        api: patch: ParcelCount: generated documentation changed
    version: the crate of the types needs a patch step

"#]]);
}

#[test]
fn values_in_another_order_change_the_api() {
    let tree = versions(
        json!({ "size": { "enum": ["s", "m"] } }),
        json!({ "size": { "enum": ["m", "s"] } }),
    );
    tree.xtask(&["diff", OLD, NEW])
        .assert()
        .code(0)
        .stdout_eq(str![[r#"
  Compatible target/new.json: backward compatible, forward compatible
     beside: 1 change that affects no document: 1 order-changed
        api: major: ParcelSize: variants in another order: they compare, and cast to numbers, otherwise
    version: the crate of the types needs a major step

"#]]);
}

#[test]
fn an_archive_can_refute_what_is_assumed() {
    let tree = versions(
        json!({ "a": true }),
        json!({ "a": true, "b": { "type": "string" } }),
    );
    let documents = [
        "{\"b\":1}",
        "{\"a\":1e400}",
        "{\"a\":\"\\ud800\"}",
        "{\"b\":\"x\"}",
    ];
    tree.write("target/odd.jsonl", documents.join("\n"));
    let lenient = ["--content-model", "lenient", "--replay", "target/odd.jsonl"];
    tree.xtask(&[&["diff", OLD, NEW][..], &lenient].concat())
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
  Compatible target/new.json: backward compatible, forward compatible
  Compatible `b` is now declared (string)
    reading: An assumption decided backward: that no document uses a name that its schema does not declare; JSON Schema itself allows such documents, and `--content-model open` shows one that breaks.
        api: minor: Parcel.b: new optional field: Option<String>
    version: the crate of the types needs a minor step
    refuted: The archive refutes the assumption backward: it has documents that use such names and change their verdict, as listed below.
     replay: target/odd.jsonl:1: valid → invalid: /b: expected a string, found a number [type]
     replay: target/odd.jsonl:3: invalid under both by any schema: half of a surrogate pair: no Unicode string can hold it

"#]])
        .stderr_eq(str![[r#"
    Replayed 1 valid → invalid, 0 invalid → valid, 2 valid under both, 0 invalid under both, 1 unrepresentable, 0 unreadable
    Findings 1 change in 1 schema, backward required

"#]]);
}

#[test]
fn a_syntax_error_has_its_own_fix() {
    let tree = versions(json!({}), json!({}));
    for (text, fix) in [
        (
            "\u{feff}{}".to_owned(),
            "write it without a byte order mark",
        ),
        ("[".repeat(1_000), "nest no deeper than 127 levels"),
        ("{".to_owned(), "write JSON (RFC 8259)"),
    ] {
        tree.write(NEW, text);
        let report = tree.xtask(&["diff", OLD, NEW]).assert().code(3);
        let report = stdout(&report);
        assert!(report.ends_with(&format!("fix: {fix}\n")), "{report}");
    }
}

#[test]
fn changes_that_are_alike_are_one() {
    let properties = |values: std::ops::Range<u32>, minimum: u32| {
        let values: Vec<String> = values.map(|value| format!("v{value}")).collect();
        let number = json!({ "type": "integer", "minimum": minimum });
        json!({ "kind": { "enum": values }, "a": number, "b": number, "c": { "properties": { "d": number } } })
    };
    let tree = versions(properties(0..2, 0), properties(0..31, 1));
    tree.xtask(&["diff", OLD, NEW])
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
    Breaking target/new.json: backward breaking, forward breaking
    Breaking `a`, `b` and `c.d` must now be at least 1 (was 0)
     breaks: readers of old documents: expected a number of 1 or more
    witness: {"a": 0}
         at: target/new.json:1:88: /properties/a/minimum (minimum-raised) and 2 more
     Allowed `kind` may now be "v2", "v3", "v4", "v5", "v6" and 24 more
     breaks: old readers of new documents: expected one of "v0", "v1", found another value
    witness: {"kind": "v2"}
         at: target/new.json:1:214: /properties/kind/enum (enum-value-added) and 28 more
        api: major: ParcelKind::V2: new variant, which programs that match all lack
        api: major: ParcelKind::V3: new variant, which programs that match all lack
        api: major: ParcelKind::V4: new variant, which programs that match all lack
        api: major: ParcelKind::V5: new variant, which programs that match all lack
        api: major: ParcelKind::V6: new variant, which programs that match all lack
        api: major: ParcelKind::V7: new variant, which programs that match all lack
        api: major: ParcelKind::V8: new variant, which programs that match all lack
        api: major: ParcelKind::V9: new variant, which programs that match all lack
        api: major: ParcelKind::V10: new variant, which programs that match all lack
        api: major: ParcelKind::V11: new variant, which programs that match all lack
        api: and 25 more, which the other formats list
    version: the crate of the types needs a major step

"#]]);
}

#[test]
fn another_name_or_place_is_one_change() {
    let id = json!({ "type": "string", "format": "uuid" });
    let box_ =
        json!({ "type": "object", "required": ["w"], "properties": { "w": { "maximum": 9 } } });
    let tree = versions(
        json!({
            "identifier": id,
            "size": box_,
            "inner": { "type": "object", "properties": { "x": { "type": "string" } } },
        }),
        json!({
            "id": id,
            "inner": { "type": "object", "properties": { "x": { "type": "string" }, "size": box_ } },
        }),
    );
    tree.xtask(&["diff", OLD, NEW])
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
    Breaking target/new.json: backward breaking, forward breaking
    Breaking `identifier` is now called `id`, with the same schema
     breaks: readers of old documents: expected a string, found a number
    witness: {"id": 0}
     breaks: old readers of new documents: expected a string, found a number
    witness: {"identifier": 0}
         at: target/old.json:1:86: /properties/identifier (property-removed) and 1 more
    Breaking `size` has moved to `inner.size`, with its schema
     breaks: readers of old documents: expected an object, found a number
    witness: {"inner": {"size": 0}}
     breaks: old readers of new documents: expected an object, found a number
    witness: {"size": 0}
         at: target/old.json:1:190: /properties/size (property-removed) and 1 more
    reading: The plain meaning of JSON Schema decided backward and forward: an open object may hold any name that its schema does not declare, with any value, and the witness is such a document; if you know that none exists, use `--content-model lenient`, and the verdict is compatible.
        api: major: Parcel.identifier: field removed: Option<Uuid>
        api: major: Parcel.size: field removed: Option<ParcelSize>
        api: major: ParcelSize: type removed
        api: major: ParcelSizeWNumber: type removed
        api: major: ParcelSizeW: type removed
        api: minor: Parcel.id: new optional field: Option<Uuid>
        api: minor: ParcelInner.size: new optional field: Option<ParcelInnerSize>
        api: minor: ParcelInnerSize: new type
        api: minor: ParcelInnerSizeWNumber: new type
        api: minor: ParcelInnerSizeW: new type
    version: the crate of the types needs a major step

"#]]);
}

#[test]
fn two_names_of_one_schema_are_no_other_name() {
    let text = json!({ "type": "string" });
    let tree = versions(json!({ "a": text }), json!({ "b": text, "c": text }));
    let run = tree.xtask(&["diff", OLD, NEW]).assert().code(1);
    let report = stdout(&run);
    assert!(!report.contains("is now called"), "{report}");
}

#[test]
fn definitions_alone_are_compared_by_name() {
    let tree = Tree::new();
    std::fs::create_dir_all(tree.path("target")).unwrap();
    let item = json!({ "properties": { "id": { "$ref": "#/$defs/Id" } } });
    let old = json!({ "$defs": { "Id": { "type": "string" }, "Item": item, "Old": true } });
    let id = json!({ "type": "string", "minLength": 1 });
    let new = json!({ "$defs": { "Id": id, "Item": item, "New": { "type": "null" } } });
    tree.write(OLD, old.to_string());
    tree.write(NEW, new.to_string());
    tree.xtask(&["diff", OLD, NEW])
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
    Breaking target/new.json: backward breaking, forward breaking
    Breaking `Old` is no longer declared (Old)
     breaks: readers of old documents: unknown property "Old": the schema allows no others
    witness: {"Old": 0}
         at: target/old.json:1:91: /$defs/Old (property-removed)
    Breaking `Id` must now be at least 1 character long
     breaks: readers of old documents: expected at least 1 character, found 0
    witness: {"Id": ""}
         at: target/new.json:1:29: /$defs/Id/minLength (min-length-added)
     Allowed `New` is now declared (New)
     breaks: old readers of new documents: unknown property "New": the schema allows no others
    witness: {"New": null}
         at: target/new.json:1:105: /$defs/New (property-added)
     beside: 2 changes that affect no document: 1 definition-added, 1 definition-removed
    reading: The root of both versions accepts every document, so the definitions are compared by name, each as a property of one object.
        api: major: impl From<String> for Id: trait no longer implemented
        api: major: impl From<&str> for Id: trait no longer implemented
        api: major: Old: type removed
        api: minor: impl TryFrom<String> for Id: trait implemented
        api: minor: impl TryFrom<&str> for Id: trait implemented
        api: minor: New2: new type
        api: patch: New: annotations of the emitted schema changed
    version: the crate of the types needs a major step

"#]]);
}

#[test]
fn definitions_that_refer_to_the_root_are_not_compared_by_name() {
    let tree = Tree::new();
    std::fs::create_dir_all(tree.path("target")).unwrap();
    let schema = |tree: Value| json!({ "$defs": { "Tree": tree } }).to_string();
    let items = json!({ "$ref": "#" });
    tree.write(OLD, schema(json!({ "items": items })));
    tree.write(NEW, schema(json!({ "items": items, "type": "array" })));
    tree.xtask(&["diff", OLD, NEW])
        .assert()
        .code(0)
        .stdout_eq(str![[r#"
       Equal target/new.json: no change
        api: major: Tree: was an enum, is a newtype of Vec<New>
    version: the crate of the types needs a major step

"#]]);
}
