//! Changes to lengths and to numbers of elements and properties.

use super::moves::{added, lowered, raised, removed};
use super::{Rule, rule};

/// The rules.
#[rustfmt::skip]
pub(super) const RULES: &[Rule] = &[
    rule("min-length-added", "minLength", added, "`minLength` was added."),
    rule("min-length-removed", "minLength", removed, "`minLength` was removed."),
    rule("min-length-raised", "minLength", raised, "`minLength` was raised."),
    rule("min-length-lowered", "minLength", lowered, "`minLength` was lowered."),
    rule("max-length-added", "maxLength", added, "`maxLength` was added."),
    rule("max-length-removed", "maxLength", removed, "`maxLength` was removed."),
    rule("max-length-raised", "maxLength", raised, "`maxLength` was raised."),
    rule("max-length-lowered", "maxLength", lowered, "`maxLength` was lowered."),
    rule("min-items-added", "minItems", added, "`minItems` was added."),
    rule("min-items-removed", "minItems", removed, "`minItems` was removed."),
    rule("min-items-raised", "minItems", raised, "`minItems` was raised."),
    rule("min-items-lowered", "minItems", lowered, "`minItems` was lowered."),
    rule("max-items-added", "maxItems", added, "`maxItems` was added."),
    rule("max-items-removed", "maxItems", removed, "`maxItems` was removed."),
    rule("max-items-raised", "maxItems", raised, "`maxItems` was raised."),
    rule("max-items-lowered", "maxItems", lowered, "`maxItems` was lowered."),
    rule("min-properties-added", "minProperties", added, "`minProperties` was added."),
    rule("min-properties-removed", "minProperties", removed, "`minProperties` was removed."),
    rule("min-properties-raised", "minProperties", raised, "`minProperties` was raised."),
    rule("min-properties-lowered", "minProperties", lowered, "`minProperties` was lowered."),
    rule("max-properties-added", "maxProperties", added, "`maxProperties` was added."),
    rule("max-properties-removed", "maxProperties", removed, "`maxProperties` was removed."),
    rule("max-properties-raised", "maxProperties", raised, "`maxProperties` was raised."),
    rule("max-properties-lowered", "maxProperties", lowered, "`maxProperties` was lowered."),
];
