//! Pairs of schemas that mean the same.

/// Equivalent schemas, written differently.
pub(super) const SAME: &[(&str, &str)] = &[
    ("{}", "true"),
    ("false", "false"),
    (r#"{ "type": "string" }"#, r#"{ "type": ["string"] }"#),
    (
        r#"{ "type": ["string", "null"] }"#,
        r#"{ "type": ["null", "string"] }"#,
    ),
    (
        r#"{ "type": ["integer", "number"] }"#,
        r#"{ "type": "number" }"#,
    ),
    (
        r#"{ "enum": [1, "a", { "x": 1, "y": 2 }] }"#,
        r#"{ "enum": [{ "y": 2.0, "x": 1 }, "a", 1.0] }"#,
    ),
    (
        r#"{ "const": { "x": [1, null], "y": 0.50 } }"#,
        r#"{ "const": { "y": 0.5, "x": [1.0, null] } }"#,
    ),
    (
        r#"{ "required": ["a", "b"] }"#,
        r#"{ "required": ["b", "a"] }"#,
    ),
    (r#"{ "required": [] }"#, "{}"),
    (
        r#"{ "dependentRequired": { "a": ["b", "c"], "d": [] } }"#,
        r#"{ "dependentRequired": { "a": ["c", "b"] } }"#,
    ),
    (r#"{ "dependentRequired": { "a": [] } }"#, "{}"),
    (
        r#"{ "properties": { "a": true, "b": { "type": "null" } } }"#,
        r#"{ "properties": { "b": { "type": "null" }, "a": {} } }"#,
    ),
    (
        r#"{ "properties": {}, "patternProperties": {}, "$defs": {} }"#,
        "{}",
    ),
    (
        r#"{ "patternProperties": { "^a": {}, "^b": false } }"#,
        r#"{ "patternProperties": { "^b": false, "^a": true } }"#,
    ),
    (
        r#"{ "$defs": { "A": {}, "B": false } }"#,
        r#"{ "$defs": { "B": false, "A": true } }"#,
    ),
    (
        r#"{ "additionalProperties": true, "items": {}, "propertyNames": true }"#,
        "{}",
    ),
    (
        r#"{ "items": { "additionalProperties": { "minLength": 0 } } }"#,
        "true",
    ),
    (
        r#"{ "minLength": 0, "minItems": 0, "minProperties": 0 }"#,
        "{}",
    ),
    (r#"{ "uniqueItems": false, "deprecated": false }"#, "{}"),
    (
        r#"{ "maxLength": 2, "maxItems": 2, "maxProperties": 2 }"#,
        r#"{ "maxLength": 2.0, "maxItems": 2e0, "maxProperties": 2 }"#,
    ),
    (
        r#"{ "minimum": 1, "exclusiveMinimum": 0.10 }"#,
        r#"{ "minimum": 1.0, "exclusiveMinimum": 1e-1 }"#,
    ),
    (
        r#"{ "maximum": 9007199254740993 }"#,
        r#"{ "maximum": 9007199254740993.0 }"#,
    ),
    (
        r#"{ "multipleOf": 10, "exclusiveMaximum": -0 }"#,
        r#"{ "multipleOf": 1e1, "exclusiveMaximum": 0 }"#,
    ),
    (
        r#"{ "prefixItems": [{ "type": "null" }, {}] }"#,
        r#"{ "prefixItems": [{ "type": "null" }, true] }"#,
    ),
    (
        r#"{ "allOf": [{ "minLength": 1 }, { "maxLength": 2 }] }"#,
        r#"{ "allOf": [{ "maxLength": 2 }, { "minLength": 1 }] }"#,
    ),
    (
        r#"{ "anyOf": [{ "anyOf": [{}, false] }, { "type": "null" }] }"#,
        r#"{ "anyOf": [{ "type": "null" }, { "anyOf": [false, true] }] }"#,
    ),
    (
        r#"{ "oneOf": [{ "const": 1 }, { "const": 2 }, { "const": 1 }] }"#,
        r#"{ "oneOf": [{ "const": 1 }, { "const": 1 }, { "const": 2 }] }"#,
    ),
    (
        r##"{ "items": { "$ref": "#" } }"##,
        r##"{ "items": { "$ref": "#" } }"##,
    ),
    (
        r##"{ "$ref": "#a", "$defs": { "A b": { "$anchor": "a" } } }"##,
        r##"{ "$ref": "#/$defs/A%20b", "$defs": { "A b": { "$anchor": "a" } } }"##,
    ),
    (
        r##"{ "$ref": "other.json#/a" }"##,
        r##"{ "$ref": "other.json#/a" }"##,
    ),
    (
        r#"{ "title": "\u0041", "x-a": { "b": 1, "c": 2 } }"#,
        r#"{ "x-a": { "c": 2, "b": 1 }, "title": "A" }"#,
    ),
    (
        r#"{ "default": 1, "examples": [1.0], "x-extensible-enum": ["a"] }"#,
        r#"{ "x-extensible-enum": ["a"], "examples": [1], "default": 1 }"#,
    ),
];
