//! Limits that all of this crate shares.

/// How deep arrays and objects may be nested, to be read and to be written: as
/// deep as serde_json reads, so that whatever is written can be read anywhere.
pub const MAX_DEPTH: usize = 127;
