//! `object!`: how a generated struct is read, written and emitted.

use crate::text::read_error::ReadError;
use crate::typed::model::Model;
use crate::typed::reader::Reader;

/// Implements [`Model`] and what comes with it for a struct that represents an object of
/// JSON. Lists its properties in the order in which they are written, as `"name in JSON" =>
/// field: presence`, and the field that holds all others; without one the object is closed.
/// Properties of `allOf` are listed by branch: the type that it refers to, or `_`, and its
/// properties. `+ "name"` requires a property that is listed elsewhere. `~field [patterns]`
/// holds the others whose names match.
///
/// A definition may have any name, so nothing here is named but by its path.
#[macro_export]
#[doc(hidden)]
macro_rules! __object {
    (
        $type:ident $(at $home:literal)? $(evaluated $pointer:literal)? {
            $($name:literal => $field:ident: $presence:ident,)*
            $(+ $required:literal,)*
            $(~$patterned:ident [$($pattern:expr),* $(,)?])?
            $(..$others:ident)?
        }
        $(all_of { $($part:tt {
            $($part_name:literal => $part_field:ident: $part_presence:ident,)*
            $(+ $part_required:literal,)*
        })* })?
        $(constraints [$($constraint:expr),* $(,)?])?
        $(annotations [$($annotation:tt),* $(,)?])?
    ) => {
        impl $type {
            const __CONSTRAINTS: &[$crate::runtime::Constraint<'static>] = &[$($($constraint),*)?];

            const __PATTERNS: &[&$crate::runtime::Pattern] = &[$($($pattern),*)?];

            #[allow(dead_code, reason = "a closed object has no other names")]
            fn __declares(name: &str) -> bool {
                match name {
                    $($name => true,)*
                    $($($($part_name => true,)*)*)?
                    _ => false,
                }
            }

            /// Checks the constraints on the object as a whole.
            fn __check(&self) -> ::std::result::Result<(), $crate::runtime::constrained::Broken> {
                if Self::__CONSTRAINTS.is_empty() {
                    return ::std::result::Result::Ok(());
                }
                let declared = [
                    $(($name, $crate::runtime::$presence::is_present(&self.$field)),)*
                    $($($((
                        $part_name,
                        $crate::runtime::$part_presence::is_present(&self.$part_field),
                    ),)*)*)?
                ];
                let properties = $crate::runtime::properties::Properties {
                    declared: &declared,
                    others: &[
                        $($crate::runtime::properties::others(&self.$patterned),)?
                        $($crate::runtime::properties::others(&self.$others),)?
                    ],
                };
                $crate::runtime::constrained::check(&properties, Self::__CONSTRAINTS)
            }
        }

        impl $crate::runtime::Model for $type {
            $crate::runtime::residual! { $($pointer)? }

            fn read(
                reader: &mut $crate::runtime::Reader<'_>,
            ) -> ::std::result::Result<Self, $crate::runtime::ReadError> {
                let start = reader.place();
                $(let mut $field = ::std::option::Option::None;)*
                $($($(let mut $part_field = ::std::option::Option::None;)*)*)?
                $(let mut $patterned = $crate::runtime::Map::new();)?
                $(let mut $others = $crate::runtime::Map::new();)?
                reader.object(|reader, key| match &*key {
                    $($name => $crate::runtime::read_property(&mut $field, reader),)*
                    $($($($part_name => {
                        $crate::runtime::read_property(&mut $part_field, reader)
                    })*)*)?
                    $(name if $crate::runtime::properties::matches(Self::__PATTERNS, name) => {
                        $crate::runtime::read_other(&mut $patterned, key, reader)
                    })?
                    $(_ => $crate::runtime::read_other(&mut $others, key, reader),)?
                    #[allow(unreachable_patterns, reason = "the last of a closed object")]
                    _ => ::std::result::Result::Err($crate::runtime::ReadError::closed()),
                })?;
                let placed = |failure: $crate::runtime::ReadError| failure.at(start);
                let value = $type {
                    $($field: $crate::runtime::$presence::take($field, $name).map_err(placed)?,)*
                    $($($($part_field: $crate::runtime::$part_presence::take(
                        $part_field,
                        $part_name,
                    ).map_err(placed)?,)*)*)?
                    $($patterned,)?
                    $($others,)?
                };
                value.__check().map_err(|broken| broken.at(start))?;
                ::std::result::Result::Ok(value)
            }

            fn check(
                checker: &mut $crate::runtime::Checker<'_>,
            ) -> ::std::result::Result<(), $crate::runtime::Invalid> {
                #[allow(non_camel_case_types, dead_code, reason = "fields")]
                enum __Place {
                    $($field,)*
                    $($($($part_field,)*)*)?
                }
                const REQUIRED: &[bool] = &[
                    $($crate::runtime::$presence::REQUIRED,)*
                    $($($($crate::runtime::$part_presence::REQUIRED,)*)*)?
                ];
                type __Seen = $crate::runtime::check::Seen<
                    { $crate::runtime::check::words(REQUIRED.len()) },
                >;
                let mut seen = __Seen::NONE;
                let (members, mut more) = checker.members()?;
                while more {
                    // Most documents have their properties in the order of the schema.
                    $($crate::runtime::next_property!(
                        checker more seen $type $name $field $presence
                    );)*
                    $($($($crate::runtime::next_property!(
                        checker more seen $type $part_name $part_field $part_presence
                    );)*)*)?
                    if !more {
                        break;
                    }
                    let name = checker.name()?;
                    match &*name {
                        $($name => {
                            seen.add(__Place::$field as usize)?;
                            $crate::runtime::$presence::check(|this: &$type| &this.$field, checker)?;
                        })*
                        $($($($part_name => {
                            seen.add(__Place::$part_field as usize)?;
                            $crate::runtime::$part_presence::check(
                                |this: &$type| &this.$part_field,
                                checker,
                            )?;
                        })*)*)?
                        $(other if $crate::runtime::properties::matches(Self::__PATTERNS, other) => {
                            checker.unknown(&members, name)?;
                            $crate::runtime::check_other(|this: &$type| &this.$patterned, checker)?;
                        })?
                        $(_ => {
                            checker.unknown(&members, name)?;
                            $crate::runtime::check_other(|this: &$type| &this.$others, checker)?;
                        })?
                        #[allow(unreachable_patterns, reason = "the last of a closed object")]
                        _ => return ::std::result::Result::Err($crate::runtime::Invalid),
                    }
                    more = checker.more()?;
                }
                if !seen.has_all(&const { __Seen::of(REQUIRED) }) {
                    return ::std::result::Result::Err($crate::runtime::Invalid);
                }
                if !Self::__CONSTRAINTS.is_empty() {
                    let declared = [
                        $(($name, seen.has(__Place::$field as usize)),)*
                        $($($(($part_name, seen.has(__Place::$part_field as usize)),)*)*)?
                    ];
                    let others = checker.unknown_names(&members);
                    $crate::runtime::properties::check(&declared, &others, Self::__CONSTRAINTS)?;
                }
                checker.close(members)
            }

            fn write<__S: $crate::runtime::Serializer>(
                &self,
                serializer: __S,
            ) -> ::std::result::Result<__S::Ok, __S::Error> {
                self.__check().map_err($crate::runtime::WriteError::custom)?;
                let mut map = serializer.serialize_map(::std::option::Option::None)?;
                $($crate::runtime::$presence::write(&mut map, $name, &self.$field)?;)*
                $($($($crate::runtime::$part_presence::write(
                    &mut map,
                    $part_name,
                    &self.$part_field,
                )?;)*)*)?
                $(for (name, value) in &self.$patterned {
                    let matches = $crate::runtime::properties::matches(Self::__PATTERNS, name);
                    if !matches || Self::__declares(name) {
                        return ::std::result::Result::Err($crate::runtime::misplaced(name));
                    }
                    $crate::runtime::required::write(&mut map, name, value)?;
                })?
                $(for (name, value) in &self.$others {
                    if Self::__declares(name) {
                        return ::std::result::Result::Err($crate::runtime::shadows(name));
                    }
                    if $crate::runtime::properties::matches(Self::__PATTERNS, name) {
                        return ::std::result::Result::Err($crate::runtime::misplaced(name));
                    }
                    $crate::runtime::required::write(&mut map, name, value)?;
                })?
                $crate::runtime::SerializeMap::end(map)
            }
        }

        $crate::runtime::model_impls!($type);

        $crate::runtime::emit_impls! {
            $type [$($home)?] [$($($annotation),*)?] |generator| {
                let mut emission = $crate::runtime::Emission::default();
                $($crate::runtime::$presence::emit(
                    &mut emission,
                    $name,
                    |this: &$type| &this.$field,
                    generator,
                );)*
                $(emission.require($required);)*
                $(emission.patterned(Self::__PATTERNS, $crate::runtime::others_field(
                    |this: &$type| &this.$patterned,
                    generator,
                ));)?
                $(emission.others($crate::runtime::others_field(
                    |this: &$type| &this.$others,
                    generator,
                ));)?
                $crate::runtime::closed!(emission $($others)?);
                $($($crate::runtime::part!(emission, generator, $type, $part {
                    $($part_name => $part_field: $part_presence,)*
                    $(+ $part_required,)*
                });)*)?
                emission.finish(Self::__CONSTRAINTS, generator)
            }
        }
    };
}

/// Checks a property if it comes next, spelled as usual.
#[macro_export]
#[doc(hidden)]
macro_rules! __next_property {
    (
        $checker:ident $more:ident $seen:ident
        $type:ident $name:literal $field:ident $presence:ident
    ) => {{
        const SPELLING: &str = ::std::concat!("\"", $name, "\":");
        if $more && const { $crate::runtime::check::is_plain($name) } && $checker.is_named(SPELLING)
        {
            $checker.pass_name(SPELLING);
            $seen.add(__Place::$field as usize)?;
            $crate::runtime::$presence::check(|this: &$type| &this.$field, $checker)?;
            $more = $checker.more()?;
        }
    }};
}

/// Emits that an object is closed if no field holds other properties.
#[macro_export]
#[doc(hidden)]
macro_rules! __closed {
    ($emission:ident) => {
        $emission.others(false.into())
    };
    ($emission:ident $others:ident) => {};
}

/// Emits a branch of `allOf`: that of the type it refers to, or the properties
/// that are its own. A type in parentheses is referred to outside `allOf`.
#[macro_export]
#[doc(hidden)]
macro_rules! __part {
    ($emission:ident, $generator:ident, $type:ident, _ {
        $($name:literal => $field:ident: $presence:ident,)*
        $(+ $required:literal,)*
    }) => {
        let mut part = $crate::runtime::Emission::default();
        $($crate::runtime::$presence::emit(
            &mut part,
            $name,
            |this: &$type| &this.$field,
            $generator,
        );)*
        $(part.require($required);)*
        $emission.part(part.finish(&[], $generator));
    };
    ($emission:ident, $generator:ident, $type:ident, ($base:ident) { $($rows:tt)* }) => {
        $emission.beside(<$base as $crate::runtime::Emit>::emit($generator));
    };
    ($emission:ident, $generator:ident, $type:ident, $base:ident { $($rows:tt)* }) => {
        $emission.part(<$base as $crate::runtime::Emit>::emit($generator));
    };
}

pub use crate::{
    __closed as closed, __next_property as next_property, __object as object, __part as part,
};

/// Reads a known property, which must not have been read before.
pub fn read_property<T: Model>(
    field: &mut Option<T>,
    reader: &mut Reader<'_>,
) -> Result<(), ReadError> {
    if field.is_some() {
        return Err(ReadError::duplicate());
    }
    *field = Some(T::read(reader)?);
    Ok(())
}

/// The error of writing a property in the wrong map: its name has to match a pattern in the
/// one, and none in the other.
pub fn misplaced<E: serde::ser::Error>(name: &str) -> E {
    E::custom(format_args!(
        "the property {name:?} belongs to another field: names that match a pattern have their own"
    ))
}

/// The error of writing an unknown property with the name of a known one, which no reader
/// could distinguish.
pub fn shadows<E: serde::ser::Error>(name: &str) -> E {
    E::custom(format_args!(
        "another property has the name {name:?}, which is a known property"
    ))
}
