//! Constraints of instances (Validation §6 and §7).

use super::Settings;
use crate::constraint::Constraint;
use crate::document::Instance;
use crate::equality::first_equal;
use crate::schema::{Argument, Entry};
use crate::text::lexer::Kind;

/// Whether an instance satisfies a constraint. A string that is no text is rejected for that,
/// and is not judged otherwise.
pub(super) fn holds(entry: &Entry, instance: Instance<'_>, settings: &Settings) -> bool {
    if let Argument::Format { is_asserted, .. } = &entry.argument
        && !(settings.asserts_formats || *is_asserted)
    {
        return true;
    }
    let Some(constraint) = entry.constraint() else {
        return true;
    };
    match (instance.kind(), constraint) {
        (Kind::Number, constraint) => constraint.holds_for_number(instance.source()),
        (Kind::String, constraint) => {
            !instance.is_text() || constraint.holds_for_text(&instance.text())
        }
        (Kind::Array, Constraint::UniqueItems) => first_equal(instance).is_none(),
        (Kind::Array, constraint) => constraint.holds_for_elements(instance.len()),
        (Kind::Object, constraint) => constraint.holds_for_properties(instance.len()),
        _ => true,
    }
}

/// The number of characters, elements or properties of an instance.
pub(super) fn length(instance: Instance<'_>) -> u64 {
    match instance.kind() {
        Kind::String => instance.text().chars().count() as u64,
        _ => instance.len() as u64,
    }
}
