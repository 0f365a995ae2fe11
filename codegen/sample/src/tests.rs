//! Small schemas that have all keywords among them: what is generated is valid
//! and reaches everything, and mutations are on both sides.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test")]

use std::collections::BTreeMap;

use exactschema_frontend::json::Json;
use exactschema_frontend::model::Schema;
use fastrand::Rng;
use jsonschema::Validator;
use serde_json::{Value, json};

use super::{Dictionary, Examples, Generator, Instance, RawJson, generate, mutate};

/// The number of documents that are made for a schema.
const DOCUMENTS: usize = 300;

fn model(text: &str) -> Schema {
    Schema::new(&Json::parse(text).unwrap()).unwrap()
}

fn validator(schema: &Value) -> Validator {
    let options = jsonschema::draft202012::options().offline();
    options.should_validate_formats(true).build(schema).unwrap()
}

/// A document as the `jsonschema` crate takes it.
fn instance(document: &RawJson) -> Value {
    plain(&super::instance(document).unwrap())
}

/// `serde_json` itself takes some objects for numbers.
fn plain(instance: &Instance) -> Value {
    match instance {
        Instance::Array(elements) => elements.iter().map(plain).collect(),
        Instance::Object(members) => {
            let members = members.iter();
            members
                .map(|(name, value)| (name.clone(), plain(value)))
                .collect()
        }
        scalar => serde_json::from_str(&scalar.to_string()).unwrap(),
    }
}

/// A schema, and schemas that some of its documents satisfy.
#[rustfmt::skip]
fn cases() -> Vec<(Value, Vec<Value>)> {
    vec![
        (json!({}), vec![json!({"type": "null"}), json!({"type": "object"}), json!({"type": "string"})]),
        (json!({"type": ["string", "null"]}), vec![json!({"type": "null"}), json!({"type": "string"})]),
        (json!({"enum": ["a", 1, null, {"b": 1.0, "c": [true]}]}),
            vec![json!({"const": "a"}), json!({"const": 1}), json!({"const": null}), json!({"type": "object"})]),
        (json!({"const": 2.5}), vec![]),
        (json!({"type": "string", "minLength": 2, "maxLength": 5}),
            vec![json!({"maxLength": 2}), json!({"minLength": 5}), json!({"maxLength": 2, "pattern": "[^\\x00-\\uffff]"})]),
        (json!({"type": "string", "format": "date-time"}), vec![]),
        (json!({"type": "string", "pattern": "^[a-z]+-[0-9]$", "examples": ["no", "ab-1"]}), vec![]),
        (json!({"type": "string", "x-extensible-enum": ["known"]}),
            vec![json!({"const": "known"}), json!({"not": {"const": "known"}})]),
        (json!({"type": "integer", "minimum": -3, "exclusiveMaximum": 1e1}),
            vec![json!({"const": -3}), json!({"const": 9}), json!({"const": -2}), json!({"const": 8})]),
        (json!({"type": "integer", "format": "uint8"}), vec![json!({"const": 0}), json!({"const": 255})]),
        (json!({"type": "integer", "format": "int32"}), vec![json!({"const": -2147483648}), json!({"const": 2147483647})]),
        (json!({"type": "integer", "format": "uint64"}), vec![json!({"const": u64::MAX})]),
        (json!({"type": "integer"}), vec![json!({"const": i64::MIN}), json!({"const": i64::MAX})]),
        (json!({"type": "integer", "minimum": 0, "maximum": u64::MAX}), vec![json!({"const": u64::MAX})]),
        (json!({"type": "integer", "multipleOf": 7, "minimum": 1, "maximum": 50}),
            vec![json!({"const": 7}), json!({"const": 49})]),
        (json!({"type": "number", "exclusiveMinimum": 0, "maximum": 1.5}),
            vec![json!({"const": 1.5}), json!({"const": 5e-324}), json!({"const": 1})]),
        (json!({"type": "number", "multipleOf": 0.25, "minimum": -1, "maximum": 1}),
            vec![json!({"const": -1}), json!({"const": 0.25}), json!({"const": 1})]),
        (json!({"type": "number", "multipleOf": 0.01}), vec![json!({"exclusiveMinimum": 0})]),
        (json!({"minimum": 3, "maxLength": 2, "maxItems": 1, "required": ["a"]}),
            vec![json!({"const": 3}), json!({"type": "array", "minItems": 1}), json!({"type": "object"}), json!({"type": "string", "minLength": 2})]),
        (json!({"type": "object", "properties": {"a": {"type": "integer"}, "b": {"type": "boolean"}},
            "required": ["b"], "additionalProperties": false}),
            vec![json!({"required": ["a"]}), json!({"maxProperties": 1})]),
        (json!({"type": "object", "properties": {"a": {"type": "integer"}},
            "additionalProperties": {"type": "string"}, "minProperties": 2, "maxProperties": 4}),
            vec![json!({"maxProperties": 2}), json!({"minProperties": 4}), json!({"required": ["a"]})]),
        (json!({"type": "object", "patternProperties": {"^p[0-9]": {"type": "integer"}},
            "propertyNames": {"maxLength": 3}}),
            vec![json!({"maxProperties": 0}), json!({"minProperties": 2})]),
        (json!({"type": "object", "propertyNames": {"enum": ["x", "y"]}, "additionalProperties": {"type": "null"}}),
            vec![json!({"required": ["x", "y"]}), json!({"maxProperties": 0})]),
        (json!({"type": "object", "properties": {"a": true, "b": true, "c": {"type": "null"}, "d": false},
            "dependentRequired": {"a": ["b"], "b": ["c"]}}),
            vec![json!({"required": ["a"]}), json!({"required": ["b"], "properties": {"a": false}}), json!({"properties": {"c": false}})]),
        (json!({"type": "array", "items": {"enum": [1, 2, 3]}, "uniqueItems": true, "minItems": 1}),
            vec![json!({"minItems": 3}), json!({"maxItems": 1})]),
        (json!({"type": "array", "prefixItems": [{"type": "string"}, {"type": "integer"}], "items": false}),
            vec![json!({"minItems": 2}), json!({"maxItems": 0})]),
        (json!({"type": "array", "prefixItems": [{"type": "string"}], "items": {"type": "null"}, "minItems": 1, "maxItems": 4}),
            vec![json!({"minItems": 4}), json!({"maxItems": 1})]),
        (json!({"oneOf": [{"type": "integer"}, {"type": "number", "minimum": 2}, {"type": "null"}]}),
            vec![json!({"type": "integer"}), json!({"type": "number", "not": {"type": "integer"}}), json!({"type": "null"})]),
        (json!({"anyOf": [{"required": ["a"]}, {"required": ["b"]}], "type": "object"}),
            vec![json!({"required": ["a", "b"]}), json!({"properties": {"a": false}}), json!({"properties": {"b": false}})]),
        (json!({"oneOf": [{"$ref": "#/$defs/Cat"}, {"$ref": "#/$defs/Dog"}], "$defs": {
            "Cat": {"type": "object", "properties": {"kind": {"const": "cat"}, "lives": {"type": "integer"}}, "required": ["kind", "lives"]},
            "Dog": {"type": "object", "properties": {"kind": {"const": "dog"}, "tricks": {"type": "array", "items": {"type": "string"}}}, "required": ["kind"]}}}),
            vec![json!({"required": ["lives"]}), json!({"required": ["tricks"]})]),
        (json!({"type": "object", "allOf": [{"$ref": "#/$defs/Base"}, {"properties": {"n": {"type": "integer"}}, "required": ["n"]}],
            "properties": {"n": {"minimum": 5, "maximum": 6}, "own": {"type": "boolean"}},
            "$defs": {"Base": {"type": "object", "properties": {"id": {"type": "string"}}, "required": ["id"]}}}),
            vec![json!({"required": ["own"]}), json!({"properties": {"n": {"const": 5}}}), json!({"properties": {"n": {"const": 6}}})]),
        (json!({"$ref": "#/$defs/a~1b%25", "minLength": 3, "$defs": {"a/b%": {"type": "string", "maxLength": 4}}}),
            vec![json!({"maxLength": 3}), json!({"minLength": 4})]),
        (json!({"$ref": "#/$defs/RawJson", "$defs": {"RawJson": {"type": "object", "required": ["child"],
            "properties": {"child": {"anyOf": [{"$ref": "#/$defs/RawJson"}, {"type": "null"}]}, "children": {"type": "array", "items": {"$ref": "#/$defs/RawJson"}}}}}}),
            vec![json!({"properties": {"child": {"type": "object"}}}), json!({"properties": {"child": {"type": "null"}}})]),
    ]
}

#[test]
fn generated_documents_are_valid_and_reach_everything() {
    for (schema, reached) in cases() {
        let text = schema.to_string();
        let model = model(&text);
        let generator = Generator::new(&model, &text).unwrap();
        let judge = validator(&schema);
        let mut reached: Vec<Validator> = reached.iter().map(validator).collect();
        let mut random = Rng::with_seed(1);
        for _ in 0..DOCUMENTS {
            let document = generator.valid(&mut random);
            let document = document.unwrap_or_else(|| panic!("no document: {text}"));
            let instance = instance(&document);
            assert!(judge.is_valid(&instance), "{text}: {}", document.print());
            reached.retain(|wanted| !wanted.is_valid(&instance));
        }
        assert!(reached.is_empty(), "{text}: {reached:?}");
    }
}

#[test]
fn most_documents_are_valid_before_they_are_judged() {
    for (schema, _) in cases() {
        let (text, judge) = (schema.to_string(), validator(&schema));
        let model = model(&text);
        let mut random = Rng::with_seed(2);
        let documents = (0..100).map(|_| generate(&model, &mut random));
        let valid = documents.filter(|document| judge.is_valid(&instance(document)));
        let valid = valid.count();
        assert!(valid >= 50, "{text}: {valid}");
    }
}

#[test]
fn mutations_are_on_both_sides() {
    for (schema, _) in cases() {
        let text = schema.to_string();
        let model = model(&text);
        let generator = Generator::new(&model, &text).unwrap();
        let words = Dictionary::of(&model);
        let mut random = Rng::with_seed(3);
        let mut seen = BTreeMap::<_, usize>::new();
        for _ in 0..DOCUMENTS {
            let mut document = generator.valid(&mut random).unwrap();
            mutate(&words, &mut document, &mut random);
            *seen.entry(generator.is_valid(&document)).or_default() += 1;
        }
        let count = |valid| seen.get(&valid).copied().unwrap_or_default();
        assert!(count(true) > 20, "{text}: {seen:?}");
        assert!(count(false) > 20 || text == "{}", "{text}: {seen:?}");
    }
}

#[test]
fn examples_are_valid() {
    for (schema, _) in cases() {
        let (text, judge) = (schema.to_string(), validator(&schema));
        let model = model(&text);
        let example = Examples::new(&model, &text).of(model.root());
        let example = example.unwrap_or_else(|| panic!("no example: {text}"));
        println!("{}\n    {text}", example.compact());
        assert!(
            judge.is_valid(&serde_json::from_str(&example.compact()).unwrap()),
            "{text}: {}",
            example.compact()
        );
    }
}

#[test]
fn what_has_no_document_has_none() {
    for schema in [
        json!(false),
        json!({"$ref": "#"}),
        json!({"type": "object", "properties": {"a": {"$ref": "#"}}, "required": ["a"]}),
        json!({"allOf": [{"type": "string"}, {"type": "integer"}]}),
        json!({"type": "array", "items": {"type": "boolean"}, "uniqueItems": true, "minItems": 3}),
    ] {
        let text = schema.to_string();
        let model = model(&text);
        let generator = Generator::new(&model, &text);
        let mut random = Rng::with_seed(4);
        let document = generator.and_then(|generator| generator.valid(&mut random));
        assert_eq!(document.as_ref().map(RawJson::print), None, "{text}");
        let example = Examples::new(&model, &text).of(model.root());
        assert_eq!(example, None, "{text}");
    }
}

#[test]
fn what_would_be_huge_is_given_up() {
    // Each requires the next twice: written out, 2⁶⁰ values.
    let next = |n: u8| json!({"$ref": format!("#/$defs/D{}", n + 1)});
    let definition = |n| json!({"type": "object", "required": ["a", "b"], "properties": {"a": next(n), "b": next(n)}});
    let mut definitions: BTreeMap<String, Value> =
        (0..60).map(|n| (format!("D{n}"), definition(n))).collect();
    definitions.insert("D60".to_owned(), json!({"type": "boolean"}));
    let text = json!({"$ref": "#/$defs/D0", "$defs": definitions}).to_string();
    let model = model(&text);
    let mut random = Rng::with_seed(5);
    assert_eq!(generate(&model, &mut random), RawJson::word("null"));
    assert_eq!(Examples::new(&model, &text).of(model.root()), None);
}
