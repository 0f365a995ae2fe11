//! `object!`: how a generated struct is read and written.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::SerializeMap;

use super::model::{Duplicate, Model, Read, Write};
use crate::json::Object;

/// Implements [`Model`], `Serialize` and `Deserialize` for a struct that stands
/// for an object of JSON and keeps the properties that its schema does not
/// mention in `unknown_properties`. Lists the known ones in the order in which
/// they are written, as `"name in JSON" => field: required` or `optional`; an
/// optional field is an `Option`.
///
/// The derive of serde would do neither: it reads structs from arrays as well,
/// takes null for an absent property, and is slow with a flattened map.
///
/// A definition may have any name, so nothing here is named but by its path.
#[macro_export]
#[doc(hidden)]
macro_rules! __object {
    ($type:ident { $($name:literal => $field:ident: $presence:ident),* $(,)? }) => {
        const _: () = {
            use $crate::runtime as __runtime;

            struct __Visitor;

            impl<'de> __runtime::Visitor<'de> for __Visitor {
                type Value = $type;

                fn expecting(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                    f.write_str("an object")
                }

                fn visit_map<__A: __runtime::MapAccess<'de>>(
                    self,
                    mut map: __A,
                ) -> ::std::result::Result<$type, __A::Error> {
                    $(let mut $field = ::std::option::Option::None;)*
                    let mut unknown_properties = __runtime::Object::new();
                    while let ::std::option::Option::Some(__runtime::Key(key)) = map.next_key()? {
                        match &*key {
                            $($name => __runtime::read_property(&mut $field, &mut map)?,)*
                            _ => __runtime::read_unknown(&mut unknown_properties, key, &mut map)?,
                        }
                    }
                    ::std::result::Result::Ok($type {
                        $($field: __runtime::$presence::take::<_, __A::Error>($field, $name)?,)*
                        unknown_properties,
                    })
                }
            }

            impl __runtime::Model for $type {
                fn read<'de, __D: __runtime::Deserializer<'de>>(
                    deserializer: __D,
                ) -> ::std::result::Result<Self, __D::Error> {
                    deserializer.deserialize_map(__Visitor)
                }

                fn write<__S: __runtime::Serializer>(
                    &self,
                    serializer: __S,
                ) -> ::std::result::Result<__S::Ok, __S::Error> {
                    let mut map = serializer.serialize_map(::std::option::Option::None)?;
                    $(__runtime::$presence::write(&mut map, $name, &self.$field)?;)*
                    for (name, value) in &self.unknown_properties {
                        match name {
                            $($name)|* => {
                                return ::std::result::Result::Err(__runtime::shadows(name));
                            }
                            _ => __runtime::required::write(&mut map, name, value)?,
                        }
                    }
                    __runtime::SerializeMap::end(map)
                }
            }

            impl<'de> __runtime::Deserialize<'de> for $type {
                fn deserialize<__D: __runtime::Deserializer<'de>>(
                    deserializer: __D,
                ) -> ::std::result::Result<Self, __D::Error> {
                    __runtime::Model::read(deserializer)
                }
            }

            impl __runtime::Serialize for $type {
                fn serialize<__S: __runtime::Serializer>(
                    &self,
                    serializer: __S,
                ) -> ::std::result::Result<__S::Ok, __S::Error> {
                    __runtime::Model::write(self, serializer)
                }
            }
        };
    };
}

pub use crate::__object as object;

/// The name of a property, borrowed from the document where it can be.
pub struct Key<'de>(pub Cow<'de, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Name;

        impl<'de> Visitor<'de> for Name {
            type Value = Key<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a property name")
            }

            fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Borrowed(name)))
            }

            fn visit_str<E>(self, name: &str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Owned(name.to_owned())))
            }

            fn visit_string<E>(self, name: String) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Owned(name)))
            }
        }

        deserializer.deserialize_str(Name)
    }
}

/// Reads a known property, which must not have been there before.
pub fn read_property<'de, T: Model, A: MapAccess<'de>>(
    field: &mut Option<T>,
    map: &mut A,
) -> Result<(), A::Error> {
    if field.is_some() {
        return map.next_value_seed(Duplicate);
    }
    *field = Some(map.next_value_seed(Read::new())?);
    Ok(())
}

/// Reads any other property, which must not have been there before either.
pub fn read_unknown<'de, A: MapAccess<'de>>(
    unknown: &mut Object,
    name: Cow<'de, str>,
    map: &mut A,
) -> Result<(), A::Error> {
    if unknown.contains_key(&name) {
        return map.next_value_seed(Duplicate);
    }
    let value = map.next_value_seed(Read::new())?;
    unknown.push_new(name.into_owned(), value);
    Ok(())
}

/// The error of writing an unknown property with the name of a known one,
/// which no reader could tell apart.
pub fn shadows<E: serde::ser::Error>(name: &str) -> E {
    E::custom(format_args!(
        "unknown_properties holds {name:?}, which is a known property"
    ))
}

/// A property that is always there.
pub mod required {
    use super::*;

    /// The value that was read.
    pub fn take<T, E: serde::de::Error>(read: Option<T>, name: &'static str) -> Result<T, E> {
        read.ok_or_else(|| E::missing_field(name))
    }

    /// Writes the property.
    pub fn write<M: SerializeMap, T: Model>(
        map: &mut M,
        name: &str,
        value: &T,
    ) -> Result<(), M::Error> {
        map.serialize_entry(name, &Write(value))
    }
}

/// A property that may be absent.
pub mod optional {
    use super::*;

    /// The value that was read, if any.
    pub fn take<T, E>(read: Option<T>, _: &'static str) -> Result<Option<T>, E> {
        Ok(read)
    }

    /// Writes the property if it is there.
    pub fn write<M: SerializeMap, T: Model>(
        map: &mut M,
        name: &str,
        value: &Option<T>,
    ) -> Result<(), M::Error> {
        match value {
            Some(value) => map.serialize_entry(name, &Write(value)),
            None => Ok(()),
        }
    }
}
