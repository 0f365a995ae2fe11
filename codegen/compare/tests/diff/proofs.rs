//! Pairs of schemas whose verdict does not follow keyword by keyword, with the verdicts that
//! are right.

use exactschema_compare::diff::Verdict::{Breaking, Compatible};
use libtest_mimic::Trial;
use serde_json::json;

use crate::keywords::{DRAFT_4, DRAFT_7, Row, trials_of};

pub(crate) fn trials() -> Vec<Trial> {
    let rows = [
        texts(),
        numbers(),
        choices(),
        negations(),
        values(),
        elements(),
        names(),
        unevaluated(),
        witnesses(),
        recursion(),
        dialects(),
    ];
    trials_of("proofs", rows.concat())
}

#[rustfmt::skip]
fn texts() -> Vec<Row> {
    vec![
        ("a-pattern-of-one-text", json!({ "type": "string", "pattern": "^abc$" }), json!({ "const": "abc" }), [Compatible, Compatible]),
        ("a-pattern-of-two-texts", json!({ "type": "string", "pattern": "^a[bc]$" }), json!({ "enum": ["ab", "ac", 1] }), [Compatible, Breaking]),
        ("a-pattern-with-a-length", json!({ "type": "string", "maxLength": 5, "pattern": "^(ab)*$" }), json!({ "type": "string", "pattern": "^(ab){0,3}$" }), [Compatible, Breaking]),
        ("a-pattern-that-is-a-length", json!({ "type": "string", "pattern": "^[\\s\\S]{2,}$" }), json!({ "type": "string", "minLength": 2 }), [Compatible, Compatible]),
        ("a-pattern-that-is-a-length-but-for-lines", json!({ "type": "string", "pattern": ".{2,}" }), json!({ "type": "string", "minLength": 2 }), [Compatible, Breaking]),
        ("patterns-that-differ-in-one-text", json!({ "type": "string", "pattern": "^[a-z]{3}$" }), json!({ "type": "string", "pattern": "^([a-z]{2}[a-y]|[a-y][a-z]z|z[a-y]z)$" }), [Breaking, Compatible]),
        ("a-pattern-with-a-lookaround-that-stays", json!({ "type": "string", "pattern": "^(?!x)" }), json!({ "type": "string", "pattern": "^(?!x)", "maxLength": 3 }), [Breaking, Compatible]),
        ("a-pattern-that-no-text-matches", json!({ "type": "string", "pattern": "^ab$", "maxLength": 1 }), json!({ "type": "integer" }), [Compatible, Breaking]),
        ("a-union-of-patterns", json!({ "type": "string", "pattern": "^[a-z]$" }), json!({ "anyOf": [{ "type": "string", "pattern": "^[a-m]" }, { "type": "string", "pattern": "^[n-z]$" }] }), [Compatible, Breaking]),
        ("a-union-of-lengths", json!({ "type": "string" }), json!({ "anyOf": [{ "type": "string", "minLength": 3 }, { "type": "string", "maxLength": 2 }] }), [Compatible, Compatible]),
        ("a-date-is-a-host-name", json!({ "type": "string", "format": "date" }), json!({ "type": "string", "format": "hostname" }), [Compatible, Breaking]),
        ("a-uri-is-a-reference", json!({ "format": "uri" }), json!({ "format": "uri-reference" }), [Compatible, Breaking]),
        ("a-uuid-has-a-length", json!({ "type": "string", "format": "uuid" }), json!({ "type": "string", "minLength": 36, "maxLength": 36 }), [Compatible, Breaking]),
        ("texts-of-a-pattern-have-a-format", json!({ "type": "string", "pattern": "^[a-z]{1,9}$" }), json!({ "type": "string", "format": "hostname" }), [Compatible, Breaking]),
        ("a-date-is-no-time", json!({ "type": "string", "format": "date" }), json!({ "type": "string", "format": "time" }), [Breaking, Breaking]),
        ("names-of-a-pattern-are-declared", json!({ "properties": { "ab": { "type": "string" }, "ac": { "const": "x" } } }), json!({ "patternProperties": { "^a[bc]$": { "type": "string" } } }), [Compatible, Breaking]),
    ]
}

#[rustfmt::skip]
fn numbers() -> Vec<Row> {
    vec![
        ("multiples-of-ten-are-of-two-and-a-half", json!({ "multipleOf": 10 }), json!({ "multipleOf": 2.5 }), [Compatible, Breaking]),
        ("intervals-that-meet", json!({ "type": "number" }), json!({ "anyOf": [{ "type": "number", "maximum": 5 }, { "type": "number", "exclusiveMinimum": 5 }] }), [Compatible, Compatible]),
        ("intervals-that-leave-a-number", json!({ "type": "number" }), json!({ "anyOf": [{ "type": "number", "exclusiveMaximum": 5 }, { "type": "number", "exclusiveMinimum": 5 }] }), [Breaking, Compatible]),
        ("intervals-of-integers", json!({ "type": "integer", "minimum": 0 }), json!({ "oneOf": [{ "type": "integer", "minimum": 0, "maximum": 99 }, { "type": "integer", "minimum": 100 }] }), [Compatible, Compatible]),
        ("few-integers", json!({ "type": "integer", "minimum": 1, "maximum": 3 }), json!({ "enum": [1, 2, 3] }), [Compatible, Compatible]),
        ("multiples-in-a-range", json!({ "type": "integer", "minimum": -4, "maximum": 10, "multipleOf": 5 }), json!({ "anyOf": [{ "type": "integer", "multipleOf": 10 }, { "type": "integer", "minimum": 1, "multipleOf": 5 }] }), [Compatible, Breaking]),
        ("a-length-beyond-any", json!({ "type": "string", "minLength": serde_json::from_str::<serde_json::Value>("18446744073709551616").unwrap() }), json!({ "type": "string", "minLength": 2 }), [Compatible, Breaking]),
        ("a-range-that-is-none", json!({ "type": "number", "minimum": 3, "exclusiveMaximum": 3 }), json!({ "type": "string" }), [Compatible, Breaking]),
    ]
}

#[rustfmt::skip]
fn choices() -> Vec<Row> {
    let branch = |kinds: serde_json::Value, more: &str| json!({ "type": "object", "required": ["kind"], "properties": { "kind": { "enum": kinds }, more: { "type": "string" } } });
    vec![
        ("branches-with-a-property-each", json!({ "type": "object" }), json!({ "type": "object", "anyOf": [{ "properties": { "foo": { "type": "boolean" } } }, { "properties": { "foo": { "type": "string" } } }] }), [Breaking, Compatible]),
        ("branches-with-two-properties", json!({ "type": "object" }), json!({ "type": "object", "anyOf": [{ "properties": { "a": { "type": "boolean" } } }, { "properties": { "b": { "type": "string" } } }] }), [Breaking, Compatible]),
        ("a-branch-beside-an-optional-property", json!({ "type": "object", "required": ["foo"], "properties": { "foo": { "type": "string" } } }), json!({ "anyOf": [{ "type": "object", "required": ["foo"], "properties": { "foo": { "type": "string" } } }, { "type": "object", "properties": { "bar": { "type": "string" } } }] }), [Compatible, Breaking]),
        ("values-moved-between-branches", json!({ "oneOf": [branch(json!(["a", "b"]), "x"), branch(json!(["c"]), "x")] }), json!({ "oneOf": [branch(json!(["a"]), "x"), branch(json!(["b", "c"]), "x")] }), [Compatible, Compatible]),
        ("values-moved-between-branches-that-differ", json!({ "oneOf": [branch(json!(["a", "b"]), "x"), branch(json!(["c"]), "y")] }), json!({ "oneOf": [branch(json!(["a"]), "x"), branch(json!(["b", "c"]), "y")] }), [Breaking, Breaking]),
        ("a-branch-split-in-two", json!({ "type": "object", "properties": { "a": { "type": ["string", "integer"] } } }), json!({ "anyOf": [{ "type": "object", "properties": { "a": { "type": "string" } } }, { "type": "object", "properties": { "a": { "type": "integer" } } }] }), [Compatible, Compatible]),
        ("a-branch-split-by-presence", json!({ "type": "object", "properties": { "a": { "type": "string" } } }), json!({ "anyOf": [{ "type": "object", "required": ["a"], "properties": { "a": { "type": "string" } } }, { "type": "object", "properties": { "a": false } }] }), [Compatible, Compatible]),
        ("any-of-required", json!({ "type": "object" }), json!({ "type": "object", "anyOf": [{ "required": ["a"] }, { "required": ["b"] }] }), [Breaking, Compatible]),
        ("any-of-required-where-it-is", json!({ "type": "object", "required": ["b"] }), json!({ "type": "object", "required": ["b"], "anyOf": [{ "required": ["a"] }, { "required": ["b"] }] }), [Compatible, Compatible]),
        ("one-of-required", json!({ "type": "object", "oneOf": [{ "required": ["a"] }, { "required": ["b"] }] }), json!({ "type": "object", "anyOf": [{ "required": ["a"] }, { "required": ["b"] }] }), [Compatible, Breaking]),
        ("branches-told-apart-by-a-boolean", json!({ "type": "object", "required": ["on"], "properties": { "on": { "type": "boolean" } } }), json!({ "oneOf": [{ "type": "object", "required": ["on"], "properties": { "on": { "const": true } } }, { "type": "object", "required": ["on"], "properties": { "on": { "const": false } } }] }), [Compatible, Compatible]),
        ("lengths-of-optional-properties-as-a-choice", json!({ "type": "object", "properties": { "a": { "type": "array" }, "b": { "type": "array" } }, "not": { "required": ["a", "b"] } }), json!({ "type": "object", "properties": { "a": { "type": "array" }, "b": { "type": "array" } }, "anyOf": [{ "properties": { "a": { "minItems": 1 }, "b": { "maxItems": 0 } } }, { "properties": { "a": { "maxItems": 0 }, "b": { "minItems": 1 } } }, { "properties": { "a": { "maxItems": 0 }, "b": { "maxItems": 0 } } }] }), [Compatible, Breaking]),
        ("closed-branches-with-an-optional-property-each", json!({ "type": "object", "properties": { "a": { "type": "array" }, "b": { "type": "array" } }, "additionalProperties": false, "not": { "required": ["a", "b"] } }), json!({ "anyOf": [{ "type": "object", "properties": { "a": { "type": "array" } }, "additionalProperties": false }, { "type": "object", "properties": { "b": { "type": "array" } }, "additionalProperties": false }] }), [Compatible, Compatible]),
        ("branches-of-two-optional-properties", json!({ "type": "object", "properties": { "a": { "type": ["string", "integer"] }, "b": { "type": "string" } } }), json!({ "anyOf": [{ "type": "object", "properties": { "a": { "type": "string" }, "b": { "type": "string" } } }, { "type": "object", "properties": { "a": { "type": "integer" }, "b": { "type": "string" } } }] }), [Compatible, Compatible]),
        ("branches-of-two-optional-properties-that-leave-some", json!({ "type": "object", "properties": { "a": { "type": ["string", "integer"] }, "b": { "type": ["string", "integer"] } } }), json!({ "anyOf": [{ "type": "object", "properties": { "a": { "type": "string" }, "b": { "type": "string" } } }, { "type": "object", "properties": { "a": { "type": "integer" }, "b": { "type": "integer" } } }] }), [Breaking, Compatible]),
        ("a-branch-added-beside-another-change", json!({ "oneOf": [{ "type": "string" }, { "type": "object", "properties": { "a": { "type": "string" } } }] }), json!({ "oneOf": [{ "type": "string" }, { "type": "object", "properties": { "a": { "type": "string", "maxLength": 3 } } }, { "type": "integer" }] }), [Breaking, Breaking]),
        ("a-branch-added-that-others-may-be-too", json!({ "oneOf": [{ "type": "object", "required": ["url"] }, { "type": "object", "required": ["path"] }] }), json!({ "oneOf": [{ "type": "object", "required": ["url"] }, { "type": "object", "required": ["path"] }, { "type": "object", "required": ["packages"], "properties": { "packages": { "type": "boolean" } } }] }), [Breaking, Breaking]),
        ("types-as-a-choice", json!({ "type": ["string", "null", "integer"] }), json!({ "oneOf": [{ "type": "string" }, { "type": "null" }, { "type": "integer" }] }), [Compatible, Compatible]),
    ]
}

#[rustfmt::skip]
fn negations() -> Vec<Row> {
    let object = json!({ "type": "object", "required": ["a"], "properties": { "a": { "minimum": 3 } } });
    let told_apart = |count: usize| {
        let values: Vec<_> = (0..count).map(|value| format!("k{value}")).collect();
        let none = json!({ "not": { "required": ["kind"], "properties": { "kind": { "enum": values } } } });
        let branches = values.iter().map(|value| json!({ "properties": { "kind": { "enum": [value] } } }));
        let branches: Vec<_> = [none].into_iter().chain(branches).collect();
        json!({ "oneOf": branches })
    };
    let kind = |value: usize| json!({ "properties": { "kind": { "const": format!("k{value}") } } });
    let many: Vec<_> = (0..8).map(|value| json!({ "if": kind(value), "then": { "required": [format!("p{value}")] } })).collect();
    let reversed: Vec<_> = many.iter().rev().cloned().collect();
    let values: Vec<_> = (0..8).map(|value| format!("k{value}")).collect();
    let chosen = (0..8).map(|value| json!({ "properties": { "kind": { "const": format!("k{value}") } }, "required": [format!("p{value}")] }));
    let chosen: Vec<_> = chosen.chain([json!({ "properties": { "kind": { "not": { "enum": values } } } })]).collect();
    vec![
        ("a-schema-or-not", json!({}), json!({ "anyOf": [object, { "not": object }] }), [Compatible, Compatible]),
        ("a-schema-and-not", json!({ "allOf": [object, { "not": object }] }), json!({ "type": "string" }), [Compatible, Breaking]),
        ("not-one-and-not-another", json!({ "not": { "anyOf": [{ "type": "string" }, { "required": ["a"] }] } }), json!({ "allOf": [{ "not": { "required": ["a"] } }, { "not": { "type": "string" } }] }), [Compatible, Compatible]),
        ("not-twice", json!({ "not": { "not": object } }), object.clone(), [Compatible, Compatible]),
        ("a-condition-as-a-choice", json!({ "if": { "required": ["a"] }, "then": { "required": ["b"] }, "else": { "required": ["c"] } }), json!({ "anyOf": [{ "required": ["a", "b"] }, { "required": ["c"], "not": { "required": ["a"] } }, { "type": ["string", "number", "array", "boolean", "null"] }] }), [Compatible, Compatible]),
        ("conditions-in-another-order", json!({ "if": { "type": "string" }, "then": { "maxLength": 3 } }), json!({ "if": { "not": { "type": "string" } }, "else": { "maxLength": 3 } }), [Compatible, Compatible]),
        ("conditions-on-one-of-many-values", json!({ "type": "object", "allOf": many }), json!({ "type": "object", "allOf": reversed, "properties": { "kind": {} } }), [Compatible, Compatible]),
        ("conditions-on-one-of-many-values-as-a-choice", json!({ "type": "object", "required": ["kind"], "allOf": many }), json!({ "type": "object", "required": ["kind"], "anyOf": chosen }), [Compatible, Compatible]),
        ("a-listed-value-more-with-a-branch-of-its-own", told_apart(6), told_apart(7), [Compatible, Compatible]),
        ("a-listed-value-more-without-a-branch", told_apart(6), { let mut more = told_apart(7); more["oneOf"].as_array_mut().unwrap().pop(); more }, [Breaking, Compatible]),
        ("a-dependency-as-a-condition", json!({ "type": "object", "dependentSchemas": { "a": { "required": ["b"] } } }), json!({ "type": "object", "if": { "required": ["a"] }, "then": { "required": ["b"] } }), [Compatible, Compatible]),
        ("a-dependency-of-names-as-one-of-schemas", json!({ "dependentRequired": { "a": ["b", "c"] } }), json!({ "dependentSchemas": { "a": { "required": ["c", "b"] } } }), [Compatible, Compatible]),
        ("a-not-in-a-cycle", json!({ "$defs": { "a": { "not": { "$ref": "#/$defs/b" } }, "b": { "not": { "required": ["x"] } } }, "$ref": "#/$defs/a" }), json!({ "$defs": { "a": { "not": { "$ref": "#/$defs/b" } }, "b": { "not": { "required": ["y"] } } }, "$ref": "#/$defs/a" }), [Breaking, Breaking]),
    ]
}

#[rustfmt::skip]
fn values() -> Vec<Row> {
    vec![
        ("a-value-that-is-not-of-a-property", json!({ "type": "object", "properties": { "x": { "not": { "enum": [0] } } } }), json!({ "type": "object", "properties": { "b": { "not": { "enum": ["rf"] } } } }), [Breaking, Breaking]),
        ("elements-that-are-all-of-a-kind", json!({ "type": "array", "items": { "type": "string" }, "minItems": 1 }), json!({ "type": "array", "contains": { "type": "string" } }), [Compatible, Breaking]),
        ("no-more-elements-than-may-be", json!({ "type": "array", "maxItems": 2 }), json!({ "contains": {}, "minContains": 0, "maxContains": 2 }), [Compatible, Breaking]),
        ("no-more-different-elements-than-values", json!({ "type": "array", "items": { "type": "boolean" }, "uniqueItems": true }), json!({ "type": "array", "items": { "type": "boolean" }, "uniqueItems": true, "maxItems": 2 }), [Compatible, Compatible]),
        ("no-more-different-elements-than-listed", json!({ "type": "array", "items": { "enum": ["a", "b", "c"] }, "uniqueItems": true }), json!({ "type": "array", "items": { "enum": ["a", "b", "c"] }, "uniqueItems": true, "maxItems": 2 }), [Breaking, Compatible]),
        ("counts-that-meet", json!({ "type": "array" }), json!({ "anyOf": [{ "type": "array", "minItems": 3 }, { "type": "array", "maxItems": 2 }] }), [Compatible, Compatible]),
        ("counts-that-leave-one", json!({ "type": "object" }), json!({ "anyOf": [{ "type": "object", "minProperties": 3 }, { "type": "object", "maxProperties": 1 }] }), [Breaking, Compatible]),
        ("so-many-properties-that-all-are-present", json!({ "type": "object", "properties": { "a": true, "b": true }, "additionalProperties": false, "minProperties": 2 }), json!({ "type": "object", "properties": { "a": true, "b": true }, "additionalProperties": false, "required": ["a"] }), [Compatible, Breaking]),
        ("one-boolean-but-not-another", json!({ "oneOf": [{ "type": "boolean" }, { "const": true }] }), json!({ "const": false }), [Compatible, Compatible]),
        ("places-of-unevaluated-items", json!({ "type": "array", "prefixItems": [{ "type": "string" }], "unevaluatedItems": { "type": "null" } }), json!({ "type": "array", "prefixItems": [{ "type": "string" }, { "type": "null" }], "items": { "type": "null" } }), [Compatible, Compatible]),
    ]
}

#[rustfmt::skip]
fn elements() -> Vec<Row> {
    vec![
        ("one-is-contained-that-there-is", json!({ "type": "array", "contains": { "type": "string" } }), json!({ "type": "array", "minItems": 1 }), [Compatible, Breaking]),
        ("so-many-are-contained-that-there-are", json!({ "type": "array", "contains": { "type": "string" }, "minContains": 3 }), json!({ "type": "array", "minItems": 3 }), [Compatible, Breaking]),
        ("any-is-contained-where-there-is-one", json!({ "type": "array", "minItems": 1 }), json!({ "type": "array", "contains": {} }), [Compatible, Compatible]),
        ("as-many-of-any-as-there-may-be", json!({ "type": "array", "contains": {}, "maxContains": 2 }), json!({ "type": "array", "minItems": 1, "maxItems": 2 }), [Compatible, Compatible]),
        ("one-value-twice-among-different-ones", json!({ "type": "array", "uniqueItems": true, "contains": { "const": 1 }, "minContains": 2 }), json!(false), [Compatible, Compatible]),
        ("one-value-twice-among-others", json!({ "type": "array", "contains": { "const": 1 }, "minContains": 2 }), json!(false), [Breaking, Compatible]),
        ("a-kind-is-contained-that-no-element-is", json!({ "type": "array", "prefixItems": [{ "type": "null" }], "items": { "type": "string" }, "contains": { "type": "integer" } }), json!(false), [Compatible, Compatible]),
        ("a-kind-is-contained-that-the-first-is", json!({ "type": "array", "prefixItems": [{ "type": "integer" }], "items": { "type": "string" }, "contains": { "type": "integer" } }), json!(false), [Breaking, Compatible]),
        ("more-of-a-kind-than-there-may-be", json!({ "type": "array", "contains": { "type": "string" }, "minContains": 3, "maxContains": 2 }), json!(false), [Compatible, Compatible]),
        ("what-is-contained-is-not-evaluated-before-2020", json!({ "$schema": DRAFT_2019, "type": "array", "contains": { "type": "string" }, "unevaluatedItems": false }), json!(false), [Compatible, Compatible]),
    ]
}

#[rustfmt::skip]
fn names() -> Vec<Row> {
    let closed = |pattern: &str| json!({ "type": "object", "patternProperties": { pattern: {} }, "additionalProperties": false });
    let named = |names: serde_json::Value| json!({ "type": "object", "propertyNames": names });
    vec![
        ("names-of-a-pattern-as-those-that-are-declared", named(json!({ "pattern": "^a" })), closed("^a"), [Compatible, Compatible]),
        ("names-of-a-lookahead-as-those-that-are-declared", named(json!({ "pattern": "^(?!a)" })), closed("^(?!a)"), [Compatible, Compatible]),
        ("names-of-a-pattern-among-those-that-are-declared", named(json!({ "pattern": "^ab" })), closed("^a"), [Compatible, Breaking]),
        ("names-of-a-choice-as-those-that-are-declared", named(json!({ "anyOf": [{ "pattern": "^a" }, { "enum": ["b", "c"] }] })), json!({ "type": "object", "patternProperties": { "^a": {} }, "properties": { "b": {}, "c": {} }, "additionalProperties": false }), [Compatible, Compatible]),
        ("listed-names-are-so-many", named(json!({ "enum": ["a", "b", 1] })), json!({ "type": "object", "maxProperties": 2 }), [Compatible, Breaking]),
        ("listed-names-are-more", named(json!({ "enum": ["a", "b", "c"] })), json!({ "type": "object", "maxProperties": 2 }), [Breaking, Breaking]),
        ("listed-names-as-those-that-are-declared", named(json!({ "enum": ["a", "b"] })), json!({ "type": "object", "properties": { "a": {}, "b": {} }, "additionalProperties": false }), [Compatible, Compatible]),
        ("no-name-beside-those-that-are-required", json!({ "type": "object", "required": ["a", "b"], "maxProperties": 2 }), json!({ "type": "object", "required": ["a", "b"], "properties": { "a": {}, "b": {} }, "additionalProperties": false }), [Compatible, Compatible]),
        ("one-name-beside-those-that-are-required", json!({ "type": "object", "required": ["a", "b"], "maxProperties": 3 }), json!({ "type": "object", "required": ["a", "b"], "properties": { "a": {}, "b": {} }, "additionalProperties": false }), [Breaking, Compatible]),
    ]
}

#[rustfmt::skip]
fn unevaluated() -> Vec<Row> {
    let any_of = |more: serde_json::Value| json!({ "allOf": [{ "properties": { "a": { "type": "string" } } }, more], "unevaluatedProperties": false });
    vec![
        ("an-addition-in-all-of", any_of(json!(true)), any_of(json!({ "properties": { "b": { "type": "string" } } })), [Compatible, Breaking]),
        ("an-addition-behind-a-reference", json!({ "$ref": "#/$defs/x", "properties": { "c": true }, "unevaluatedProperties": false, "$defs": { "x": { "properties": { "a": true } } } }), json!({ "$ref": "#/$defs/x", "properties": { "c": true }, "unevaluatedProperties": false, "$defs": { "x": { "properties": { "a": true, "b": true } } } }), [Compatible, Breaking]),
        ("all-of-as-one-that-is-closed", any_of(json!({ "properties": { "b": true } })), json!({ "properties": { "a": { "type": "string" }, "b": true }, "additionalProperties": false }), [Compatible, Compatible]),
        ("evaluated-by-a-branch-alone", json!({ "anyOf": [{ "properties": { "a": true }, "required": ["a"] }, true], "unevaluatedProperties": false }), json!({ "properties": { "a": true }, "unevaluatedProperties": false }), [Compatible, Compatible]),
        ("a-branch-more-that-evaluates", json!({ "anyOf": [{ "properties": { "a": true }, "required": ["a"] }, { "properties": { "b": true }, "required": ["b"] }], "unevaluatedProperties": false }), json!({ "anyOf": [{ "properties": { "a": true }, "required": ["a"] }, { "properties": { "b": true }, "required": ["b"] }, { "properties": { "c": true }, "required": ["c"] }], "unevaluatedProperties": false }), [Compatible, Breaking]),
        ("evaluated-by-all-others", json!({ "allOf": [{ "additionalProperties": { "type": "string" } }], "unevaluatedProperties": false }), json!({ "additionalProperties": { "type": "string" } }), [Compatible, Compatible]),
        ("not-in-draft-7", json!({ "$schema": DRAFT_7, "properties": { "a": true }, "unevaluatedProperties": false }), json!({ "$schema": DRAFT_7, "properties": { "a": true }, "additionalProperties": false }), [Breaking, Compatible]),
    ]
}

/// What breaks is deep inside, or among much else.
#[rustfmt::skip]
fn witnesses() -> Vec<Row> {
    let target = json!({ "type": "object", "properties": { "path": { "type": "string" } } });
    let conditioned = |names: serde_json::Value| json!({ "if": { "required": ["version"], "properties": { "version": { "const": 3 } } }, "then": { "properties": { "list": { "type": "array", "items": { "oneOf": [{ "type": "string" }, { "$ref": "#/$defs/named" }] } } } }, "else": false, "$defs": { "named": { "type": "object", "properties": { "more": { "type": "object", "properties": names, "additionalProperties": false } } } } });
    let rows = |least: usize| json!({ "type": "array", "minItems": least, "maxItems": least, "items": { "type": "array", "minItems": 4, "maxItems": 4, "items": { "type": "number" } } });
    vec![
        ("a-name-among-others-that-is-more", json!({ "properties": { "targets": { "type": "object", "additionalProperties": target } } }), json!({ "properties": { "targets": { "type": "object", "additionalProperties": target, "properties": { "wheel": { "allOf": [target], "properties": { "strict": { "type": "boolean" } } } } } } }), [Breaking, Compatible]),
        ("a-branch-that-only-one-property-has", json!({ "oneOf": [{ "required": ["a"] }, { "required": ["b"] }], "properties": { "a": { "properties": { "x": { "properties": { "y": {} } } } } } }), json!({ "allOf": [{ "oneOf": [{ "required": ["b"] }, { "required": ["a"] }], "properties": { "a": { "properties": { "x": { "properties": { "y": { "type": "null" } } } } } } }] }), [Breaking, Compatible]),
        ("many-rows", rows(150), json!({ "anyOf": [{ "type": "array", "items": { "type": "string" } }, { "type": "array", "items": { "type": "array", "items": { "type": "string" } } }] }), [Breaking, Breaking]),
        ("a-name-more-behind-a-condition", conditioned(json!({ "a": {} })), conditioned(json!({ "a": {}, "b": { "type": "string" } })), [Compatible, Breaking]),
        ("a-place-that-only-a-reference-leads-to", json!({ "$ref": "#/shared/name", "shared": { "name": { "type": "string" } } }), json!({ "$ref": "#/shared/name", "shared": { "name": { "type": "string", "maxLength": 3 } } }), [Breaking, Compatible]),
    ]
}

#[rustfmt::skip]
fn recursion() -> Vec<Row> {
    let list = |rest: serde_json::Value| json!({ "type": "object", "required": ["head"], "properties": { "head": { "type": "integer" }, "rest": rest } });
    vec![
        ("a-list-unrolled", list(json!({ "$ref": "#" })), json!({ "$defs": { "list": list(json!({ "$ref": "#/$defs/list" })) }, "type": "object", "required": ["head"], "properties": { "head": { "type": "integer" }, "rest": list(json!({ "$ref": "#/$defs/list" })) } }), [Compatible, Compatible]),
        ("a-dynamic-reference-that-leads-to-one-schema", json!({ "$id": "https://example.com/a", "$dynamicAnchor": "node", "type": "object", "properties": { "next": { "$dynamicRef": "#node" } } }), json!({ "$id": "https://example.com/b", "type": "object", "properties": { "next": { "$ref": "#" } } }), [Compatible, Compatible]),
        ("the-meta-schema-or-not", json!({}), json!({ "anyOf": [{ "$ref": "https://json-schema.org/draft/2020-12/schema" }, { "not": { "$ref": "https://json-schema.org/draft/2020-12/schema" } }] }), [Compatible, Compatible]),
        ("a-dynamic-reference-in-another-scope", json!({ "$id": "https://example.com/a", "$ref": "list", "$defs": { "own": { "$dynamicAnchor": "item", "type": "string" }, "list": { "$id": "list", "items": { "$dynamicRef": "#item" }, "$defs": { "item": { "$dynamicAnchor": "item" } } } } }), json!({ "$id": "https://example.com/a", "$ref": "list", "$defs": { "own": { "$dynamicAnchor": "other", "type": "string" }, "list": { "$id": "list", "items": { "$dynamicRef": "#item" }, "$defs": { "item": { "$dynamicAnchor": "item" } } } } }), [Compatible, Breaking]),
        ("a-list-that-never-ends", json!({ "type": "object", "required": ["rest"], "properties": { "rest": { "$ref": "#" } } }), json!(false), [Compatible, Compatible]),
    ]
}

const DRAFT_2019: &str = "https://json-schema.org/draft/2019-09/schema";

#[rustfmt::skip]
fn dialects() -> Vec<Row> {
    vec![
        ("integers-of-draft-4", json!({ "$schema": DRAFT_4, "type": "integer" }), json!({ "type": "integer" }), [Compatible, Breaking]),
        ("values-of-draft-4", json!({ "$schema": DRAFT_4, "enum": [1, "a"] }), json!({ "$schema": DRAFT_4, "type": ["integer", "string"] }), [Breaking, Breaking]),
        ("objects-of-draft-4", json!({ "$schema": DRAFT_4, "type": "object", "required": ["a"], "properties": { "a": { "type": "number", "maximum": 3, "exclusiveMaximum": true } } }), json!({ "$schema": DRAFT_7, "type": "object", "properties": { "a": { "type": "number", "exclusiveMaximum": 3 } } }), [Compatible, Breaking]),
        ("a-place-more-of-draft-7", json!({ "$schema": DRAFT_7, "items": [{ "type": "string" }] }), json!({ "$schema": DRAFT_7, "items": [{ "type": "string" }, { "type": "null" }] }), [Breaking, Compatible]),
        ("names-beside-others-of-draft-7", json!({ "$schema": DRAFT_7 }), json!({ "$schema": DRAFT_7, "dependencies": { "a": ["b"] } }), [Breaking, Compatible]),
        ("a-condition-that-draft-6-does-not-have", json!({ "$schema": "http://json-schema.org/draft-06/schema#", "if": true, "then": { "type": "string" } }), json!({ "$schema": DRAFT_7, "if": true, "then": { "type": "string" } }), [Breaking, Compatible]),
        ("counts-that-draft-7-does-not-have", json!({ "$schema": DRAFT_7, "type": "array", "contains": { "type": "integer" }, "maxContains": 1 }), json!({ "$schema": DRAFT_2019, "type": "array", "contains": { "type": "integer" }, "maxContains": 1 }), [Breaking, Compatible]),
        ("least-counts-that-draft-7-does-not-have", json!({ "$schema": DRAFT_7, "type": "array", "contains": { "type": "integer" }, "minContains": 2 }), json!({ "$schema": DRAFT_2019, "type": "array", "contains": { "type": "integer" }, "minContains": 2 }), [Breaking, Compatible]),
        ("no-least-count-that-draft-7-does-not-have", json!({ "$schema": DRAFT_7, "type": "array", "contains": { "type": "integer" }, "minContains": 0 }), json!({ "$schema": DRAFT_2019, "type": "array", "contains": { "type": "integer" }, "minContains": 0 }), [Compatible, Breaking]),
        ("places-that-leave-unevaluated-items", json!({ "$schema": DRAFT_7, "items": [{}], "unevaluatedItems": false }), json!({ "$schema": DRAFT_2019, "items": [{}], "unevaluatedItems": false }), [Breaking, Compatible]),
        ("not-names-beside-others-of-draft-7", json!({ "$schema": DRAFT_7, "not": { "dependencies": { "a": ["b"] } } }), json!({ "$schema": DRAFT_2019, "not": { "dependentRequired": { "a": ["b"] } } }), [Compatible, Compatible]),
        ("not-an-integer-of-draft-4", json!({ "$schema": DRAFT_4, "not": { "type": "integer" } }), json!({ "$schema": DRAFT_7, "not": { "type": "integer" } }), [Breaking, Compatible]),
        ("an-integer-of-draft-4-or-a-number", json!({ "$schema": DRAFT_4, "oneOf": [{ "type": "integer" }, { "type": "number" }] }), json!({ "$schema": DRAFT_7, "oneOf": [{ "type": "integer" }, { "type": "number" }] }), [Breaking, Compatible]),
    ]
}
