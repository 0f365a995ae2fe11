//! Compares a schema with the one that the compiled types emit.
//!
//! Two schemas are the same if they differ in nothing but these, which change
//! no verdict and no documentation:
//!
//! - the order of keywords, properties, definitions, types, constants and names,
//!   and that of the branches of `allOf`, `anyOf` and `oneOf`, unless a reference
//!   leads to one of them by its index;
//! - what says the same as its absence: `minLength: 0`, `uniqueItems: false`,
//!   empty `required`, a schema that accepts everything for all other properties
//!   or items, and the like; `true` is `{}`;
//! - the spelling of numbers, strings and references: `0.50` is `0.5`, and
//!   `#person` is `#/$defs/Person` if that has this anchor.
//!
//! References are compared, and not followed: a definition is compared where it
//! stands.

mod keyword;
mod lists;
mod meaning;
mod members;
mod replacement;
pub(crate) mod sides;
#[cfg(test)]
mod tests;
pub(crate) mod value;

use crate::model::{Place, Schema};
use sides::Sides;

/// A place where the two schemas differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Drift {
    /// The keyword, or the schema around it if only the other side has it, in
    /// the source.
    pub place: Place,
    /// JSON Pointer of the keyword, or of the schema if little of it is the same.
    pub pointer: String,
    /// Its value in the source.
    pub source: Option<String>,
    /// Its value in the emitted schema.
    pub emitted: Option<String>,
    /// What the difference means for documents.
    pub meaning: &'static str,
}

/// All differences, in the order of the source.
pub fn drift(source: &Schema, emitted: &Schema) -> Vec<Drift> {
    let mut found = Vec::new();
    Sides::new(source, emitted).compare(source.root(), emitted.root(), &mut found);
    found.sort_by_key(|drift| (drift.place.line, drift.place.column));
    found
}
