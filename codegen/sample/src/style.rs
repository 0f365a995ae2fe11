//! How values are spelled and filled, and where they end.

/// Beyond this depth only what is required is made, so that documents end.
pub const DEEP: usize = 6;

/// How long anything is made at all, even if it has to be.
pub(crate) const LONGEST: usize = 10_000;

/// How values are spelled and filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// In all ways there are.
    Adversarial,
    /// As types write them: in the order of the schema, without other spellings.
    Canonical,
}
