//! The validator that the `jsonschema` crate makes of the schema of exports when it is
//! compiled.

use serde_json::Value;

/// Whether a value is an export, its formats asserted.
#[must_use]
pub fn is_valid(value: &Value) -> bool {
    Export::is_valid(value)
}

#[jsonschema::validator(
    path = "../../../schema/export-session.schema.json",
    draft = Draft202012,
    validate_formats = true,
    methods = { validate = false, iter_errors = false }
)]
struct Export;
