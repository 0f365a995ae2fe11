//! `union!`: a value that belongs to one of several types.

/// Implements [`Model`](super::Model) and what comes with it for an enum whose variants are
/// the branches of `oneOf` or `anyOf`, or the types of a `type` with several. The
/// discriminating properties are found before any branch is read; where these leave several,
/// they are tried. Variants of types that no other variant has are listed once more: a value
/// of such a type determines its variant.
#[macro_export]
#[doc(hidden)]
macro_rules! __union {
    (
        $form:ident $type:ident $(at $home:literal)? $(evaluated $pointer:literal)? {
            $($variant:ident($value:ty): [$($kind:ident),*] $(tags $tags:tt)? $(required $required:tt)?,)*
        }
        $(from { $($into:ident($from:ty),)* })?
        $(annotations [$($annotation:tt),* $(,)?])?
    ) => {
        impl $type {
            const __BRANCHES: &[$crate::runtime::lookahead::Branch] = &[$(
                $crate::runtime::lookahead::Branch {
                    kinds: &[$($crate::runtime::Kind::$kind),*],
                    tags: $crate::runtime::lookahead::or_none!($(&$tags)?),
                    required: $crate::runtime::lookahead::or_none!($(&$required)?),
                }
            ),*];

            const __TAG: ::std::option::Option<&'static str> =
                $crate::runtime::lookahead::common_tag(Self::__BRANCHES);
        }

        impl $crate::runtime::Model for $type {
            $crate::runtime::residual! { $($pointer)? }

            fn read(
                reader: &mut $crate::runtime::Reader<'_>,
            ) -> ::std::result::Result<Self, $crate::runtime::ReadError> {
                let mut candidates =
                    $crate::runtime::lookahead::candidates(Self::__BRANCHES, Self::__TAG, reader)?;
                if $crate::runtime::$form::FIRST {
                    candidates.truncate(1);
                }
                let only_one = $crate::runtime::$form::ONLY_ONE;
                $crate::runtime::lookahead::trial(reader, &candidates, only_one, |reader, index| {
                    let mut branch = 0;
                    $(
                        if branch == index {
                            let value = <$value as $crate::runtime::Model>::read(reader)?;
                            return ::std::result::Result::Ok($type::$variant(value));
                        }
                        branch += 1;
                    )*
                    unreachable!("there is no branch {index} of {branch}")
                })
            }

            fn check(
                checker: &mut $crate::runtime::Checker<'_>,
            ) -> ::std::result::Result<(), $crate::runtime::Invalid> {
                let only_one = $crate::runtime::$form::ONLY_ONE;
                $crate::runtime::lookahead::check::<Self>(
                    checker,
                    Self::__BRANCHES,
                    Self::__TAG,
                    only_one,
                    |checker, index| {
                        let mut branch = 0;
                        $(
                            if branch == index {
                                return <$value as $crate::runtime::Model>::check(checker);
                            }
                            branch += 1;
                        )*
                        unreachable!("there is no branch {index} of {branch}")
                    },
                )
            }

            fn write<__S: $crate::runtime::Serializer>(
                &self,
                serializer: __S,
            ) -> ::std::result::Result<__S::Ok, __S::Error> {
                let write = || match self {
                    $($type::$variant(value) => $crate::runtime::Model::write(value, serializer),)*
                };
                if !$crate::runtime::$form::ONLY_ONE {
                    return write();
                }
                let text = || match self {
                    $($type::$variant(value) => $crate::to_string(value),)*
                };
                $crate::runtime::lookahead::write_only_one::<Self, _, _>(text, write)
            }
        }

        $($(
            impl ::std::convert::From<$from> for $type {
                fn from(value: $from) -> Self {
                    $type::$into(value)
                }
            }
        )*)?

        $crate::runtime::model_impls!($type);

        $crate::runtime::emit_impls! {
            $type [$($home)?] [$($($annotation),*)?] |generator| {
                let variants = vec![$(<$value as $crate::runtime::Emit>::emit(generator)),*];
                $crate::runtime::emit_union($crate::runtime::$form::KEYWORD, variants)
            }
        }
    };
}

pub use crate::__union as union;

/// The forms of a union.
macro_rules! forms {
    ($($(#[$doc:meta])* $form:ident: $keyword:literal $only_one:literal $first:literal,)*) => {$(
        $(#[$doc])*
        pub mod $form {
            /// The keyword that lists the branches.
            pub const KEYWORD: &str = $keyword;
            /// Whether it has to be checked that no more than one fits.
            pub const ONLY_ONE: bool = $only_one;
            /// Whether the first that is not ruled out is the one.
            pub const FIRST: bool = $first;
        }
    )*};
}

forms! {
    /// Branches of `oneOf` (Core §10.2.1.3) of which at most one can fit.
    one_of: "oneOf" false false,
    /// Branches of `oneOf` of which several might fit.
    exactly_one: "oneOf" true false,
    /// Branches of `anyOf` (Core §10.2.1.2).
    any_of: "anyOf" false false,
    /// The types of `type` (Validation §6.1.1).
    types: "type" false false,
    /// The cases of an object whose properties depend on `if` (Core §10.2.2). All emit the same
    /// schema: the evaluator knows the conditions.
    by_condition: "if" false false,
    /// The cases of an object that are discriminated by the text of a property.
    by_tag: "if" false true,
}
