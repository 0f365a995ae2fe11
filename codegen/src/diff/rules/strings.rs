//! What texts look like.

use super::keywords::{added, changed, removed};
use super::{Rule, rule};

/// The rules.
#[rustfmt::skip]
pub(super) const RULES: &[Rule] = &[
    rule("format-added", "format", added, "A value has a format, and had none."),
    rule("format-removed", "format", removed, "A value had a format, and has none any more."),
    rule("format-changed", "format", changed, "A value has another format."),
    rule("pattern-added", "pattern", added, "A text has to match a pattern, and had not."),
    rule("pattern-removed", "pattern", removed, "A text had to match a pattern, and has not any more."),
    rule("pattern-changed", "pattern", changed, "A text has to match another pattern."),
];
