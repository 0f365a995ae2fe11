//! Bundles are the same schema, in the judgement of another validator too.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by them")]

use std::fs;
use std::path::PathBuf;

use exactschema::schema::Draft;
use exactschema_frontend::compile::bundle_file;
use exactschema_frontend::compile::files::{Mappings, read};
use serde_json::{Value, json};

/// The bundle of the first of some files, or why there is none.
fn bundle(test: &str, files: &[(&str, Value)], maps: &[&str]) -> Result<Value, String> {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(test);
    let mut mappings = Mappings::default();
    for (name, schema) in files {
        let path = folder.join(name);
        let parent = path.parent().expect("it is in the folder");
        fs::create_dir_all(parent).expect("a folder");
        fs::write(&path, schema.to_string()).expect("a file");
    }
    for map in maps {
        let (url, path) = map.split_once('=').expect("a mapping");
        mappings.insert(url, &folder.join(path)).expect("a URL");
    }
    let root = folder.join(files[0].0);
    let text = bundle_file(&root, &mappings, Draft::Draft202012, &|path, _| read(path));
    let text = text.map_err(|error| {
        error
            .to_string()
            .replace(&root.display().to_string(), "ROOT")
    })?;
    Ok(serde_json::from_str(&text).expect("JSON"))
}

/// Whether another validator accepts documents by a schema, wherever that is.
fn verdicts(schema: &Value, documents: &[Value]) -> Vec<bool> {
    let validator = jsonschema::options()
        .with_base_uri("https://elsewhere.example/folder/bundle.json")
        .build(schema);
    let validator = validator.unwrap_or_else(|error| panic!("{error}: {schema:#}"));
    let verdicts = documents
        .iter()
        .map(|document| validator.is_valid(document));
    verdicts.collect()
}

#[test]
fn files_beside_and_above_it() {
    let files = [
        (
            "api/pet.json",
            json!({
                "$schema": "https://json-schema.org/draft/2020-12/schema",
                "properties": {
                    "fee": { "$ref": "../shared/money.json#/$defs/cents" },
                    "keeper": { "$ref": "a%20person.json" },
                    "never": { "$ref": "https://example.com/never" }
                }
            }),
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
        ("never.json", json!(false)),
    ];
    let bundle = bundle("beside", &files, &["https://example.com/never=never.json"]);
    let bundle = bundle.expect("a bundle");
    assert_eq!(bundle["$id"], "pet.json");
    let names: Vec<&String> = bundle["$defs"]
        .as_object()
        .expect("definitions")
        .keys()
        .collect();
    assert_eq!(
        names,
        [
            "../shared/money.json",
            "a%20person.json",
            "https://example.com/never"
        ]
    );
    let documents = [
        json!({ "fee": 10 }),
        json!({ "fee": 11 }),
        json!({ "keeper": { "name": 1, "pets": [{ "fee": 1 }] } }),
        json!({ "keeper": { "name": 1, "pets": [{ "fee": "1" }] } }),
        json!({ "keeper": {} }),
        json!({ "never": 1 }),
    ];
    let expected = [true, false, true, false, false, false];
    assert_eq!(verdicts(&bundle, &documents), expected);
}

#[test]
fn of_old_dialects() {
    for (dialect, id) in [
        ("http://json-schema.org/draft-04/schema#", "id"),
        ("http://json-schema.org/draft-07/schema#", "$id"),
    ] {
        let files = [
            // What is beside a reference is ignored.
            (
                "pet.json",
                json!({ "$schema": dialect, "$ref": "person.json", "type": "null" }),
            ),
            (
                "person.json",
                json!({
                    "$ref": "#/definitions/person",
                    "maxProperties": 0,
                    "definitions": { "person": { "required": ["name"] } }
                }),
            ),
        ];
        let bundle = bundle("old", &files, &[]).expect("a bundle");
        assert_eq!(bundle[id], "pet.json");
        assert_eq!(bundle["definitions"]["person.json"][id], "person.json");
        let documents = [json!({ "name": 1 }), json!({})];
        assert_eq!(verdicts(&bundle, &documents), [true, false]);
    }
}

#[test]
fn a_file_with_another_id() {
    let schema = |reference: &str| json!({ "$ref": reference });
    let named = json!({ "$id": "https://example.com/count", "type": "integer" });
    let files = [
        ("a.json", schema("count.json")),
        ("count.json", named.clone()),
    ];
    let whole = bundle("alias", &files, &[]).expect("a bundle");
    assert_eq!(verdicts(&whole, &[json!(1), json!("1")]), [true, false]);
    // A part of it has but one URI in the bundle.
    let files = [
        ("a.json", schema("count.json#/$defs/x")),
        ("count.json", {
            let mut named = named;
            named["$defs"] = json!({ "x": {} });
            named
        }),
    ];
    let error = bundle("part", &files, &[]).expect_err("no bundle");
    assert!(error.starts_with("ROOT: it cannot be bundled: "), "{error}");
}

#[test]
fn what_is_no_schema_or_of_no_known_dialect() {
    let files = [
        ("a.json", json!({ "$ref": "b.json" })),
        (
            "b.json",
            json!({ "$schema": "http://json-schema.org/draft-07/schema#", "items": { "$ref": "c.json" } }),
        ),
        ("c.json", json!({})),
    ];
    let error = bundle("mixed", &files, &[]).expect_err("no bundle");
    assert!(
        error.ends_with("c.json has no $schema, and not all files are of one dialect"),
        "{error}"
    );
    let error = bundle("wrong", &[("a.json", json!({ "type": "x" }))], &[]).expect_err("a problem");
    assert!(error.contains("there is no type \"x\""), "{error}");
    let alone = json!({ "type": "string", "maximum": 1.50 });
    assert_eq!(
        bundle("alone", &[("a.json", alone.clone())], &[]),
        Ok(alone)
    );
}
