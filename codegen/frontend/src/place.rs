//! Places in a schema document.

/// A place in a schema document.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// JSON Pointer (RFC 6901).
    pub pointer: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in code points, from 1.
    pub column: usize,
}
