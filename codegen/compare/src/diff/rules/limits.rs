//! Changes to the bounds of numbers and to `multipleOf`.

use super::moves::{added, lowered, raised, removed};
use super::{Rule, keywords, rule};

/// The rules.
#[rustfmt::skip]
pub(super) const RULES: &[Rule] = &[
    rule("minimum-added", "minimum", added, "`minimum` was added."),
    rule("minimum-removed", "minimum", removed, "`minimum` was removed."),
    rule("minimum-raised", "minimum", raised, "`minimum` was raised."),
    rule("minimum-lowered", "minimum", lowered, "`minimum` was lowered."),
    rule("maximum-added", "maximum", added, "`maximum` was added."),
    rule("maximum-removed", "maximum", removed, "`maximum` was removed."),
    rule("maximum-raised", "maximum", raised, "`maximum` was raised."),
    rule("maximum-lowered", "maximum", lowered, "`maximum` was lowered."),
    rule("exclusive-minimum-added", "exclusiveMinimum", added, "`exclusiveMinimum` was added."),
    rule("exclusive-minimum-removed", "exclusiveMinimum", removed, "`exclusiveMinimum` was removed."),
    rule("exclusive-minimum-raised", "exclusiveMinimum", raised, "`exclusiveMinimum` was raised."),
    rule("exclusive-minimum-lowered", "exclusiveMinimum", lowered, "`exclusiveMinimum` was lowered."),
    rule("exclusive-maximum-added", "exclusiveMaximum", added, "`exclusiveMaximum` was added."),
    rule("exclusive-maximum-removed", "exclusiveMaximum", removed, "`exclusiveMaximum` was removed."),
    rule("exclusive-maximum-raised", "exclusiveMaximum", raised, "`exclusiveMaximum` was raised."),
    rule("exclusive-maximum-lowered", "exclusiveMaximum", lowered, "`exclusiveMaximum` was lowered."),
    rule("multiple-of-added", "multipleOf", keywords::added, "`multipleOf` was added."),
    rule("multiple-of-removed", "multipleOf", keywords::removed, "`multipleOf` was removed."),
    rule("multiple-of-changed", "multipleOf", keywords::changed, "`multipleOf` changed."),
];
