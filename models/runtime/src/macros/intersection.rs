//! `intersection!`: a value that satisfies several schemas at once.

/// Implements [`Model`](super::Model) and what comes with it for a newtype whose value is of
/// one type, and is checked by others too. Lists for each whether it is located in the schema
/// itself or in its `allOf`.
#[macro_export]
#[doc(hidden)]
macro_rules! __intersection {
    (
        $type:ident($base:ty: $base_place:ident) $(at $home:literal)? $(evaluated $pointer:literal)? {
            $($also:ty: $also_place:ident,)*
        }
        $(annotations [$($annotation:tt),* $(,)?])?
    ) => {
        impl $type {
            /// The value inside.
            pub fn into_inner(self) -> $base {
                self.0
            }
        }

        $crate::runtime::as_inner!($type($base));

        impl ::std::convert::From<$type> for $base {
            fn from(value: $type) -> $base {
                value.0
            }
        }

        impl ::std::convert::TryFrom<$base> for $type {
            type Error = $crate::runtime::Error;

            /// Rejects a value that one of the other schemas rejects.
            fn try_from(
                value: $base,
            ) -> ::std::result::Result<Self, $crate::runtime::Error> {
                let text = $crate::to_string(&value)?;
                $($crate::from_str::<$also>(&text)?;)*
                let value = $type(value);
                $crate::runtime::check_value(&value)?;
                ::std::result::Result::Ok(value)
            }
        }

        impl $crate::runtime::Model for $type {
            $crate::runtime::residual! { $($pointer)? }

            fn read(
                reader: &mut $crate::runtime::Reader<'_>,
            ) -> ::std::result::Result<Self, $crate::runtime::ReadError> {
                let start = reader.mark();
                let value = <$base as $crate::runtime::Model>::read(reader)?;
                $(
                    reader.rewind(start);
                    <$also as $crate::runtime::Model>::read(reader)?;
                )*
                ::std::result::Result::Ok($type(value))
            }

            fn check(
                checker: &mut $crate::runtime::Checker<'_>,
            ) -> ::std::result::Result<(), $crate::runtime::Invalid> {
                checker.by_all(&[
                    |checker| <$base as $crate::runtime::Model>::check(checker),
                    $(|checker| <$also as $crate::runtime::Model>::check(checker),)*
                ])
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
                $crate::runtime::emit_intersection(vec![
                    (stringify!($base_place), <$base as $crate::runtime::Emit>::emit(generator)),
                    $((
                        stringify!($also_place),
                        <$also as $crate::runtime::Emit>::emit(generator),
                    ),)*
                ])
            }
        }
    };
}

pub use crate::__intersection as intersection;
