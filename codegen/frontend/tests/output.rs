//! The standard output (Core §12).

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by them")]

use std::fmt::Write as _;

use exactschema::evaluate::{Exceeded, Output, Validator};
use exactschema_frontend::compile::{Options, compile};
use serde_json::{Value, json};

fn validator(schema: &Value) -> Validator {
    match compile(&schema.to_string(), &Options::default()) {
        Ok(compiled) => Validator::new(compiled.table),
        Err(problems) => panic!("{problems:?}"),
    }
}

fn output(schema: &Value, document: &Value) -> Output {
    let output = validator(schema).output(document.to_string().as_bytes());
    output.expect("no limit is exceeded")
}

fn basic(schema: &Value, document: &Value) -> Value {
    let basic = output(schema, document).basic().to_string();
    serde_json::from_str(&basic).expect("JSON")
}

fn detailed(schema: &Value, document: &Value) -> Value {
    let detailed = output(schema, document).detailed().to_string();
    serde_json::from_str(&detailed).expect("JSON")
}

/// Points, of which a polygon has three, by a reference.
fn polygon() -> Value {
    json!({
        "$id": "https://example.com/polygon",
        "$defs": {
            "point": {
                "title": "A point",
                "type": "object",
                "properties": { "x": { "type": "number" }, "y": { "type": "number" } },
                "additionalProperties": false,
                "required": ["x", "y"]
            }
        },
        "type": "array",
        "items": { "$ref": "#/$defs/point" },
        "minItems": 3
    })
}

#[test]
fn basic_is_the_list_of_errors() {
    let document = json!([{ "x": 2.5, "y": 1.3 }, { "x": 1, "z": 6.7 }]);
    assert_eq!(
        basic(&polygon(), &document),
        json!({
            "valid": false,
            "keywordLocation": "",
            "absoluteKeywordLocation": "https://example.com/polygon#",
            "instanceLocation": "",
            "errors": [
                {
                    "valid": false,
                    "keywordLocation": "/items/$ref/additionalProperties",
                    "absoluteKeywordLocation":
                        "https://example.com/polygon#/$defs/point/additionalProperties",
                    "instanceLocation": "/1/z",
                    "error": "expected nothing: no value is valid here, found a number"
                },
                {
                    "valid": false,
                    "keywordLocation": "/items/$ref/required",
                    "absoluteKeywordLocation": "https://example.com/polygon#/$defs/point/required",
                    "instanceLocation": "/1",
                    "error": "the required property \"y\" is missing"
                },
                {
                    "valid": false,
                    "keywordLocation": "/minItems",
                    "absoluteKeywordLocation": "https://example.com/polygon#/minItems",
                    "instanceLocation": "",
                    "error": "expected at least 3 elements, found 2"
                }
            ]
        })
    );
}

#[test]
fn detailed_keeps_what_connects_several_errors() {
    let document = json!([{ "x": 2.5, "y": 1.3 }, { "x": 1, "z": 6.7 }]);
    let detailed = detailed(&polygon(), &document);
    let at = |pointer: &str| detailed.pointer(pointer).and_then(Value::as_str);
    // The root; two errors below the reference, and a single one.
    assert_eq!(at("/keywordLocation"), Some(""));
    assert_eq!(at("/errors/0/keywordLocation"), Some("/items/$ref"));
    assert_eq!(at("/errors/0/instanceLocation"), Some("/1"));
    let inner = "/errors/0/errors";
    let inner = |part: &str| at(&format!("{inner}/{part}/keywordLocation"));
    assert_eq!(inner("0"), Some("/items/$ref/additionalProperties"));
    assert_eq!(inner("1"), Some("/items/$ref/required"));
    assert_eq!(at("/errors/1/keywordLocation"), Some("/minItems"));
}

#[test]
fn detailed_is_the_only_error() {
    let schema = json!({ "properties": { "~a/b": { "type": "number" } } });
    assert_eq!(
        detailed(&schema, &json!({ "~a/b": "text" })),
        json!({
            "valid": false,
            "keywordLocation": "/properties/~0a~1b/type",
            "absoluteKeywordLocation": "schema:///#/properties/~0a~1b/type",
            "instanceLocation": "/~0a~1b",
            "error": "expected a number, found a string"
        })
    );
}

#[test]
fn a_valid_document_has_annotations() {
    let schema = json!({
        "title": "Numbers",
        "anyOf": [{ "items": { "title": "A text", "type": "string" } },
                  { "items": { "readOnly": true } }]
    });
    let basic = basic(&schema, &json!([1]));
    let annotations = basic["annotations"].as_array().expect("a list");
    let shown = annotations.iter().fold(String::new(), |mut shown, unit| {
        let _ = writeln!(
            shown,
            "{} {} {}",
            unit["keywordLocation"], unit["instanceLocation"], unit["annotation"]
        );
        shown
    });
    assert_eq!(
        shown,
        "\"/anyOf/1/items\" \"\" true\n\
         \"/anyOf/1/items/readOnly\" \"/0\" true\n\
         \"/title\" \"\" \"Numbers\"\n"
    );
    assert!(basic.get("errors").is_none());
}

#[test]
fn an_invalid_document_has_no_annotations() {
    let schema = json!({ "type": "string", "readOnly": true });
    let basic = basic(&schema, &json!(1));
    assert!(basic.get("annotations").is_none());
    assert!(!basic.to_string().contains("annotation"));
    assert_eq!(basic["errors"].as_array().map(Vec::len), Some(1));
}

#[test]
fn a_union_reports_itself_and_its_branches() {
    let schema = json!({ "oneOf": [{ "type": "string" }, { "minimum": 3 }, { "const": 1 }] });
    let locations = |document: Value| {
        let basic = basic(&schema, &document);
        let errors = basic["errors"].as_array().expect("errors").iter();
        let locations = errors.map(|error| error["keywordLocation"].to_string());
        locations.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(
        locations(json!(2)),
        r#""/oneOf" "/oneOf/0/type" "/oneOf/1/minimum" "/oneOf/2/const""#
    );
    // Two branches are satisfied.
    assert_eq!(locations(json!("a")), r#""/oneOf" "/oneOf/2/const""#);
}

#[test]
fn a_text_without_an_instance_is_invalid() {
    let validator = validator(&json!({ "title": "Anything" }));
    for text in ["{\"a\": 1, \"a\": 2}", "[1", "", "\"\\ud800\""] {
        let output = validator.output(text.as_bytes()).expect("no limit");
        assert!(!output.is_valid(), "{text}");
        let basic = output.basic().to_string();
        assert!(basic.contains("\"error\""), "{text}: {basic}");
    }
}

#[test]
fn no_schema_makes_an_output_of_any_size() {
    // Each definition applies the next one twice.
    let mut definitions = serde_json::Map::new();
    for number in 0..40 {
        let next = format!("#/$defs/d{}", number + 1);
        let both = json!({ "allOf": [{ "$ref": next }, { "$ref": next }] });
        definitions.insert(format!("d{number}"), both);
    }
    definitions.insert("d40".to_owned(), json!({ "title": "The last" }));
    let schema = json!({ "$ref": "#/$defs/d0", "$defs": definitions });
    let validator = validator(&schema);
    assert_eq!(validator.is_valid(b"1"), Ok(true));
    let output = validator.output(b"1");
    assert!(matches!(output, Err(Exceeded::Output)), "{output:?}");
}
