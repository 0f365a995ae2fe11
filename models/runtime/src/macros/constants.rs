//! `text_constants!` and `constants!`: values that the schema lists.

use std::sync::OnceLock;

use crate::error::{Error, ErrorKind};
use crate::read::from_str;
use crate::text::read_error::ReadError;
use crate::typed::model::Model;
use crate::typed::reader::Reader;
use crate::value::Value;

/// Implements [`Model`](super::Model) and what comes with it for an enum whose
/// variants are texts. With a variant for texts that are not listed, it is open. If branches
/// list them, the keyword of each follows, and the number of texts that it lists.
#[macro_export]
#[doc(hidden)]
macro_rules! __text_constants {
    (
        $type:ident $(at $home:literal)? $(evaluated $pointer:literal)? $keyword:literal {
            $($variant:ident = $text:literal,)*
            $(_ => $unknown:ident)?
        }
        $(branches [$($branch:expr),* $(,)?])?
        $(annotations [$($annotation:tt),* $(,)?])?
    ) => {
        impl $type {
            /// The text.
            pub fn as_str(&self) -> &str {
                match self {
                    $($type::$variant => $text,)*
                    $($type::$unknown(text) => text,)?
                }
            }

            fn __of(text: &str) -> ::std::option::Option<Self> {
                match text {
                    $($text => ::std::option::Option::Some($type::$variant),)*
                    $(_ => ::std::option::Option::Some($type::$unknown(text.into())),)?
                    #[allow(unreachable_patterns, reason = "the last of a closed enum")]
                    _ => ::std::option::Option::None,
                }
            }
        }

        $(impl ::std::convert::From<::std::string::String> for $type {
            fn from(text: ::std::string::String) -> Self {
                Self::__of(&text).unwrap_or($type::$unknown(text))
            }
        }

        impl ::std::convert::From<&str> for $type {
            fn from(text: &str) -> Self {
                Self::__of(text).unwrap_or_else(|| $type::$unknown(text.into()))
            }
        })?

        impl ::std::fmt::Display for $type {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::std::str::FromStr for $type {
            type Err = $crate::runtime::Error;

            fn from_str(text: &str) -> ::std::result::Result<Self, $crate::runtime::Error> {
                const LISTED: &[&str] = &[$($text),*];
                Self::__of(text).ok_or_else(|| {
                    $crate::runtime::constants::unlisted($keyword, LISTED)
                })
            }
        }

        impl $crate::runtime::Model for $type {
            $crate::runtime::residual! { $($pointer)? }

            fn read(
                reader: &mut $crate::runtime::Reader<'_>,
            ) -> ::std::result::Result<Self, $crate::runtime::ReadError> {
                const LISTED: &[&str] = &[$($text),*];
                let start = reader.place();
                let text = reader.string()?;
                Self::__of(&text)
                    .ok_or_else(|| $crate::runtime::constants::not_among($keyword, LISTED).at(start))
            }

            fn check(
                checker: &mut $crate::runtime::Checker<'_>,
            ) -> ::std::result::Result<(), $crate::runtime::Invalid> {
                match &*checker.text()? {
                    $($text => ::std::result::Result::Ok(()),)*
                    $(_ => {
                        const _: fn(::std::string::String) -> $type = $type::$unknown;
                        ::std::result::Result::Ok(())
                    })?
                    #[allow(unreachable_patterns, reason = "the last of a closed enum")]
                    _ => ::std::result::Result::Err($crate::runtime::Invalid),
                }
            }

            fn write<__S: $crate::runtime::Serializer>(
                &self,
                serializer: __S,
            ) -> ::std::result::Result<__S::Ok, __S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        $crate::runtime::model_impls!($type);

        $crate::runtime::emit_impls! {
            $type [$($home)?] [$($($annotation),*)?] |_generator| {
                $crate::runtime::emit_texts($keyword, &[$($text),*], &[$($($branch),*)?])
            }
        }
    };
}

/// Implements [`Model`](super::Model) and what comes with it for an enum whose
/// variants are values of any type, written as JSON.
#[macro_export]
#[doc(hidden)]
macro_rules! __constants {
    (
        $type:ident $(at $home:literal)? $(evaluated $pointer:literal)? $keyword:literal {
            $($variant:ident = $json:literal,)*
        }
        $(branches [$($branch:expr),* $(,)?])?
        $(annotations [$($annotation:tt),* $(,)?])?
    ) => {
        impl $type {
            /// The value as JSON.
            pub fn as_json(&self) -> &'static str {
                match *self {
                    $($type::$variant => $json,)*
                }
            }
        }

        impl $crate::runtime::Model for $type {
            $crate::runtime::residual! { $($pointer)? }

            fn read(
                reader: &mut $crate::runtime::Reader<'_>,
            ) -> ::std::result::Result<Self, $crate::runtime::ReadError> {
                const LISTED: &[&str] = &[$($json),*];
                static PARSED: $crate::runtime::constants::Parsed =
                    $crate::runtime::constants::Parsed::new();
                let variants = [$($type::$variant),*];
                let index = $crate::runtime::constants::read($keyword, LISTED, &PARSED, reader)?;
                ::std::result::Result::Ok(variants[index])
            }

            fn write<__S: $crate::runtime::Serializer>(
                &self,
                serializer: __S,
            ) -> ::std::result::Result<__S::Ok, __S::Error> {
                let value = $crate::runtime::constants::value(self.as_json());
                $crate::runtime::Model::write(&value, serializer)
            }
        }

        $crate::runtime::model_impls!($type);

        $crate::runtime::emit_impls! {
            $type [$($home)?] [$($($annotation),*)?] |_generator| {
                $crate::runtime::emit_json($keyword, &[$($json),*], &[$($($branch),*)?])
            }
        }
    };
}

pub use crate::{__constants as constants, __text_constants as text_constants};

/// The listed values, from the first time that they are needed.
pub type Parsed = OnceLock<Vec<Value>>;

/// Reads a value that is one of those listed; which one.
///
/// # Errors
///
/// Another value.
pub fn read(
    keyword: &str,
    listed: &[&str],
    parsed: &Parsed,
    reader: &mut Reader<'_>,
) -> Result<usize, ReadError> {
    let start = reader.place();
    let kind = reader.kind()?;
    let found = <Value as Model>::read(reader)?;
    let parsed = parsed.get_or_init(|| listed.iter().map(|json| value(json)).collect());
    let index = parsed.iter().position(|value| *value == found);
    let is_of_type = |json: &&str| Reader::new(json.as_bytes()).kind().ok() == Some(kind);
    index.ok_or_else(|| match listed.iter().any(is_of_type) {
        true => not_among(keyword, listed).at(start),
        false => {
            let message = format_args!("expected {}, found {}", among(listed), kind.describe());
            ReadError::new(ErrorKind::Type, start, message)
        }
    })
}

/// A listed value.
pub fn value(json: &str) -> Value {
    // Generated from JSON, so it is JSON.
    from_str(json).unwrap_or(Value::Null)
}

/// The failure of a value that is not listed. It does not repeat the value.
pub fn not_among(keyword: &str, listed: &[&str]) -> ReadError {
    let message = format_args!(
        "expected {}, found another value ({keyword})",
        among(listed)
    );
    ReadError::unplaced(ErrorKind::Constraint, message)
}

/// The listed values, in words.
fn among(listed: &[&str]) -> String {
    const MANY: usize = 8;
    let words: Vec<&str> = listed.iter().take(MANY).copied().collect();
    match (listed, listed.len() > MANY) {
        ([word], _) => (*word).to_owned(),
        (_, false) => format!("one of {}", words.join(", ")),
        (_, true) => format!("one of {}, …", words.join(", ")),
    }
}

/// The error of a text that is not listed.
pub fn unlisted(keyword: &str, listed: &[&str]) -> Error {
    let message = format_args!("expected {}, found another text ({keyword})", among(listed));
    Error::new(ErrorKind::Constraint, message)
}
