//! `newtype!`: a value with a name of its own, and its constraints.

/// Implements [`Model`](super::Model), conversions and what comes with them for a
/// newtype. Its constraints decide what can be built and what can be read; without
/// any, it can be built of every value.
#[macro_export]
#[doc(hidden)]
macro_rules! __newtype {
    (text $type:ident($base:ty) $($rest:tt)*) => {
        $crate::runtime::newtype_common!($type($base) $($rest)*);
        $crate::runtime::newtype_of_str!($type $($rest)*);

        impl $type {
            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl ::std::convert::AsRef<str> for $type {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl ::std::fmt::Display for $type {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(&self.0)
            }
        }

        impl ::std::str::FromStr for $type {
            type Err = $crate::runtime::Error;

            fn from_str(text: &str) -> ::std::result::Result<Self, $crate::runtime::Error> {
                Self::__build(text.into())
            }
        }
    };
    (number $type:ident($base:ty) $($rest:tt)*) => {
        $crate::runtime::newtype_common!($type($base) $($rest)*);

        impl $type {
            /// The number.
            pub fn get(self) -> $base {
                self.0
            }
        }

        impl ::std::fmt::Display for $type {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.0, f)
            }
        }
    };
    (value $type:ident($base:ty) $($rest:tt)*) => {
        $crate::runtime::newtype_common!($type($base) $($rest)*);
        $crate::runtime::as_inner!($type($base));

        impl $type {
            /// Changes the value inside, and returns what the change does. If the value is not
            /// valid then, it stays as it was, and the error is the reason.
            pub fn update<__R>(
                &mut self,
                change: impl ::std::ops::FnOnce(&mut $base) -> __R,
            ) -> ::std::result::Result<__R, $crate::runtime::Error> {
                let mut value = ::std::clone::Clone::clone(&self.0);
                let result = change(&mut value);
                *self = Self::__build(value)?;
                ::std::result::Result::Ok(result)
            }
        }
    };
}

/// Construction of a text from a part of another: of all, or of those that are valid.
#[macro_export]
#[doc(hidden)]
macro_rules! __newtype_of_str {
    ($type:ident $(at $home:literal)? $(annotations [$($annotation:tt)*])?) => {
        impl ::std::convert::From<&str> for $type {
            fn from(text: &str) -> Self {
                $type(text.into())
            }
        }
    };
    ($type:ident $($rest:tt)*) => {
        impl ::std::convert::TryFrom<&str> for $type {
            type Error = $crate::runtime::Error;

            /// Rejects a text that is not valid; the error is the reason.
            fn try_from(text: &str) -> ::std::result::Result<Self, $crate::runtime::Error> {
                Self::__build(text.into())
            }
        }
    };
}

/// Implementations that all newtypes have.
#[macro_export]
#[doc(hidden)]
macro_rules! __newtype_common {
    (
        $type:ident($base:ty) $(at $home:literal)? $(evaluated $pointer:literal)?
        $(constraints [$($constraint:expr),* $(,)?])?
        $(annotations [$($annotation:tt),* $(,)?])?
    ) => {
        $crate::runtime::newtype_from!($type($base) $([$($constraint),*])? $(evaluated $pointer)?);

        impl $type {
            /// The value inside.
            pub fn into_inner(self) -> $base {
                self.0
            }
        }

        impl ::std::convert::From<$type> for $base {
            fn from(value: $type) -> $base {
                value.0
            }
        }

        impl $crate::runtime::Model for $type {
            $crate::runtime::residual! { $($pointer)? }

            fn read(
                reader: &mut $crate::runtime::Reader<'_>,
            ) -> ::std::result::Result<Self, $crate::runtime::ReadError> {
                Self::__read(reader).map($type)
            }

            fn check(
                checker: &mut $crate::runtime::Checker<'_>,
            ) -> ::std::result::Result<(), $crate::runtime::Invalid> {
                Self::__pass(checker)
            }

            fn write<__S: $crate::runtime::Serializer>(
                &self,
                serializer: __S,
            ) -> ::std::result::Result<__S::Ok, __S::Error> {
                $crate::runtime::Model::write(&self.0, serializer)
            }
        }

        $crate::runtime::model_impls!($type);

        $crate::runtime::emit_impls! {
            $type [$($home)?] [$($($annotation),*)?] |generator| {
                let schema = <$base as $crate::runtime::Emit>::emit(generator);
                $crate::runtime::constrained(schema, Self::__CONSTRAINTS, generator)
            }
        }
    };
}

/// Access to the value in a newtype.
#[macro_export]
#[doc(hidden)]
macro_rules! __as_inner {
    ($type:ident($base:ty)) => {
        impl $type {
            /// The value inside.
            pub fn as_inner(&self) -> &$base {
                &self.0
            }
        }

        impl ::std::convert::AsRef<$base> for $type {
            fn as_ref(&self) -> &$base {
                &self.0
            }
        }
    };
}

/// Construction of a newtype: of every value, or of those that satisfy its constraints.
#[macro_export]
#[doc(hidden)]
macro_rules! __newtype_from {
    ($type:ident($base:ty) $(evaluated $pointer:literal)?) => {
        $crate::runtime::newtype_build!($type($base) $(evaluated $pointer)?);

        impl $type {
            #[allow(dead_code, reason = "they are also emitted, with a feature")]
            const __CONSTRAINTS: &[$crate::runtime::Constraint<'static>] = &[];

            fn __read(
                reader: &mut $crate::runtime::Reader<'_>,
            ) -> ::std::result::Result<$base, $crate::runtime::ReadError> {
                <$base as $crate::runtime::Model>::read(reader)
            }

            fn __pass(
                checker: &mut $crate::runtime::Checker<'_>,
            ) -> ::std::result::Result<(), $crate::runtime::Invalid> {
                <$base as $crate::runtime::Model>::check(checker)
            }
        }
    };
    ($type:ident($base:ty) [$($constraint:expr),*] $(evaluated $pointer:literal)?) => {
        impl $type {
            const __CONSTRAINTS: &[$crate::runtime::Constraint<'static>] = &[$($constraint),*];

            fn __read(
                reader: &mut $crate::runtime::Reader<'_>,
            ) -> ::std::result::Result<$base, $crate::runtime::ReadError> {
                <$base as $crate::runtime::constrained::Constrained>::read_within(reader, Self::__CONSTRAINTS)
            }

            fn __pass(
                checker: &mut $crate::runtime::Checker<'_>,
            ) -> ::std::result::Result<(), $crate::runtime::Invalid> {
                <$base as $crate::runtime::constrained::Constrained>::check_within(checker, Self::__CONSTRAINTS)
            }

            fn __build(
                value: $base,
            ) -> ::std::result::Result<Self, $crate::runtime::Error> {
                $crate::runtime::constrained::check(&value, Self::__CONSTRAINTS)?;
                let value = $type(value);
                $crate::runtime::check_value(&value)?;
                ::std::result::Result::Ok(value)
            }
        }

        impl ::std::convert::TryFrom<$base> for $type {
            type Error = $crate::runtime::Error;

            /// Rejects a value that breaks a constraint, which the error names.
            fn try_from(
                value: $base,
            ) -> ::std::result::Result<Self, $crate::runtime::Error> {
                Self::__build(value)
            }
        }
    };
}

/// Construction of a newtype without constraints of its own: of every value, or of those that
/// are valid against its schema.
#[macro_export]
#[doc(hidden)]
macro_rules! __newtype_build {
    ($type:ident($base:ty)) => {
        impl $type {
            #[allow(dead_code, reason = "only text is built from other types")]
            fn __build(value: $base) -> ::std::result::Result<Self, $crate::runtime::Error> {
                ::std::result::Result::Ok($type(value))
            }
        }

        impl ::std::convert::From<$base> for $type {
            fn from(value: $base) -> Self {
                $type(value)
            }
        }
    };
    ($type:ident($base:ty) evaluated $pointer:literal) => {
        impl $type {
            fn __build(value: $base) -> ::std::result::Result<Self, $crate::runtime::Error> {
                let value = $type(value);
                $crate::runtime::check_value(&value)?;
                ::std::result::Result::Ok(value)
            }
        }

        impl ::std::convert::TryFrom<$base> for $type {
            type Error = $crate::runtime::Error;

            /// Rejects a value that is not valid against the schema; the error is the reason.
            fn try_from(value: $base) -> ::std::result::Result<Self, $crate::runtime::Error> {
                Self::__build(value)
            }
        }
    };
}

pub use crate::{
    __as_inner as as_inner, __newtype as newtype, __newtype_build as newtype_build,
    __newtype_common as newtype_common, __newtype_from as newtype_from,
    __newtype_of_str as newtype_of_str,
};
