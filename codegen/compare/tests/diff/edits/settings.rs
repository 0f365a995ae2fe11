//! Of closed objects, maps and tuples.

use exactschema_compare::diff::Verdict::{Breaking, Compatible};

use super::{Edit, same};

/// The edits.
#[rustfmt::skip]
pub(super) const EDITS: &[Edit] = &[
    Edit {
        name: "tuple-grown",
        replace: &[
            (r#""prefixItems": [{ "type": "integer" }, { "type": "integer" }]"#, r#""prefixItems": [{ "type": "integer" }, { "type": "integer" }, { "type": "string" }]"#),
        ],
        rules: &["tuple-grown"],
        verdicts: same(Compatible, Breaking),
    },
    Edit {
        name: "tuple-shrunk",
        replace: &[
            (r#""prefixItems": [{ "type": "integer" }, { "type": "integer" }]"#, r#""prefixItems": [{ "type": "integer" }]"#),
        ],
        rules: &["tuple-shrunk"],
        verdicts: same(Breaking, Compatible),
    },
    Edit {
        name: "place-of-a-tuple-narrowed",
        replace: &[
            (r#""prefixItems": [{ "type": "integer" }, { "type": "integer" }]"#, r#""prefixItems": [{ "type": "integer" }, { "type": "integer", "minimum": 1 }]"#),
        ],
        rules: &["minimum-added"],
        verdicts: same(Breaking, Compatible),
    },
    Edit {
        name: "tuple-to-array",
        replace: &[
            (r#""prefixItems": [{ "type": "integer" }, { "type": "integer" }], "items": false"#, r#""items": { "type": "integer" }"#),
        ],
        rules: &["tuple-shrunk", "tuple-shrunk", "items-changed"],
        verdicts: same(Compatible, Breaking),
    },
    Edit {
        name: "const-changed",
        replace: &[
            (r#""const": 2"#, r#""const": 3"#),
        ],
        rules: &["const-changed"],
        verdicts: same(Breaking, Breaking),
    },
    Edit {
        name: "const-spelled-otherwise",
        replace: &[
            (r#""const": 2"#, r#""const": 2.0"#),
        ],
        rules: &[],
        verdicts: same(Compatible, Compatible),
    },
    Edit {
        name: "const-to-enum",
        replace: &[
            (r#""const": 2"#, r#""enum": [2, 3]"#),
        ],
        rules: &["enum-value-added"],
        verdicts: same(Compatible, Breaking),
    },
    Edit {
        name: "const-removed",
        replace: &[
            (r#", "const": 2"#, r#""#),
        ],
        rules: &["const-removed"],
        verdicts: same(Compatible, Breaking),
    },
    Edit {
        name: "pattern-widened",
        replace: &[
            (r#""pattern": "^[a-z]+$" }"#, r#""pattern": "^[a-z0-9]+$" }"#),
        ],
        rules: &["pattern-changed"],
        verdicts: same(Compatible, Breaking),
    },
    Edit {
        name: "pattern-of-names-changed",
        replace: &[
            (r#""^[A-Z]+$""#, r#""^[A-Z_]+$""#),
        ],
        rules: &["pattern-changed"],
        verdicts: same(Compatible, Breaking),
    },
    Edit {
        name: "names-of-any-kind",
        replace: &[
            (r#""propertyNames": { "pattern": "^[A-Z]+$" }, "#, r#""#),
        ],
        rules: &["property-names-removed"],
        verdicts: same(Compatible, Breaking),
    },
    Edit {
        name: "pattern-properties-changed",
        replace: &[
            (r#"{ "^[a-z]+$": { "type": "integer" } }"#, r#"{ "^[a-z0-9]+$": { "type": "integer" } }"#),
        ],
        rules: &["pattern-property-removed", "pattern-property-added"],
        verdicts: same(Compatible, Breaking),
    },
    Edit {
        name: "pattern-properties-narrowed",
        replace: &[
            (r#"{ "^[a-z]+$": { "type": "integer" } }"#, r#"{ "^[a-z]+$": { "type": "integer", "maximum": 9 } }"#),
        ],
        rules: &["maximum-added"],
        verdicts: same(Breaking, Compatible),
    },
    Edit {
        name: "map-of-another-type",
        replace: &[
            (r#""additionalProperties": { "type": "string" }"#, r#""additionalProperties": { "type": ["string", "null"] }"#),
        ],
        rules: &["type-widened"],
        verdicts: same(Compatible, Breaking),
    },
    Edit {
        name: "map-closed",
        replace: &[
            (r##""additionalProperties": { "$ref": "#/$defs/Server" }, "maxProperties": 4"##, r##""additionalProperties": { "$ref": "#/$defs/Server" }, "maxProperties": 3"##),
        ],
        rules: &["max-properties-lowered"],
        verdicts: same(Breaking, Compatible),
    },
    Edit {
        name: "property-of-nothing-allowed",
        replace: &[
            (r#""nothing": false"#, r#""nothing": { "type": "string" }"#),
        ],
        rules: &["value-allowed"],
        verdicts: same(Compatible, Breaking),
    },
    Edit {
        name: "property-of-anything-forbidden",
        replace: &[
            (r#""free": true"#, r#""free": false"#),
        ],
        rules: &["value-forbidden"],
        verdicts: same(Breaking, Compatible),
    },
    Edit {
        name: "property-added-to-a-closed-root",
        replace: &[
            (r#""free": true"#, r#""free": true,
    "more": { "type": "string" }"#),
        ],
        rules: &["property-added"],
        verdicts: same(Compatible, Breaking),
    },
    Edit {
        name: "opened",
        replace: &[
            (r#""required": ["version", "name"],
  "additionalProperties": false"#, r#""required": ["version", "name"]"#),
        ],
        rules: &["additional-properties-opened"],
        verdicts: [[Compatible, Breaking], [Compatible, Compatible]],
    },
    Edit {
        name: "closed-items-declare-more",
        replace: &[
            (r#""x": { "type": "integer" }"#, r#""x": { "type": "integer" }, "y": { "type": "integer" }"#),
        ],
        rules: &["property-added"],
        verdicts: same(Compatible, Breaking),
    },
    Edit {
        name: "required-in-a-branch-of-any-of",
        replace: &[
            (r#""required": ["command"]"#, r#""required": ["command", "url"]"#),
        ],
        rules: &["required-added"],
        verdicts: same(Breaking, Compatible),
    },
    Edit {
        name: "required-in-a-branch-of-any-of-that-another-takes",
        replace: &[
            (r#""required": ["url"]"#, r#""required": ["url", "command"]"#),
        ],
        rules: &["required-added"],
        verdicts: same(Breaking, Compatible),
    },
    Edit {
        name: "retry-raised",
        replace: &[
            (r#""maximum": 5"#, r#""maximum": 6"#),
        ],
        rules: &["maximum-raised"],
        verdicts: same(Compatible, Breaking),
    },
    Edit {
        name: "multiple-of-halved",
        replace: &[
            (r#""multipleOf": 0.5"#, r#""multipleOf": 0.25"#),
        ],
        rules: &["multiple-of-changed"],
        verdicts: same(Compatible, Breaking),
    },
    Edit {
        name: "values-of-any-type-listed",
        replace: &[
            (r#"[false, "errors", "all"]"#, r#"[false, "errors", "all", "none"]"#),
        ],
        rules: &["enum-value-added"],
        verdicts: same(Compatible, Breaking),
    },
    Edit {
        name: "min-properties-that-are-required",
        replace: &[
            (r#""minProperties": 2"#, r#""minProperties": 1"#),
        ],
        rules: &["min-properties-lowered"],
        verdicts: same(Compatible, Compatible),
    },
    Edit {
        name: "format-of-an-email-removed",
        replace: &[
            (r#", "format": "email""#, r#""#),
        ],
        rules: &["format-removed"],
        verdicts: same(Compatible, Breaking),
    },
    Edit {
        name: "definition-split",
        replace: &[
            (r##""owner": { "$ref": "#/$defs/Owner" }"##, r#""owner": { "type": "object", "properties": { "email": { "type": "string", "format": "email" }, "name": { "type": "string" } }, "required": ["email"], "additionalProperties": false }"#),
            (r#"    "Owner": {
      "type": "object",
      "properties": { "email": { "type": "string", "format": "email" }, "name": { "type": "string" } },
      "required": ["email"],
      "additionalProperties": false
    },
"#, r#""#),
        ],
        rules: &["definition-removed"],
        verdicts: same(Compatible, Compatible),
    },
];
