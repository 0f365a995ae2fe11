//! Compares a schema with the one that the compiled types emit.
//!
//! Two schemas are the same if they differ in nothing but these, which change
//! no verdict and no documentation:
//!
//! - the order of keywords, properties, definitions, types, constants and names,
//!   and that of the branches of `allOf`, `anyOf` and `oneOf`, unless a reference
//!   leads to one of them by its index;
//! - a keyword that is equivalent to its absence: `minLength: 0`, `minItems: 0`,
//!   empty `required`, a schema that accepts everything for all other properties
//!   or items, and the like; `true` is `{}`;
//! - the spelling of numbers, strings and references: `0.50` is `0.5`, and
//!   `#person` is `#/$defs/Person` if that has this anchor.
//!
//! References are compared, and not followed: a definition is compared at its location.

mod difference;
mod keyword;
mod lists;
mod meaning;
mod members;
mod replacement;
mod sides;
#[cfg(test)]
mod tests;

use exactschema_frontend::model::Schema;
use sides::Sides;

pub use difference::Drift;

/// All differences, in the order of the source.
pub fn drift(source: &Schema, emitted: &Schema) -> Vec<Drift> {
    let mut found = Vec::new();
    Sides::new(source, emitted).compare(source.root(), emitted.root(), &mut found);
    found.sort_by_key(|drift| (drift.place.line, drift.place.column));
    found
}
