//! `tuple!`: an array with a type for each place.

use serde::ser::SerializeSeq;

use crate::constrained::Broken;
use crate::error::ErrorKind;
use crate::text::read_error::ReadError;
use crate::typed::checker::{Checker, Validity};
use crate::typed::model::{Model, Write};
use crate::typed::reader::Reader;

/// Implements [`Model`] and what comes with it for a struct whose fields are the
/// elements of an array, the last of them optional: `a 0: required, b 1: optional`. A field
/// `..rest 2` holds all elements after these.
#[macro_export]
#[doc(hidden)]
macro_rules! __tuple {
    (
        $type:ident $(at $home:literal)? $(evaluated $pointer:literal)? {
            $($binding:ident $field:tt: $presence:ident,)*
            $(..$rest:ident $rest_field:tt)?
        }
        $(annotations [$($annotation:tt),* $(,)?])?
    ) => {
        impl $crate::runtime::Model for $type {
            $crate::runtime::residual! { $($pointer)? }

            fn read(
                reader: &mut $crate::runtime::Reader<'_>,
            ) -> ::std::result::Result<Self, $crate::runtime::ReadError> {
                let start = reader.place();
                let mut next = 0;
                $(let mut $binding = ::std::option::Option::None;)*
                $(let mut $rest = ::std::vec::Vec::new();)?
                reader.array(|reader| {
                    let mut place = 0;
                    next += 1;
                    $(
                        place += 1;
                        if place == next {
                            return $crate::runtime::read_property(&mut $binding, reader);
                        }
                    )*
                    let _ = (&reader, place);
                    $(return $crate::runtime::tuple::read_rest(&mut $rest, reader);)?
                    #[allow(unreachable_code, reason = "the last of a closed tuple")]
                    ::std::result::Result::Err($crate::runtime::tuple::too_long())
                }).map_err(|failure| failure.at(start))?;
                let value = $type {
                    $($field: $crate::runtime::$presence::take($binding, "").map_err(|_| {
                        $crate::runtime::tuple::too_short().at(start)
                    })?,)*
                    $($rest_field: $rest,)?
                };
                value.__check().map_err(|broken| broken.at(start))?;
                ::std::result::Result::Ok(value)
            }

            fn check(
                checker: &mut $crate::runtime::Checker<'_>,
            ) -> ::std::result::Result<(), $crate::runtime::Invalid> {
                let mut next = 0;
                checker.array(|checker| {
                    let mut place = 0;
                    next += 1;
                    $(
                        place += 1;
                        if place == next {
                            return $crate::runtime::$presence::check(
                                |this: &$type| &this.$field,
                                checker,
                            );
                        }
                    )*
                    let _ = (&checker, place);
                    $(return $crate::runtime::tuple::check_rest(
                        |this: &$type| &this.$rest_field,
                        checker,
                    );)?
                    #[allow(unreachable_code, reason = "the last of a closed tuple")]
                    ::std::result::Result::Err($crate::runtime::Invalid)
                })?;
                let required = [$($crate::runtime::$presence::REQUIRED),*];
                let missing = required.get(next..).is_some_and(|rest| rest.contains(&true));
                match missing {
                    true => ::std::result::Result::Err($crate::runtime::Invalid),
                    false => ::std::result::Result::Ok(()),
                }
            }

            fn write<__S: $crate::runtime::Serializer>(
                &self,
                serializer: __S,
            ) -> ::std::result::Result<__S::Ok, __S::Error> {
                self.__check().map_err($crate::runtime::WriteError::custom)?;
                let mut array = serializer.serialize_seq(::std::option::Option::None)?;
                $($crate::runtime::tuple::$presence(&mut array, &self.$field)?;)*
                $($crate::runtime::tuple::rest(&mut array, &self.$rest_field)?;)?
                $crate::runtime::SerializeSeq::end(array)
            }
        }

        impl $type {
            /// No element follows one that is absent.
            fn __check(&self) -> ::std::result::Result<(), $crate::runtime::constrained::Broken> {
                let present = [
                    $($crate::runtime::$presence::is_present(&self.$field),)*
                    $(!self.$rest_field.is_empty(),)?
                ];
                match present.is_sorted_by(|left, right| left >= right) {
                    true => ::std::result::Result::Ok(()),
                    false => ::std::result::Result::Err($crate::runtime::tuple::gap()),
                }
            }
        }

        $crate::runtime::model_impls!($type);

        $crate::runtime::emit_impls! {
            $type [$($home)?] [$($($annotation),*)?] |generator| {
                let elements = vec![
                    $($crate::runtime::tuple_field::$presence(
                        |this: &$type| &this.$field,
                        generator,
                    )),*
                ];
                let rest = [
                    $($crate::runtime::tuple_field::rest(
                        |this: &$type| &this.$rest_field,
                        generator,
                    ))?
                ];
                $crate::runtime::emit_tuple(elements, rest.into_iter().next())
            }
        }
    };
}

pub use crate::__tuple as tuple;

/// Reads an element after all places.
pub fn read_rest<T: Model>(rest: &mut Vec<T>, reader: &mut Reader<'_>) -> Result<(), ReadError> {
    rest.push(reader.model()?);
    Ok(())
}

/// Checks an element after all places.
pub fn check_rest<S, T: Model>(_: impl Fn(&S) -> &Vec<T>, checker: &mut Checker<'_>) -> Validity {
    T::check(checker)
}

/// The failure of an array with more elements than there are places.
pub fn too_long() -> ReadError {
    let message = "expected the end of the array: it has more elements than places (items)";
    ReadError::unplaced(ErrorKind::Constraint, message)
}

/// The failure of an array that ends too early.
pub fn too_short() -> ReadError {
    let message = "expected more elements (minItems)";
    ReadError::unplaced(ErrorKind::Constraint, message)
}

/// An element after one that is absent.
pub fn gap() -> Broken {
    Broken::of_type("no element after one that is absent")
}

/// Writes an element that is always present.
pub fn required<A: SerializeSeq, T: Model>(array: &mut A, value: &T) -> Result<(), A::Error> {
    array.serialize_element(&Write(value))
}

/// Writes the elements after all places.
pub fn rest<A: SerializeSeq, T: Model>(array: &mut A, values: &[T]) -> Result<(), A::Error> {
    let mut values = values.iter();
    values.try_for_each(|value| array.serialize_element(&Write(value)))
}

/// Writes an element that may be absent.
pub fn optional<A: SerializeSeq, T: Model>(
    array: &mut A,
    value: &Option<T>,
) -> Result<(), A::Error> {
    match value {
        Some(value) => array.serialize_element(&Write(value)),
        None => Ok(()),
    }
}
