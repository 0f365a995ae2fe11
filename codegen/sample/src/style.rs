//! The spelling and content of values, and their limits.

/// Beyond this depth only what is required is made, so that documents end.
pub const DEEP: usize = 6;

/// The greatest length of anything, even if more is required.
pub(crate) const LONGEST: usize = 10_000;

/// The spelling and content of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// In all ways there are.
    Adversarial,
    /// As types write them: in the order of the schema, without other spellings.
    Canonical,
}
