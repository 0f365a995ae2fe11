//! Schemas of several files as one document.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by them")]

use exactschema::evaluate::Validator;
use exactschema_frontend::compile::{Loaded, Options, bundle, compile};

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
    let bundled = bundle(text, &options).unwrap_or_else(|problems| panic!("{problems:#?}"));
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
