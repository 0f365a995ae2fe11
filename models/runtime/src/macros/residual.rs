//! `evaluated!` and `residual!`: what generated code has of the schema where its types do
//! not express all that the schema asserts.

/// Keeps the table of the schema of a module.
#[cfg(feature = "validate")]
#[macro_export]
#[doc(hidden)]
macro_rules! __evaluated {
    ($table:literal) => {
        static __SCHEMA: $crate::runtime::CompiledSchema =
            $crate::runtime::CompiledSchema::new(include_str!($table));
    };
}

/// There is no evaluator without the feature `validate`.
#[cfg(not(feature = "validate"))]
#[macro_export]
#[doc(hidden)]
macro_rules! __evaluated {
    ($table:literal) => {
        ::std::compile_error!(
            "the schema of these types asserts what types cannot express: \
             turn on the feature `validate` of exactschema"
        );
    };
}

/// Names the subschema of a type, if the type does not express all of it.
#[cfg(feature = "validate")]
#[macro_export]
#[doc(hidden)]
macro_rules! __residual {
    () => {};
    ($pointer:literal) => {
        const RESIDUAL: ::std::option::Option<$crate::runtime::Subschema> =
            ::std::option::Option::Some($crate::runtime::Subschema::new(&__SCHEMA, $pointer));
    };
}

/// There is no evaluator without the feature `validate`; `evaluated!` has failed to compile.
#[cfg(not(feature = "validate"))]
#[macro_export]
#[doc(hidden)]
macro_rules! __residual {
    ($($pointer:literal)?) => {};
}

pub use crate::{__evaluated as evaluated, __residual as residual};
