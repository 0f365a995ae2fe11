//! How many there are of something.

use super::moves::{added, lowered, raised, removed};
use super::{Rule, rule};

/// The rules.
#[rustfmt::skip]
pub(super) const RULES: &[Rule] = &[
    rule("min-length-added", "minLength", added, "A text has to have at least so many characters, and had not."),
    rule("min-length-removed", "minLength", removed, "A text had to have at least so many characters, and has not any more."),
    rule("min-length-raised", "minLength", raised, "The least number of characters is greater."),
    rule("min-length-lowered", "minLength", lowered, "The least number of characters is less."),
    rule("max-length-added", "maxLength", added, "A text has to have at most so many characters, and had not."),
    rule("max-length-removed", "maxLength", removed, "A text had to have at most so many characters, and has not any more."),
    rule("max-length-raised", "maxLength", raised, "The greatest number of characters is greater."),
    rule("max-length-lowered", "maxLength", lowered, "The greatest number of characters is less."),
    rule("min-items-added", "minItems", added, "An array has to have at least so many elements, and had not."),
    rule("min-items-removed", "minItems", removed, "An array had to have at least so many elements, and has not any more."),
    rule("min-items-raised", "minItems", raised, "The least number of elements is greater."),
    rule("min-items-lowered", "minItems", lowered, "The least number of elements is less."),
    rule("max-items-added", "maxItems", added, "An array has to have at most so many elements, and had not."),
    rule("max-items-removed", "maxItems", removed, "An array had to have at most so many elements, and has not any more."),
    rule("max-items-raised", "maxItems", raised, "The greatest number of elements is greater."),
    rule("max-items-lowered", "maxItems", lowered, "The greatest number of elements is less."),
    rule("min-properties-added", "minProperties", added, "An object has to have at least so many properties, and had not."),
    rule("min-properties-removed", "minProperties", removed, "An object had to have at least so many properties, and has not any more."),
    rule("min-properties-raised", "minProperties", raised, "The least number of properties is greater."),
    rule("min-properties-lowered", "minProperties", lowered, "The least number of properties is less."),
    rule("max-properties-added", "maxProperties", added, "An object has to have at most so many properties, and had not."),
    rule("max-properties-removed", "maxProperties", removed, "An object had to have at most so many properties, and has not any more."),
    rule("max-properties-raised", "maxProperties", raised, "The greatest number of properties is greater."),
    rule("max-properties-lowered", "maxProperties", lowered, "The greatest number of properties is less."),
];
