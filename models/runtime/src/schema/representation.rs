//! The numbers that the Rust type of a schema represents.

/// The numbers that the Rust type of a schema represents, if not all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Representation {
    /// Those that a double has to the digit.
    Double,
    /// The integers of a type, and doubles too where numbers are allowed beside them.
    #[allow(missing_docs, reason = "the name of the type, and its ends")]
    Integer {
        name: Box<str>,
        low: i128,
        high: i128,
        or_double: bool,
    },
}
