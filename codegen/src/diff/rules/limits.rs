//! How large numbers are.

use super::moves::{added, lowered, raised, removed};
use super::{Rule, keywords, rule};

/// The rules.
#[rustfmt::skip]
pub(super) const RULES: &[Rule] = &[
    rule("minimum-added", "minimum", added, "A number has to be at least a limit, and had not."),
    rule("minimum-removed", "minimum", removed, "A number had to be at least a limit, and has not any more."),
    rule("minimum-raised", "minimum", raised, "A number has to be at least a limit that is greater."),
    rule("minimum-lowered", "minimum", lowered, "A number has to be at least a limit that is less."),
    rule("maximum-added", "maximum", added, "A number has to be at most a limit, and had not."),
    rule("maximum-removed", "maximum", removed, "A number had to be at most a limit, and has not any more."),
    rule("maximum-raised", "maximum", raised, "A number has to be at most a limit that is greater."),
    rule("maximum-lowered", "maximum", lowered, "A number has to be at most a limit that is less."),
    rule("exclusive-minimum-added", "exclusiveMinimum", added, "A number has to be above a limit, and had not."),
    rule("exclusive-minimum-removed", "exclusiveMinimum", removed, "A number had to be above a limit, and has not any more."),
    rule("exclusive-minimum-raised", "exclusiveMinimum", raised, "A number has to be above a limit that is greater."),
    rule("exclusive-minimum-lowered", "exclusiveMinimum", lowered, "A number has to be above a limit that is less."),
    rule("exclusive-maximum-added", "exclusiveMaximum", added, "A number has to be below a limit, and had not."),
    rule("exclusive-maximum-removed", "exclusiveMaximum", removed, "A number had to be below a limit, and has not any more."),
    rule("exclusive-maximum-raised", "exclusiveMaximum", raised, "A number has to be below a limit that is greater."),
    rule("exclusive-maximum-lowered", "exclusiveMaximum", lowered, "A number has to be below a limit that is less."),
    rule("multiple-of-added", "multipleOf", keywords::added, "A number has to be a multiple of another, and had not."),
    rule("multiple-of-removed", "multipleOf", keywords::removed, "A number had to be a multiple of another, and has not any more."),
    rule("multiple-of-changed", "multipleOf", keywords::changed, "A number has to be a multiple of a different one."),
];
