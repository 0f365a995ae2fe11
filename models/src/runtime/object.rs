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
#[macro_export]
#[doc(hidden)]
macro_rules! __object {
    ($type:ident { $($name:literal => $field:ident: $presence:ident),* $(,)? }) => {
        const _: () = {
            use $crate::runtime::{
                Deserialize, Deserializer, Key, MapAccess, Model, Object, Serialize, SerializeMap,
                Serializer, Visitor, Write, optional, read_property, read_unknown, required,
                shadows,
            };

            struct Properties;

            impl<'de> Visitor<'de> for Properties {
                type Value = $type;

                fn expecting(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                    f.write_str("an object")
                }

                fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<$type, A::Error> {
                    $(let mut $field = None;)*
                    let mut unknown_properties = Object::new();
                    while let Some(Key(key)) = map.next_key()? {
                        match &*key {
                            $($name => read_property(&mut $field, &mut map)?,)*
                            _ => read_unknown(&mut unknown_properties, key, &mut map)?,
                        }
                    }
                    Ok($type {
                        $($field: $presence::take::<_, A::Error>($field, $name)?,)*
                        unknown_properties,
                    })
                }
            }

            impl Model for $type {
                fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    deserializer.deserialize_map(Properties)
                }

                fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    let mut map = serializer.serialize_map(None)?;
                    $($presence::write(&mut map, $name, &self.$field)?;)*
                    for (name, value) in &self.unknown_properties {
                        match name {
                            $($name)|* => return Err(shadows(name)),
                            _ => map.serialize_entry(name, &Write(value))?,
                        }
                    }
                    map.end()
                }
            }

            impl<'de> Deserialize<'de> for $type {
                fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    Self::read(deserializer)
                }
            }

            impl Serialize for $type {
                fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    self.write(serializer)
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
        name: &'static str,
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
        name: &'static str,
        value: &Option<T>,
    ) -> Result<(), M::Error> {
        match value {
            Some(value) => map.serialize_entry(name, &Write(value)),
            None => Ok(()),
        }
    }
}
