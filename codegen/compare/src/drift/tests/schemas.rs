//! Pairs of schemas that differ in words, in branches, or altogether.

/// The schemas of both sides, and the differences.
pub(super) const SCHEMAS: &[(&str, &str, &[&str])] = &[
    // Words count, wherever they are.
    (
        r#"{ "title": "A", "description": "a" }"#,
        r#"{ "title": "B" }"#,
        &[r#"/title: "A" | "B""#, r#"/description: "a" | nothing"#],
    ),
    (
        r#"{ "examples": [1, 2], "default": 1 }"#,
        r#"{ "examples": [2, 1], "default": null }"#,
        &["/examples: [1,2] | [2,1]", "/default: 1 | null"],
    ),
    (
        r#"{ "deprecated": true, "readOnly": true, "writeOnly": false }"#,
        "{}",
        &[
            "/deprecated: true | nothing",
            "/readOnly: true | nothing",
            "/writeOnly: false | nothing",
        ],
    ),
    (
        r#"{ "$comment": "a", "$anchor": "a", "x-a": 1 }"#,
        r#"{ "$comment": "b", "$anchor": "b", "x-a": 2 }"#,
        &[
            r#"/$comment: "a" | "b""#,
            r#"/$anchor: "a" | "b""#,
            "/x-a: 1 | 2",
        ],
    ),
    (
        r#"{ "x-extensible-enum": ["a", "b"] }"#,
        r#"{ "x-extensible-enum": ["b", "a"] }"#,
        &[r#"/x-extensible-enum: ["a","b"] | ["b","a"]"#],
    ),
    (
        r#"{ "$schema": "a" }"#,
        r#"{ "$schema": "b" }"#,
        &[r#"/$schema: "a" | "b""#],
    ),
    (
        r#"{ "items": { "description": "a" } }"#,
        "{}",
        &[r#"/items: {"description":"a"} | nothing"#],
    ),
    // Branches: equal ones are no difference, whatever has become of the others.
    (
        r#"{ "anyOf": [{ "const": 1 }, { "const": 2 }] }"#,
        r#"{ "anyOf": [{ "const": 3 }, { "const": 1 }] }"#,
        &["/anyOf/1/const: 2 | 3"],
    ),
    (
        r#"{ "anyOf": [{ "const": 1 }, { "const": 2 }] }"#,
        r#"{ "anyOf": [{ "const": 2 }] }"#,
        &[r#"/anyOf/0: {"const":1} | nothing"#],
    ),
    (
        r#"{ "oneOf": [{ "const": 1 }] }"#,
        r#"{ "oneOf": [false, { "const": 1 }] }"#,
        &["/oneOf/1: nothing | false"],
    ),
    (
        r#"{ "allOf": [{ "title": "A" }, {}] }"#,
        r#"{ "allOf": [{}, { "title": "B" }] }"#,
        &[r#"/allOf/0/title: "A" | "B""#],
    ),
    (
        r#"{ "anyOf": [{}] }"#,
        r#"{ "oneOf": [{}] }"#,
        &["/oneOf: nothing | [{}]", "/anyOf: [{}] | nothing"],
    ),
    (
        r##"{ "anyOf": [{ "const": 1 }, { "const": 2 }], "items": { "$ref": "#/anyOf/0" } }"##,
        r##"{ "anyOf": [{ "const": 2 }, { "const": 1 }], "items": { "$ref": "#/anyOf/0" } }"##,
        &["/anyOf/0/const: 1 | 2", "/anyOf/1/const: 2 | 1"],
    ),
    // A schema that is another one altogether, beside what can be compared.
    (
        r#"{ "items": true }"#,
        r#"{ "items": false }"#,
        &["/items: nothing | false"],
    ),
    (
        r#"{ "items": { "type": "string", "title": "A" } }"#,
        r#"{ "items": false }"#,
        &[
            r#"/items: {"type":"string"} | false"#,
            r#"/items/title: "A" | nothing"#,
        ],
    ),
    (
        r#"{ "type": "string", "minLength": 1 }"#,
        r#"{ "type": "integer", "minimum": 1 }"#,
        &[r#": {"type":"string","minLength":1} | {"type":"integer","minimum":1}"#],
    ),
    (
        r#"{ "properties": { "a": true } }"#,
        r#"{ "properties": { "a": { "type": "string", "minLength": 1 } } }"#,
        &[r#"/properties/a: nothing | {"type":"string","minLength":1}"#],
    ),
    (
        r##"{ "$ref": "#/$defs/A", "$defs": { "A": { "title": "A" } } }"##,
        r#"{ "type": "string", "$defs": { "A": { "title": "B" } } }"#,
        &[
            r##": {"$ref":"#/$defs/A"} | {"type":"string"}"##,
            r#"/$defs/A/title: "A" | "B""#,
        ],
    ),
];
