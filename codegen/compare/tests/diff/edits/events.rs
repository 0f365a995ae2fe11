//! Of choices.

use exactschema_compare::diff::Verdict::{Breaking, Compatible};

use super::{Edit, same};

/// The edits.
#[rustfmt::skip]
pub(super) const EDITS: &[Edit] = &[
    Edit {
        name: "branch-added",
        replace: &[
            (r##"{ "$ref": "#/$defs/Stopped" }
"##, r##"{ "$ref": "#/$defs/Stopped" },
    { "$ref": "#/$defs/Paused" }
"##),
            (r#""$defs": {
"#, r#""$defs": {
    "Paused": { "type": "object", "properties": { "type": { "const": "paused" } }, "required": ["type"] },
"#),
        ],
        rules: &["branch-added", "definition-added"],
        verdicts: same(Compatible, Breaking),
    },
    Edit {
        name: "branch-removed",
        replace: &[
            (r##"    { "$ref": "#/$defs/Delta" },
    { "$ref": "#/$defs/Stopped" }
"##, r##"    { "$ref": "#/$defs/Delta" }
"##),
            (r##",
    "Stopped": {
      "type": "object",
      "allOf": [{ "$ref": "#/$defs/Base" }],
      "properties": {
        "type": { "type": "string", "const": "stopped" },
        "reason": { "type": "string" },
        "usage": { "$ref": "#/$defs/Usage" }
      },
      "required": ["type"]
    },
    "Usage": {
      "type": "object",
      "properties": { "tokens": { "type": "integer", "minimum": 0 } },
      "required": ["tokens"],
      "additionalProperties": false
    }"##, r#""#),
        ],
        rules: &["definition-removed", "definition-removed", "branch-removed"],
        verdicts: same(Breaking, Compatible),
    },
    Edit {
        name: "branch-of-any-of-added",
        replace: &[
            (r#"{ "type": "string" }, { "type": "integer" }]"#, r#"{ "type": "string" }, { "type": "integer" }, { "type": "null" }]"#),
        ],
        rules: &["branch-added"],
        verdicts: same(Compatible, Breaking),
    },
    Edit {
        name: "branch-of-any-of-removed",
        replace: &[
            (r#"[{ "type": "string" }, { "type": "integer" }]"#, r#"[{ "type": "string" }]"#),
        ],
        rules: &["branch-removed"],
        verdicts: same(Breaking, Compatible),
    },
    Edit {
        name: "branch-of-one-of-overlaps",
        replace: &[
            (r#"{ "type": "integer", "maximum": 5 }, { "type": "string" }]"#, r#"{ "type": "integer", "maximum": 5 }, { "type": "string" }, { "type": "string", "maxLength": 3 }]"#),
        ],
        rules: &["branch-added"],
        verdicts: same(Breaking, Compatible),
    },
    Edit {
        name: "branch-of-one-of-widened",
        replace: &[
            (r#""maximum": 5"#, r#""maximum": 9"#),
        ],
        rules: &["maximum-raised"],
        verdicts: same(Compatible, Breaking),
    },
    Edit {
        name: "one-of-to-any-of",
        replace: &[
            (r#""oneOf": [{ "type": "integer", "maximum": 5 }"#, r#""anyOf": [{ "type": "integer", "maximum": 5 }"#),
        ],
        rules: &["union-changed"],
        verdicts: same(Compatible, Compatible),
    },
    Edit {
        name: "branches-in-another-order",
        replace: &[
            (r#"[{ "type": "string" }, { "type": "integer" }]"#, r#"[{ "type": "integer" }, { "type": "string" }]"#),
        ],
        rules: &["order-changed"],
        verdicts: same(Compatible, Compatible),
    },
    Edit {
        name: "base-requires-more",
        replace: &[
            (r#""required": ["id"]"#, r#""required": ["id", "at"]"#),
        ],
        rules: &["required-added"],
        verdicts: same(Breaking, Compatible),
    },
    Edit {
        name: "base-of-all-declares-more",
        replace: &[
            (r#""at": { "type": "string", "format": "date-time" }"#, r#""at": { "type": "string", "format": "date-time" },
        "seen": { "type": "boolean" }"#),
        ],
        rules: &["property-added"],
        verdicts: [[Breaking, Compatible], [Compatible, Compatible]],
    },
    Edit {
        name: "tag-of-a-branch-changed",
        replace: &[
            (r#""const": "delta""#, r#""const": "text""#),
        ],
        rules: &["const-changed"],
        verdicts: same(Breaking, Breaking),
    },
    Edit {
        name: "nested-all-of-narrowed",
        replace: &[
            (r#""text": { "type": "string", "minLength": 1 }"#, r#""text": { "type": "string", "minLength": 2 }"#),
        ],
        rules: &["min-length-raised"],
        verdicts: same(Breaking, Compatible),
    },
    Edit {
        name: "nested-all-of-flattened",
        replace: &[
            (r##"      "allOf": [
        { "$ref": "#/$defs/Base" },
        {
          "type": "object",
          "properties": {
            "type": { "type": "string", "const": "delta" },
            "text": { "type": "string", "minLength": 1 },
            "part": { "oneOf": [{ "type": "integer", "maximum": 5 }, { "type": "string" }] }
          },
          "required": ["type", "text"]
        }
      ]"##, r##"      "allOf": [{ "$ref": "#/$defs/Base" }],
      "type": "object",
      "properties": {
        "type": { "type": "string", "const": "delta" },
        "text": { "type": "string", "minLength": 1 },
        "part": { "oneOf": [{ "type": "integer", "maximum": 5 }, { "type": "string" }] }
      },
      "required": ["type", "text"]"##),
        ],
        rules: &[],
        verdicts: same(Compatible, Compatible),
    },
    Edit {
        name: "opened-in-a-branch",
        replace: &[
            (r#""required": ["tokens"],
      "additionalProperties": false"#, r#""required": ["tokens"]"#),
        ],
        rules: &["additional-properties-opened"],
        verdicts: [[Compatible, Breaking], [Compatible, Compatible]],
    },
    Edit {
        name: "property-of-a-closed-object-added",
        replace: &[
            (r#""tokens": { "type": "integer", "minimum": 0 }"#, r#""tokens": { "type": "integer", "minimum": 0 }, "cost": { "type": "number" }"#),
        ],
        rules: &["property-added"],
        verdicts: same(Compatible, Breaking),
    },
    Edit {
        name: "property-of-a-closed-object-removed",
        replace: &[
            (r#""tokens": { "type": "integer", "minimum": 0 }"#, r#""count": { "type": "integer", "minimum": 0 }"#),
            (r#"["tokens"]"#, r#"["count"]"#),
        ],
        rules: &["property-removed", "property-added", "required-added", "required-removed"],
        verdicts: same(Breaking, Breaking),
    },
    Edit {
        name: "integer-in-a-branch-to-number",
        replace: &[
            (r#""tokens": { "type": "integer", "minimum": 0 }"#, r#""tokens": { "type": "number", "minimum": 0 }"#),
        ],
        rules: &["type-widened"],
        verdicts: same(Compatible, Breaking),
    },
    Edit {
        name: "minimum-in-a-branch-removed",
        replace: &[
            (r#""type": "integer", "minimum": 0"#, r#""type": "integer""#),
        ],
        rules: &["minimum-removed"],
        verdicts: same(Compatible, Breaking),
    },
    Edit {
        name: "union-without-a-need",
        replace: &[
            (r#""reason": { "type": "string" }"#, r#""reason": { "oneOf": [{ "type": "string" }] }"#),
        ],
        rules: &["union-added"],
        verdicts: same(Compatible, Compatible),
    },
];
