//! Functions of the default schema, that of session exports.

use exactschema::{Error, SchemaEntry};

use crate::generated::ROOTS;

/// Checks a session export with the verdict of [`from_slice`](crate::from_slice), without
/// building it.
///
/// # Errors
///
/// As [`from_slice`](crate::from_slice).
pub fn check(document: &[u8]) -> Result<(), Error> {
    default_schema().check(document)
}

/// Whether [`check`] accepts a session export.
///
/// ```
/// assert!(models::is_valid(br#"{"id":"s1","title":"A session","messages":[]}"#));
/// assert!(!models::is_valid(br#"{"id":"s1","title":"A session"}"#));
/// ```
pub fn is_valid(document: &[u8]) -> bool {
    default_schema().is_valid(document)
}

/// The default schema, by its name: the schema decides the name of its type.
pub(crate) fn default_schema() -> &'static SchemaEntry {
    let mut schemas = ROOTS.iter();
    let default = schemas.find(|schema| schema.name() == "export-session");
    default.unwrap_or(&ROOTS[0])
}
