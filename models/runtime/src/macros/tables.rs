//! `tables!`: what generated code has for the feature `validate`.

/// Keeps the tables of schemas, and what is made of them, if this crate diagnoses.
#[cfg(feature = "validate")]
#[macro_export]
#[doc(hidden)]
macro_rules! __tables {
    ($($tokens:tt)*) => { $($tokens)* };
}

/// Nothing is diagnosed without the feature `validate`.
#[cfg(not(feature = "validate"))]
#[macro_export]
#[doc(hidden)]
macro_rules! __tables {
    ($($tokens:tt)*) => {};
}

pub use crate::__tables as tables;
