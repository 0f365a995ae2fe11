//! Of a tree of objects.

use exactschema_compare::diff::Verdict::{Breaking, Compatible};

use super::{Edit, same};

/// The edits.
#[rustfmt::skip]
pub(super) const EDITS: &[Edit] = &[
    Edit {
        name: "required-at-the-root",
        replace: &[
            (r#""required": ["id", "messages"]"#, r#""required": ["id", "messages", "title"]"#),
        ],
        rules: &["required-added"],
        verdicts: same(Breaking, Compatible),
    },
    Edit {
        name: "required-behind-a-reference",
        replace: &[
            (r#""required": ["name", "finished"]"#, r#""required": ["name", "finished", "input"]"#),
        ],
        rules: &["required-added"],
        verdicts: same(Breaking, Compatible),
    },
    Edit {
        name: "required-no-more",
        replace: &[
            (r#""required": ["name", "finished"]"#, r#""required": ["name"]"#),
        ],
        rules: &["required-removed"],
        verdicts: same(Compatible, Breaking),
    },
    Edit {
        name: "required-that-nobody-declares",
        replace: &[
            (r#""required": ["name", "finished"]"#, r#""required": ["name", "finished", "other"]"#),
        ],
        rules: &["required-added"],
        verdicts: same(Breaking, Compatible),
    },
    Edit {
        name: "enum-added",
        replace: &[
            (r#""name": { "type": "string" }"#, r#""name": { "type": "string", "enum": ["a", "b"] }"#),
        ],
        rules: &["enum-added"],
        verdicts: same(Breaking, Compatible),
    },
    Edit {
        name: "enum-removed",
        replace: &[
            (r#""type": "string", "enum": ["user", "assistant"]"#, r#""type": "string""#),
        ],
        rules: &["enum-removed"],
        verdicts: same(Compatible, Breaking),
    },
    Edit {
        name: "enum-widened",
        replace: &[
            (r#"["user", "assistant"]"#, r#"["user", "assistant", "tool"]"#),
        ],
        rules: &["enum-value-added"],
        verdicts: same(Compatible, Breaking),
    },
    Edit {
        name: "enum-narrowed",
        replace: &[
            (r#"["user", "assistant"]"#, r#"["user"]"#),
        ],
        rules: &["enum-value-removed"],
        verdicts: same(Breaking, Compatible),
    },
    Edit {
        name: "enum-other",
        replace: &[
            (r#"["user", "assistant"]"#, r#"["user", "tool"]"#),
        ],
        rules: &["enum-value-added", "enum-value-removed"],
        verdicts: same(Breaking, Breaking),
    },
    Edit {
        name: "enum-order",
        replace: &[
            (r#"["user", "assistant"]"#, r#"["assistant", "user"]"#),
        ],
        rules: &["order-changed"],
        verdicts: same(Compatible, Compatible),
    },
    Edit {
        name: "enum-to-const",
        replace: &[
            (r#""enum": ["user", "assistant"]"#, r#""const": "user""#),
        ],
        rules: &["enum-value-removed"],
        verdicts: same(Breaking, Compatible),
    },
    Edit {
        name: "max-length-added",
        replace: &[
            (r#""title": { "description": "Its title.", "type": "string" }"#, r#""title": { "description": "Its title.", "type": "string", "maxLength": 9 }"#),
        ],
        rules: &["max-length-added"],
        verdicts: same(Breaking, Compatible),
    },
    Edit {
        name: "max-length-raised",
        replace: &[
            (r#""maxLength": 40"#, r#""maxLength": 400"#),
        ],
        rules: &["max-length-raised"],
        verdicts: same(Compatible, Breaking),
    },
    Edit {
        name: "max-length-lowered",
        replace: &[
            (r#""maxLength": 40"#, r#""maxLength": 4"#),
        ],
        rules: &["max-length-lowered"],
        verdicts: same(Breaking, Compatible),
    },
    Edit {
        name: "min-length-removed",
        replace: &[
            (r#""minLength": 1, "#, r#""#),
        ],
        rules: &["min-length-removed"],
        verdicts: same(Compatible, Breaking),
    },
    Edit {
        name: "closed-at-the-root",
        replace: &[
            (r#""required": ["id", "messages"]"#, r#""additionalProperties": false, "required": ["id", "messages"]"#),
        ],
        rules: &["additional-properties-closed"],
        verdicts: [[Breaking, Compatible], [Compatible, Compatible]],
    },
    Edit {
        name: "closed-at-depth",
        replace: &[
            (r#""required": ["name", "finished"]"#, r#""required": ["name", "finished"], "additionalProperties": false"#),
        ],
        rules: &["additional-properties-closed"],
        verdicts: [[Breaking, Compatible], [Compatible, Compatible]],
    },
    Edit {
        name: "others-have-a-schema",
        replace: &[
            (r#""required": ["name", "finished"]"#, r#""required": ["name", "finished"], "additionalProperties": { "type": "string" }"#),
        ],
        rules: &["additional-properties-changed"],
        verdicts: [[Breaking, Compatible], [Compatible, Compatible]],
    },
    Edit {
        name: "others-said-aloud",
        replace: &[
            (r#""required": ["name", "finished"]"#, r#""required": ["name", "finished"], "additionalProperties": true"#),
        ],
        rules: &[],
        verdicts: same(Compatible, Compatible),
    },
    Edit {
        name: "format-added",
        replace: &[
            (r#""id": { "type": "string" }"#, r#""id": { "type": "string", "format": "uuid" }"#),
        ],
        rules: &["format-added"],
        verdicts: same(Breaking, Compatible),
    },
    Edit {
        name: "format-removed",
        replace: &[
            (r#""type": "string", "format": "date-time""#, r#""type": "string""#),
        ],
        rules: &["format-removed"],
        verdicts: same(Compatible, Breaking),
    },
    Edit {
        name: "format-changed",
        replace: &[
            (r#""format": "date-time""#, r#""format": "date""#),
        ],
        rules: &["format-changed"],
        verdicts: same(Breaking, Breaking),
    },
    Edit {
        name: "format-of-a-width",
        replace: &[
            (r#""format": "int64""#, r#""format": "int32""#),
        ],
        rules: &["format-changed"],
        verdicts: same(Breaking, Compatible),
    },
    Edit {
        name: "boolean-to-string",
        replace: &[
            (r#""finished": { "type": "boolean" }"#, r#""finished": { "type": "string" }"#),
        ],
        rules: &["type-changed"],
        verdicts: same(Breaking, Breaking),
    },
    Edit {
        name: "integer-to-number",
        replace: &[
            (r#""count": { "type": "integer", "format": "int64", "maximum": 100 }"#, r#""count": { "type": "number", "maximum": 100 }"#),
        ],
        rules: &["format-removed", "type-widened"],
        verdicts: same(Compatible, Breaking),
    },
    Edit {
        name: "number-to-integer",
        replace: &[
            (r#""cost": { "type": "number", "minimum": 0 }"#, r#""cost": { "type": "integer", "minimum": 0 }"#),
        ],
        rules: &["type-narrowed"],
        verdicts: same(Breaking, Compatible),
    },
    Edit {
        name: "null-allowed",
        replace: &[
            (r#""title": { "description": "Its title.", "type": "string" }"#, r#""title": { "description": "Its title.", "type": ["string", "null"] }"#),
        ],
        rules: &["type-widened"],
        verdicts: same(Compatible, Breaking),
    },
    Edit {
        name: "null-no-more",
        replace: &[
            (r#"["string", "null"]"#, r#""string""#),
        ],
        rules: &["type-narrowed"],
        verdicts: same(Breaking, Compatible),
    },
    Edit {
        name: "null-as-a-branch",
        replace: &[
            (r#""parent": { "type": ["string", "null"] }"#, r#""parent": { "anyOf": [{ "type": "string" }, { "type": "null" }] }"#),
        ],
        rules: &["union-added"],
        verdicts: same(Compatible, Compatible),
    },
    Edit {
        name: "type-dropped",
        replace: &[
            (r#""finished": { "type": "boolean" }"#, r#""finished": {}"#),
        ],
        rules: &["type-widened"],
        verdicts: same(Compatible, Breaking),
    },
    Edit {
        name: "pattern-added",
        replace: &[
            (r#""id": { "type": "string" }"#, r#""id": { "type": "string", "pattern": "^m[0-9]+$" }"#),
        ],
        rules: &["pattern-added"],
        verdicts: same(Breaking, Compatible),
    },
    Edit {
        name: "description-only",
        replace: &[
            (r#"Its title."#, r#"What it is called."#),
        ],
        rules: &["description-changed"],
        verdicts: same(Compatible, Compatible),
    },
    Edit {
        name: "title-only",
        replace: &[
            (r#""title": "Session""#, r#""title": "Chat""#),
        ],
        rules: &["title-changed"],
        verdicts: same(Compatible, Compatible),
    },
    Edit {
        name: "order-only",
        replace: &[
            (r#"        "name": { "type": "string" },
        "finished": { "type": "boolean" },
"#, r#"        "finished": { "type": "boolean" },
        "name": { "type": "string" },
"#),
        ],
        rules: &["order-changed"],
        verdicts: same(Compatible, Compatible),
    },
    Edit {
        name: "default-changed",
        replace: &[
            (r#""default": false"#, r#""default": true"#),
        ],
        rules: &["default-changed"],
        verdicts: same(Compatible, Compatible),
    },
    Edit {
        name: "deprecated",
        replace: &[
            (r#""isError": { "type": "boolean" }"#, r#""isError": { "type": "boolean", "deprecated": true }"#),
        ],
        rules: &["deprecated-added"],
        verdicts: same(Compatible, Compatible),
    },
    Edit {
        name: "definition-renamed",
        replace: &[
            (r#"#/$defs/Call""#, r#"#/$defs/ToolCall""#),
            (r#""Call": {"#, r#""ToolCall": {"#),
        ],
        rules: &["definition-renamed"],
        verdicts: same(Compatible, Compatible),
    },
    Edit {
        name: "definition-inlined",
        replace: &[
            (r#""input": { "type": "object" }"#, r##""input": { "$ref": "#/$defs/Input" }"##),
            (r#""$defs": {
"#, r#""$defs": {
    "Input": { "type": "object" },
"#),
        ],
        rules: &["definition-added"],
        verdicts: same(Compatible, Compatible),
    },
    Edit {
        name: "property-removed",
        replace: &[
            (r#"        "isError": { "type": "boolean" },
"#, r#""#),
        ],
        rules: &["property-removed"],
        verdicts: [[Compatible, Breaking], [Compatible, Compatible]],
    },
    Edit {
        name: "property-added",
        replace: &[
            (r#""isError": { "type": "boolean" }"#, r#""isError": { "type": "boolean" }, "shots": { "type": "array", "items": { "type": "string" } }"#),
        ],
        rules: &["property-added"],
        verdicts: [[Breaking, Compatible], [Compatible, Compatible]],
    },
    Edit {
        name: "property-renamed",
        replace: &[
            (r#""isError": { "type": "boolean" }"#, r#""failed": { "type": "boolean" }"#),
        ],
        rules: &["property-removed", "property-added"],
        verdicts: [[Breaking, Breaking], [Compatible, Compatible]],
    },
    Edit {
        name: "property-added-of-anything",
        replace: &[
            (r#""isError": { "type": "boolean" }"#, r#""isError": { "type": "boolean" }, "shots": {}"#),
        ],
        rules: &["property-added"],
        verdicts: same(Compatible, Compatible),
    },
    Edit {
        name: "recursion-behind-itself",
        replace: &[
            (r##""reply": { "$ref": "#/$defs/Message" }"##, r##""reply": { "$ref": "#/$defs/Message", "maxProperties": 3 }"##),
        ],
        rules: &["max-properties-added"],
        verdicts: same(Breaking, Compatible),
    },
    Edit {
        name: "recursion-broken",
        replace: &[
            (r##""reply": { "$ref": "#/$defs/Message" }"##, r#""reply": { "type": "object" }"#),
        ],
        rules: &["description-changed", "property-removed", "property-removed", "property-removed", "property-removed", "required-removed", "required-removed"],
        verdicts: same(Compatible, Breaking),
    },
    Edit {
        name: "recursion-of-the-id",
        replace: &[
            (r#""id": { "type": "string" }"#, r#""id": { "type": "integer" }"#),
        ],
        rules: &["type-changed"],
        verdicts: same(Breaking, Breaking),
    },
    Edit {
        name: "free-form-declares-a-name",
        replace: &[
            (r#""input": { "type": "object" }"#, r#""input": { "type": "object", "properties": { "path": { "type": "string" } } }"#),
        ],
        rules: &["property-added"],
        verdicts: same(Breaking, Compatible),
    },
    Edit {
        name: "unique-items-removed",
        replace: &[
            (r#", "uniqueItems": true"#, r#""#),
        ],
        rules: &["unique-items-removed"],
        verdicts: same(Compatible, Breaking),
    },
    Edit {
        name: "max-items-lowered",
        replace: &[
            (r#""maxItems": 3"#, r#""maxItems": 2"#),
        ],
        rules: &["max-items-lowered"],
        verdicts: same(Breaking, Compatible),
    },
    Edit {
        name: "min-items-added",
        replace: &[
            (r#""maxItems": 3"#, r#""maxItems": 3, "minItems": 1"#),
        ],
        rules: &["min-items-added"],
        verdicts: same(Breaking, Compatible),
    },
    Edit {
        name: "items-of-another-type",
        replace: &[
            (r#""items": { "type": "string" }"#, r#""items": { "type": "integer" }"#),
        ],
        rules: &["type-changed"],
        verdicts: same(Breaking, Breaking),
    },
    Edit {
        name: "minimum-raised",
        replace: &[
            (r#""minimum": 0"#, r#""minimum": 1"#),
        ],
        rules: &["minimum-raised"],
        verdicts: same(Breaking, Compatible),
    },
    Edit {
        name: "minimum-made-exclusive",
        replace: &[
            (r#""minimum": 0"#, r#""exclusiveMinimum": 0"#),
        ],
        rules: &["minimum-removed", "exclusive-minimum-added"],
        verdicts: same(Breaking, Compatible),
    },
    Edit {
        name: "minimum-of-integers-made-exclusive",
        replace: &[
            (r#""maximum": 100"#, r#""exclusiveMaximum": 101"#),
        ],
        rules: &["maximum-removed", "exclusive-maximum-added"],
        verdicts: same(Compatible, Compatible),
    },
    Edit {
        name: "multiple-of-added",
        replace: &[
            (r#""maximum": 100"#, r#""maximum": 100, "multipleOf": 5"#),
        ],
        rules: &["multiple-of-added"],
        verdicts: same(Breaking, Compatible),
    },
    Edit {
        name: "beside-no-more",
        replace: &[
            (r#"  "dependentRequired": { "errorCode": ["error"] },
"#, r#""#),
        ],
        rules: &["dependent-required-removed"],
        verdicts: same(Compatible, Breaking),
    },
    Edit {
        name: "beside-becomes-required",
        replace: &[
            (r#""required": ["id", "messages"]"#, r#""required": ["id", "messages", "error"]"#),
            (r#"  "dependentRequired": { "errorCode": ["error"] },
"#, r#""#),
        ],
        rules: &["dependent-required-removed", "required-added"],
        verdicts: same(Breaking, Compatible),
    },
    Edit {
        name: "min-properties-that-are-required-anyway",
        replace: &[
            (r#""required": ["name", "finished"]"#, r#""required": ["name", "finished"], "minProperties": 2"#),
        ],
        rules: &["min-properties-added"],
        verdicts: same(Compatible, Compatible),
    },
    Edit {
        name: "extensible-enum",
        replace: &[
            (r#""role": { "type": "string", "enum": ["user", "assistant"] }"#, r#""role": { "type": "string", "x-extensible-enum": ["user", "assistant"] }"#),
        ],
        rules: &["enum-removed", "known-values-added"],
        verdicts: same(Compatible, Breaking),
    },
    Edit {
        name: "all-of-around-a-reference",
        replace: &[
            (r##""items": { "$ref": "#/$defs/Message" }"##, r##""items": { "allOf": [{ "$ref": "#/$defs/Message" }] }"##),
        ],
        rules: &[],
        verdicts: same(Compatible, Compatible),
    },
];
