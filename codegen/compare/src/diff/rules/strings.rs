//! Changes to `format` and `pattern`.

use super::keywords::{added, changed, removed};
use super::{Rule, rule};

/// The rules.
#[rustfmt::skip]
pub(super) const RULES: &[Rule] = &[
    rule("format-added", "format", added, "A format was added."),
    rule("format-removed", "format", removed, "A format was removed."),
    rule("format-changed", "format", changed, "A format changed."),
    rule("pattern-added", "pattern", added, "A pattern was added."),
    rule("pattern-removed", "pattern", removed, "A pattern was removed."),
    rule("pattern-changed", "pattern", changed, "A pattern changed."),
];
