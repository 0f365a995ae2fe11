//! The names of formats, and the releases that define them.

use exactschema::Format;
use exactschema::schema::Draft;

use super::dialect::Dialect;

/// The format of a name in a dialect, if it is one that is asserted. What only the
/// registry of OpenAPI has is an annotation in JSON Schema (Validation §7.2.3).
pub(super) fn format(name: &str, dialect: Dialect) -> Option<Format> {
    let defined = Format::defined_in(dialect.draft, name);
    defined.or_else(|| Format::by_name(name).filter(|_| dialect.has_registry))
}

/// The first release that defines a format, if any does.
pub(super) fn since(name: &str) -> Option<Draft> {
    let format = Format::by_name(name)?;
    let mut drafts = Draft::ALL.iter().copied();
    drafts.find(|draft| format.is_defined_in(*draft))
}

/// The names that some release defines (Validation §7.3), or that the registry of
/// OpenAPI has.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    let asserted = Format::ALL.iter().map(|format| format.as_str());
    asserted.chain(["float", "double"])
}
