//! Schemas of several files as one document.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by them")]

use std::fs;
use std::path::Path;

use exactschema::evaluate::Validator;
use exactschema::schema::Draft;
use exactschema_frontend::compile::files::{Mappings, bundle_file, read};
use exactschema_frontend::compile::{Loaded, Options, bundle, compile};
use serde_json::{Value, json};

const URI: &str = "file:///schemas/order.json";

/// The bundle of the first of some files, which accepts and rejects what that does.
fn bundled(files: &[(&str, &str)], accepted: &[&str], rejected: &[&str]) -> String {
    let load = |uri: &str| {
        let mut files = files.iter();
        let (_, text) = files.find(|(name, _)| *name == uri)?;
        Some(Loaded {
            text: (*text).to_owned(),
            path: Some(uri.to_owned()),
        })
    };
    let options = Options {
        uri: URI,
        load: &load,
        ..Options::default()
    };
    let text = files.first().expect("a file").1;
    let bundle = bundle(text, &options).unwrap_or_else(|problems| panic!("{problems:#?}"));
    let bundled = bundle.text;
    let alone = compile(&bundled, &Options::default());
    let alone = alone.unwrap_or_else(|problems| panic!("{problems:#?}\n{bundled}"));
    let whole = compile(text, &options).expect("a schema");
    for table in [alone.table, whole.table] {
        let validator = Validator::new(table);
        for (documents, verdict) in [(accepted, true), (rejected, false)] {
            for document in documents {
                let found = validator.is_valid(document.as_bytes());
                assert_eq!(found, Ok(verdict), "{document} by {bundled}");
            }
        }
    }
    assert_eq!(bundled.lines().count(), text.lines().count());
    bundled
}

#[test]
fn what_is_one_document_stays_as_it_is() {
    let text = r##"{ "$defs": { "a": { "type": "string" } }, "$ref": "#/$defs/a" }"##;
    assert_eq!(bundled(&[(URI, text)], &["\"\""], &["1"]), text);
}

#[test]
fn a_file_and_what_it_refers_to() {
    let order = r#"{
  "properties": { "item": { "$ref": "item.json" }, "size": { "$ref": "item.json#/$defs/a~1b" } }
}"#;
    let item = r##"{ "required": ["size"], "properties": { "size": { "$ref": "#/$defs/a~1b" }, "in": { "$ref": "order.json#/properties/item" } }, "$defs": { "a/b": { "type": "integer" } } }"##;
    let files = [(URI, order), ("file:///schemas/item.json", item)];
    let valid = r#"{ "size": 1, "item": { "size": 1, "in": { "size": 2 } } }"#;
    let invalid = [
        r#"{ "size": "1" }"#,
        r#"{ "item": {} }"#,
        r#"{ "item": { "size": 1, "in": {} } }"#,
    ];
    let text = bundled(&files, &[valid], &invalid);
    assert!(!text.contains("file:"), "{text}");
}

#[test]
fn files_with_uris_and_dialects_of_their_own() {
    let order = r#"{
  "$schema": "http://json-schema.org/draft-07/schema#",
  "$id": "https://example.com/order.json",
  "definitions": { "size": { "maximum": 9 } },
  "properties": {
    "item": { "$ref": "item.json" }, "code": { "$ref": "codes/code.json#/items" }, "any": { "$ref": "http://json-schema.org/draft-07/schema" }
  }
}"#;
    let item = r#"{ "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://example.org/i", "prefixItems": [{ "$ref": "https://example.com/order.json#/definitions/size" }], "$ref": "https://example.com/codes/code.json", "$defs": { "unused": { "$ref": "nowhere.json" } } }"#;
    let code = r##"{ "items": { "$ref": "#/definitions/text" }, "definitions": { "text": { "$id": "text", "type": ["string", "integer"] } } }"##;
    let files = [
        (URI, order),
        ("https://example.com/item.json", item),
        ("https://example.com/codes/code.json", code),
    ];
    let valid = [
        r#"{ "item": [9, "a"], "code": "b", "any": { "type": "object" } }"#,
        r#"{ "item": ["a"] }"#,
    ];
    let invalid = [
        r#"{ "item": [10] }"#,
        r#"{ "item": [null] }"#,
        r#"{ "code": [] }"#,
        r#"{ "any": { "type": "x" } }"#,
    ];
    bundled(&files, &valid, &invalid);
}

#[test]
fn a_file_with_a_relative_uri() {
    let order = r##"{ "$id": "order.json", "properties": { "item": { "$ref": "item.json" }, "own": { "$ref": "order.json#/$defs/a" } }, "$defs": { "a": { "type": "null" } } }"##;
    let item = r#"{ "$id": "item.json", "properties": { "back": { "$ref": "order.json" } } }"#;
    let files = [(URI, order), ("file:///schemas/item.json", item)];
    let valid = r#"{ "own": null, "item": { "back": { "own": null } } }"#;
    let invalid = [r#"{ "own": 1 }"#, r#"{ "item": { "back": { "own": 1 } } }"#];
    bundled(&files, &[valid], &invalid);
}

#[test]
fn a_file_that_refers_to_itself_by_its_name() {
    let order = r##"{ "properties": { "own": { "$ref": "order.json#/$defs/a" }, "plain": { "$ref": "#/$defs/a" } }, "$defs": { "a": { "type": "null" } } }"##;
    let valid = [r#"{ "own": null, "plain": null }"#];
    let invalid = [r#"{ "own": 1 }"#, r#"{ "plain": 1 }"#];
    let text = bundled(&[(URI, order)], &valid, &invalid);
    assert!(text.contains(r##""#/$defs/a""##), "{text}");
    // A text that can be read without its place stays as it is.
    let order = order.replacen('{', r#"{ "$id": "order.json","#, 1);
    assert_eq!(bundled(&[(URI, &order)], &valid, &invalid), order);
}

#[test]
fn definitions_that_nothing_refers_to() {
    let order =
        r#"{ "$defs": { "a": { "$ref": "item.json" }, "b": { "$ref": "order.json#/$defs/a" } } }"#;
    let files = [
        (URI, order),
        ("file:///schemas/item.json", r#"{ "type": "string" }"#),
    ];
    let text = bundled(&files, &["1"], &[]);
    assert!(!text.contains(r#"{ "$ref": "item.json" }"#), "{text}");
    let own = text.replacen('{', r##"{ "$ref": "#/$defs/b","##, 1);
    bundled(&[(URI, &own)], &["\"\""], &["1"]);
    // One that leads nowhere does no harm.
    let nowhere = r#"{ "$defs": { "a": { "$ref": "nowhere.json" } } }"#;
    assert_eq!(bundled(&[(URI, nowhere)], &["1"], &[]), nowhere);
}

#[test]
fn files_of_one_name() {
    let order = r#"{ "properties": { "a": { "$ref": "a/item.json" }, "b": { "$ref": "b/item.json" }, "c": { "$ref": "c/item.json" } } }"#;
    let files = [
        (URI, order),
        ("file:///schemas/a/item.json", r#"{ "type": "string" }"#),
        ("file:///schemas/b/item.json", r#"{ "type": "null" }"#),
        ("file:///schemas/c/item.json", r#"{ "type": "integer" }"#),
    ];
    let valid = r#"{ "a": "", "b": null, "c": 1 }"#;
    let text = bundled(&files, &[valid], &[r#"{ "b": 1 }"#, r#"{ "c": "" }"#]);
    assert!(text.contains("bundle:/item.json-3"), "{text}");
}

/// Whether another validator accepts documents by the bundle of the first of some files,
/// wherever that is.
fn verdicts(test: &str, files: &[(&str, Value)], documents: &[Value]) -> Vec<bool> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    for (name, schema) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(&path, schema.to_string()).expect("a file");
    }
    let (mappings, first) = (Mappings::default(), folder.join(files[0].0));
    let bundle = bundle_file(&first, &mappings, Draft::Draft202012, &|path, _| read(path));
    let bundle: Value = serde_json::from_str(&bundle.expect("a bundle").text).expect("JSON");
    let validator = jsonschema::options()
        .with_base_uri("https://elsewhere.example/folder/bundle.json")
        .build(&bundle);
    let validator = validator.unwrap_or_else(|error| panic!("{error}: {bundle:#}"));
    { documents.iter() }
        .map(|document| validator.is_valid(document))
        .collect()
}

#[test]
fn another_validator_reads_bundles_so() {
    let files = [
        (
            "api/pet.json",
            json!({ "properties": {
                "fee": { "$ref": "../shared/money.json#/$defs/cents" },
                "keeper": { "$ref": "a%20person.json" }
            } }),
        ),
        (
            "shared/money.json",
            json!({ "$defs": { "cents": { "type": "integer", "maximum": 1e1 } } }),
        ),
        (
            "api/a person.json",
            json!({
                "properties": {
                    "pets": { "items": { "$ref": "pet.json" } },
                    "self": { "$ref": "#" }
                },
                "required": ["name"]
            }),
        ),
    ];
    let documents = [
        json!({ "fee": 10 }),
        json!({ "fee": 11 }),
        json!({ "keeper": { "name": 1, "pets": [{ "fee": 1 }] } }),
        json!({ "keeper": { "name": 1, "pets": [{ "fee": "1" }] } }),
        json!({ "keeper": {} }),
    ];
    let expected = [true, false, true, false, false];
    assert_eq!(verdicts("beside", &files, &documents), expected);
}

#[test]
fn another_validator_reads_bundles_of_old_dialects_so() {
    for dialect in ["draft-04", "draft-07"] {
        let dialect = format!("http://json-schema.org/{dialect}/schema#");
        let files = [
            (
                "pet.json",
                json!({ "$schema": dialect, "allOf": [{ "$ref": "person.json" }] }),
            ),
            (
                "person.json",
                json!({
                    "allOf": [{ "$ref": "#/definitions/person" }],
                    "definitions": { "person": { "required": ["name"] } }
                }),
            ),
        ];
        let documents = [json!({ "name": 1 }), json!({})];
        assert_eq!(verdicts("old", &files, &documents), [true, false]);
    }
}
