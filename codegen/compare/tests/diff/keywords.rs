//! Pairs of schemas with keywords that have no rule of their own, and of other dialects,
//! with the verdicts that are right.

use exactschema_compare::diff::Verdict::{self, Breaking, Compatible};
use libtest_mimic::{Failed, Trial};
use serde_json::{Value, json};

use crate::claims::tried;
use crate::text::word;

/// A name, the old schema, the new one, and the verdicts: backward and forward.
pub(crate) type Row = (&'static str, Value, Value, [Verdict; 2]);

fn rows() -> Vec<Row> {
    [
        negations(),
        conditions(),
        elements(),
        properties(),
        others(),
        dialects(),
    ]
    .concat()
}

#[rustfmt::skip]
fn negations() -> Vec<Row> {
    vec![
        ("not-the-same", json!({ "not": { "type": "string" } }), json!({ "not": { "type": "string" } }), [Compatible, Compatible]),
        ("not-added", json!({ "type": ["string", "integer"] }), json!({ "type": ["string", "integer"], "not": { "const": "no" } }), [Breaking, Compatible]),
        ("not-beside-another-change", json!({ "type": "string", "not": { "const": "no" } }), json!({ "not": { "const": "no" } }), [Compatible, Breaking]),
        ("not-of-a-property", json!({ "type": "object" }), json!({ "type": "object", "not": { "required": ["secret"] } }), [Breaking, Compatible]),
        ("not-of-two-properties", json!({}), json!({ "not": { "required": ["a", "b"], "type": "object" } }), [Breaking, Compatible]),
        ("not-of-a-value-in-a-property", json!({ "properties": { "a": { "type": "string" } } }), json!({ "properties": { "a": { "type": "string", "not": { "enum": ["x", "y"] } } } }), [Breaking, Compatible]),
        ("not-widened", json!({ "not": { "enum": ["a"] } }), json!({ "not": { "enum": ["a", "b"] } }), [Breaking, Compatible]),
        ("not-another-type", json!({ "type": "integer" }), json!({ "type": "integer", "not": { "type": "string" } }), [Compatible, Compatible]),
        ("not-by-reference", json!({ "not": { "$ref": "#/$defs/a" }, "$defs": { "a": { "const": 1 } } }), json!({ "not": { "const": 1 } }), [Compatible, Compatible]),
        ("not-by-a-reference-that-changed", json!({ "not": { "$ref": "#/$defs/a" }, "$defs": { "a": { "const": 1 } } }), json!({ "not": { "$ref": "#/$defs/a" }, "$defs": { "a": { "const": 2 } } }), [Breaking, Breaking]),
        ("not-of-a-range", json!({ "type": "number" }), json!({ "type": "number", "not": { "minimum": 5, "maximum": 9 } }), [Breaking, Compatible]),
        ("not-of-a-pattern", json!({ "type": "string" }), json!({ "type": "string", "not": { "pattern": "^tmp-[0-9]{4}$" } }), [Breaking, Compatible]),
        ("not-without-a-type", json!({ "type": "string" }), json!({ "not": { "type": "string" } }), [Breaking, Breaking]),
        ("not-anything", json!({ "type": "integer" }), json!({ "not": {} }), [Breaking, Compatible]),
        ("not-not", json!({ "type": "string" }), json!({ "type": "string", "not": { "not": { "minLength": 3 } } }), [Breaking, Compatible]),
    ]
}

#[rustfmt::skip]
fn conditions() -> Vec<Row> {
    vec![
        ("if-added", json!({ "type": "object", "properties": { "kind": { "type": "string" } } }), json!({ "type": "object", "properties": { "kind": { "type": "string" } }, "if": { "properties": { "kind": { "const": "a" } }, "required": ["kind"] }, "then": { "required": ["b"] } }), [Breaking, Compatible]),
        ("if-changed", json!({ "if": { "type": "string" }, "then": { "minLength": 2 } }), json!({ "if": { "type": "string", "pattern": "^a" }, "then": { "minLength": 2 } }), [Compatible, Breaking]),
        ("then-changed", json!({ "if": { "properties": { "a": { "const": 1 } }, "required": ["a"] }, "then": { "required": ["b"] } }), json!({ "if": { "properties": { "a": { "const": 1 } }, "required": ["a"] }, "then": { "required": ["b", "c"] } }), [Breaking, Compatible]),
        ("else-added", json!({ "if": { "type": "string" }, "then": { "minLength": 2 } }), json!({ "if": { "type": "string" }, "then": { "minLength": 2 }, "else": { "type": "integer" } }), [Breaking, Compatible]),
        ("then-without-if", json!({ "then": { "type": "string" } }), json!({ "then": { "type": "integer" }, "else": false }), [Compatible, Compatible]),
        ("if-that-never-holds", json!({ "type": "integer" }), json!({ "type": "integer", "if": { "type": "string" }, "then": false }), [Compatible, Compatible]),
        ("if-for-a-country", json!({ "type": "object", "properties": { "country": { "enum": ["US", "NL"] }, "code": { "type": "string" } }, "required": ["country", "code"] }), json!({ "type": "object", "properties": { "country": { "enum": ["US", "NL"] }, "code": { "type": "string" } }, "required": ["country", "code"], "if": { "properties": { "country": { "const": "US" } } }, "then": { "properties": { "code": { "pattern": "^[0-9]{5}$" } } } }), [Breaking, Compatible]),
    ]
}

#[rustfmt::skip]
fn elements() -> Vec<Row> {
    vec![
        ("contains-added", json!({ "type": "array" }), json!({ "type": "array", "contains": { "const": 5 } }), [Breaking, Compatible]),
        ("min-contains-raised", json!({ "contains": { "type": "string" } }), json!({ "contains": { "type": "string" }, "minContains": 2 }), [Breaking, Compatible]),
        ("min-contains-raised-among-elements", json!({ "type": "array", "items": { "type": ["string", "integer"] }, "contains": { "const": "x" }, "minContains": 2 }), json!({ "type": "array", "items": { "type": ["string", "integer"] }, "contains": { "const": "x" }, "minContains": 3 }), [Breaking, Compatible]),
        ("max-contains-lowered", json!({ "contains": { "minimum": 5 }, "maxContains": 3 }), json!({ "contains": { "minimum": 5 }, "maxContains": 2 }), [Breaking, Compatible]),
        ("max-contains-added", json!({ "contains": { "minimum": 5 } }), json!({ "contains": { "minimum": 5 }, "maxContains": 2 }), [Breaking, Compatible]),
        ("contains-widened", json!({ "contains": { "const": 1 } }), json!({ "contains": { "enum": [1, 2] } }), [Compatible, Breaking]),
        ("min-contains-without-contains", json!({ "minContains": 2 }), json!({ "minContains": 7 }), [Compatible, Compatible]),
        ("unevaluated-items-of-none", json!({ "prefixItems": [{ "type": "string" }], "items": { "type": "integer" } }), json!({ "prefixItems": [{ "type": "string" }], "items": { "type": "integer" }, "unevaluatedItems": false }), [Compatible, Compatible]),
        ("unevaluated-items-closed", json!({ "prefixItems": [{ "type": "string" }] }), json!({ "prefixItems": [{ "type": "string" }], "unevaluatedItems": false }), [Breaking, Compatible]),
    ]
}

#[rustfmt::skip]
fn properties() -> Vec<Row> {
    vec![
        ("dependent-schemas-added", json!({ "type": "object" }), json!({ "type": "object", "dependentSchemas": { "card": { "required": ["address"] } } }), [Breaking, Compatible]),
        ("dependent-schemas-narrowed", json!({ "dependentSchemas": { "card": { "required": ["address"] } } }), json!({ "dependentSchemas": { "card": { "required": ["address"], "properties": { "address": { "type": "string" } } } } }), [Breaking, Compatible]),
        ("dependent-schemas-fewer", json!({ "dependentSchemas": { "a": { "required": ["b"] }, "c": { "required": ["d"] } } }), json!({ "dependentSchemas": { "a": { "required": ["b"] } } }), [Compatible, Breaking]),
        ("dependencies-of-names", json!({}), json!({ "dependencies": { "a": ["b"] } }), [Breaking, Compatible]),
        ("unevaluated-properties-closed-in-all-of", json!({ "allOf": [{ "properties": { "a": { "type": "string" } } }], "properties": { "b": { "type": "integer" } } }), json!({ "allOf": [{ "properties": { "a": { "type": "string" } } }], "properties": { "b": { "type": "integer" } }, "unevaluatedProperties": { "type": "null" } }), [Breaking, Compatible]),
        ("unevaluated-properties-beside-another-change", json!({ "properties": { "a": true }, "required": ["a"], "unevaluatedProperties": false }), json!({ "properties": { "a": true }, "unevaluatedProperties": false }), [Compatible, Breaking]),
        ("unevaluated-properties-with-another-name", json!({ "properties": { "a": true }, "unevaluatedProperties": false, "type": "object" }), json!({ "properties": { "a": true, "b": true }, "unevaluatedProperties": false, "type": "object" }), [Compatible, Breaking]),
    ]
}

#[rustfmt::skip]
fn others() -> Vec<Row> {
    vec![
        ("unknown-keywords", json!({ "type": "string", "unknown": 1 }), json!({ "type": "string", "unknown": { "type": 5 } }), [Compatible, Compatible]),
        ("unused-definitions", json!({ "type": "string" }), json!({ "type": "string", "$defs": { "a": { "$ref": "#/$defs/a" }, "b": { "not": {} } } }), [Compatible, Compatible]),
        ("contents", json!({ "type": "string" }), json!({ "type": "string", "contentMediaType": "application/json", "contentEncoding": "base64" }), [Compatible, Compatible]),
        ("a-format-without-a-type", json!({ "type": "string" }), json!({ "type": "string", "format": "regex" }), [Breaking, Compatible]),
        ("a-format-that-nobody-knows", json!({ "type": "string" }), json!({ "type": "string", "format": "color" }), [Compatible, Compatible]),
        ("dynamic-references", json!({ "$dynamicAnchor": "node", "type": "object", "properties": { "next": { "$dynamicRef": "#node" } } }), json!({ "$dynamicAnchor": "node", "type": "object", "properties": { "next": { "$dynamicRef": "#node" } }, "title": "a list" }), [Compatible, Compatible]),
        ("dynamic-references-narrowed", json!({ "$dynamicAnchor": "node", "type": "object", "properties": { "next": { "$dynamicRef": "#node" } } }), json!({ "$dynamicAnchor": "node", "type": "object", "properties": { "next": { "$dynamicRef": "#node" } }, "required": ["id"] }), [Breaking, Compatible]),
        ("identified-parts", json!({ "$id": "https://example.com/a", "properties": { "a": { "$ref": "b" } }, "$defs": { "b": { "$id": "b", "type": "string" } } }), json!({ "$id": "https://example.com/a", "properties": { "a": { "$ref": "b" } }, "$defs": { "b": { "$id": "b", "type": "string", "maxLength": 3 } } }), [Breaking, Compatible]),
        ("relative-uris", json!({ "$id": "item.json", "properties": { "a": { "$ref": "item.json#/$defs/b" } }, "$defs": { "b": { "type": "string" } } }), json!({ "$id": "other.json", "properties": { "a": { "$ref": "#/$defs/b" } }, "$defs": { "b": { "type": "string", "maxLength": 3 } } }), [Breaking, Compatible]),
        ("the-meta-schema", json!({ "$ref": "https://json-schema.org/draft/2020-12/schema" }), json!({ "$ref": "https://json-schema.org/draft/2020-12/schema", "description": "x" }), [Compatible, Compatible]),
    ]
}

pub(crate) const DRAFT_4: &str = "http://json-schema.org/draft-04/schema#";
pub(crate) const DRAFT_7: &str = "http://json-schema.org/draft-07/schema#";

#[rustfmt::skip]
fn dialects() -> Vec<Row> {
    vec![
        ("draft-7-the-same", json!({ "$schema": DRAFT_7, "items": [{ "type": "string" }], "additionalItems": false }), json!({ "$schema": DRAFT_7, "title": "x", "items": [{ "type": "string" }], "additionalItems": false }), [Compatible, Compatible]),
        ("draft-7-to-2020-12", json!({ "$schema": DRAFT_7, "definitions": { "a": { "type": "string" } }, "items": [{ "$ref": "#/definitions/a" }], "additionalItems": false }), json!({ "$defs": { "a": { "type": "string" } }, "prefixItems": [{ "$ref": "#/$defs/a" }], "items": false }), [Compatible, Compatible]),
        ("draft-7-narrowed", json!({ "$schema": DRAFT_7, "properties": { "a": { "type": "string" } } }), json!({ "$schema": DRAFT_7, "properties": { "a": { "type": "string", "maxLength": 4 } } }), [Breaking, Compatible]),
        ("draft-4-exclusive", json!({ "$schema": DRAFT_4, "type": "number", "minimum": 5 }), json!({ "$schema": DRAFT_4, "type": "number", "minimum": 5, "exclusiveMinimum": true }), [Breaking, Compatible]),
        ("draft-7-siblings-of-a-reference", json!({ "$schema": DRAFT_7, "properties": { "a": { "$ref": "#/definitions/b", "maxLength": 1 } }, "definitions": { "b": { "type": "string" } } }), json!({ "$schema": DRAFT_7, "properties": { "a": { "$ref": "#/definitions/b" } }, "definitions": { "b": { "type": "string" } } }), [Compatible, Compatible]),
        ("draft-7-another-type", json!({ "$schema": DRAFT_7, "items": [{ "type": "string" }, { "type": "integer" }] }), json!({ "$schema": DRAFT_7, "items": [{ "type": "string" }, { "const": "b" }] }), [Breaking, Breaking]),
    ]
}

pub(crate) fn trials() -> Vec<Trial> {
    trials_of("keywords", rows())
}

/// A test for each of some rows.
pub(crate) fn trials_of(group: &str, rows: Vec<Row>) -> Vec<Trial> {
    let trials = rows.into_iter().map(|(name, old, new, verdicts)| {
        Trial::test(format!("{group}/{name}"), move || {
            judged(old, new, verdicts)
        })
    });
    trials.collect()
}

fn judged(old: Value, new: Value, right: [Verdict; 2]) -> Result<(), Failed> {
    let verdicts = tried(&old.to_string(), &new.to_string())?;
    match verdicts[0] == right {
        true => Ok(()),
        false => Err(format!("{:?}", verdicts[0].map(word)).into()),
    }
}
