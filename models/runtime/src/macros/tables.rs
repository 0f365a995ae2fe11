//! `tables!` and `compiled!`: what generated code has for the feature `validate`.

/// Keeps the tables of schemas, and what is made of them, if this crate diagnoses.
#[cfg(feature = "validate")]
#[macro_export]
#[doc(hidden)]
macro_rules! __tables {
    ($($tokens:tt)*) => { $($tokens)* };
}

/// The schema whose table is in a file.
#[macro_export]
#[doc(hidden)]
macro_rules! __compiled {
    ($table:literal) => {{
        static SCHEMA: $crate::runtime::CompiledSchema =
            $crate::runtime::CompiledSchema::new(::std::include_str!($table));
        &SCHEMA
    }};
}

/// Nothing is diagnosed without the feature `validate`.
#[cfg(not(feature = "validate"))]
#[macro_export]
#[doc(hidden)]
macro_rules! __tables {
    ($($tokens:tt)*) => {};
}

pub use crate::{__compiled as compiled, __tables as tables};
