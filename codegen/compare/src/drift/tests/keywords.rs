//! Pairs of schemas that differ in a keyword.

/// The schemas of both sides, and the differences.
pub(super) const KEYWORDS: &[(&str, &str, &[&str])] = &[
    // Each keyword with another value, with none, or added.
    (
        r#"{ "type": "string" }"#,
        r#"{ "type": "null" }"#,
        &[r#"/type: "string" | "null""#],
    ),
    (
        r#"{ "type": "number" }"#,
        r#"{ "type": ["number", "null"] }"#,
        &[r#"/type: "number" | ["number","null"]"#],
    ),
    (
        r#"{ "enum": [1, 2] }"#,
        r#"{ "enum": [1, "2"] }"#,
        &[r#"/enum: [1,2] | [1,"2"]"#],
    ),
    (
        r#"{ "const": [1, 2] }"#,
        r#"{ "const": [2, 1] }"#,
        &["/const: [1,2] | [2,1]"],
    ),
    (
        r#"{ "format": "int64" }"#,
        "{}",
        &[r#"/format: "int64" | nothing"#],
    ),
    (
        "{}",
        r#"{ "format": "int64" }"#,
        &[r#"/format: nothing | "int64""#],
    ),
    (
        r#"{ "minLength": 1 }"#,
        r#"{ "minLength": 0 }"#,
        &["/minLength: 1 | nothing"],
    ),
    (
        r#"{ "maxItems": 1 }"#,
        r#"{ "maxItems": 0 }"#,
        &["/maxItems: 1 | 0"],
    ),
    (
        r#"{ "maximum": 9007199254740993 }"#,
        r#"{ "maximum": 9007199254740992 }"#,
        &["/maximum: 9007199254740993 | 9007199254740992"],
    ),
    (
        r#"{ "minimum": 0 }"#,
        r#"{ "exclusiveMinimum": 0 }"#,
        &["/exclusiveMinimum: nothing | 0", "/minimum: 0 | nothing"],
    ),
    (
        r#"{ "multipleOf": 0.1 }"#,
        r#"{ "multipleOf": 0.2 }"#,
        &["/multipleOf: 0.1 | 0.2"],
    ),
    (
        r#"{ "pattern": "a" }"#,
        r#"{ "pattern": "b" }"#,
        &[r#"/pattern: "a" | "b""#],
    ),
    (
        r#"{ "uniqueItems": true }"#,
        r#"{ "uniqueItems": false }"#,
        &["/uniqueItems: true | nothing"],
    ),
    (
        r#"{ "required": ["a"] }"#,
        r#"{ "required": ["b"] }"#,
        &[r#"/required: ["a"] | ["b"]"#],
    ),
    (
        r#"{ "dependentRequired": { "a": ["b"] } }"#,
        r#"{ "dependentRequired": { "a": ["c"] } }"#,
        &[r#"/dependentRequired: {"a":["b"]} | {"a":["c"]}"#],
    ),
    (
        r#"{ "properties": { "a": {}, "b/c": {} } }"#,
        r#"{ "properties": { "a": {}, "d": {} } }"#,
        &[
            "/properties/d: nothing | declared",
            "/properties/b~1c: declared | nothing",
        ],
    ),
    (
        r#"{ "properties": { "a": {} } }"#,
        "{}",
        &["/properties/a: declared | nothing"],
    ),
    (
        r#"{ "patternProperties": { "^a": false } }"#,
        r#"{ "patternProperties": { "^b": false } }"#,
        &[
            "/patternProperties/^b: nothing | declared",
            "/patternProperties/^a: declared | nothing",
        ],
    ),
    (
        r#"{ "$defs": { "A": {} } }"#,
        r#"{ "definitions": { "A": {} } }"#,
        &[
            "/definitions/A: nothing | declared",
            "/$defs/A: declared | nothing",
        ],
    ),
    (
        r#"{ "additionalProperties": false }"#,
        r#"{ "additionalProperties": true }"#,
        &["/additionalProperties: false | nothing"],
    ),
    (
        r#"{ "additionalProperties": { "minimum": 1 } }"#,
        r#"{ "additionalProperties": { "minimum": 2 } }"#,
        &["/additionalProperties/minimum: 1 | 2"],
    ),
    (
        r#"{ "propertyNames": { "maxLength": 1 } }"#,
        "{}",
        &[r#"/propertyNames: {"maxLength":1} | nothing"#],
    ),
    (
        r#"{ "items": { "type": "null" } }"#,
        r#"{ "items": { "type": "string" } }"#,
        &[r#"/items/type: "null" | "string""#],
    ),
    (
        r#"{ "prefixItems": [{ "const": 1 }, { "const": 2 }] }"#,
        r#"{ "prefixItems": [{ "const": 2 }, { "const": 1 }] }"#,
        &["/prefixItems/0/const: 1 | 2", "/prefixItems/1/const: 2 | 1"],
    ),
    (
        r#"{ "prefixItems": [{ "const": 1 }] }"#,
        r#"{ "prefixItems": [{ "const": 1 }, { "const": 2 }] }"#,
        &[r#"/prefixItems/1: nothing | {"const":2}"#],
    ),
    (
        r##"{ "$ref": "#/$defs/A", "$defs": { "A": {}, "B": {} } }"##,
        r##"{ "$ref": "#/$defs/B", "$defs": { "A": {}, "B": {} } }"##,
        &[r##"/$ref: "#/$defs/A" | "#/$defs/B""##],
    ),
    (
        r##"{ "$ref": "a.json" }"##,
        r##"{ "$ref": "b.json" }"##,
        &[r#"/$ref: "a.json" | "b.json""#],
    ),
    (r#"{ "not": {} }"#, "{}", &["/not: {} | nothing"]),
    (r#"{ "typo": 1 }"#, r#"{ "typo": 2 }"#, &["/typo: 1 | 2"]),
    (
        r#"{ "type": "string" }"#,
        r#"{ "type": 1 }"#,
        &[r#"/type: "string" | 1"#],
    ),
];
