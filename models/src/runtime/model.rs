//! How the types of this crate are read and written, one property at a time.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeSeed, Deserializer, Error as _, SeqAccess, Unexpected, Visitor};
use serde::ser::{Error as _, Serialize, SerializeSeq, Serializer};

/// A type whose JSON form is exactly what its schema accepts.
///
/// The generated types are models, and so are what they are made of:
/// [`Timestamp`](crate::Timestamp), [`Value`](crate::Value) and
/// [`Object`](crate::Object), `bool`, `String`, the integers, `f64`, and `Vec`
/// and `Box` of any of these. They differ from serde's own implementations where those
/// take or write what the schema does not: `1.0` is an integer here, and a NaN
/// is never written as null.
pub trait Model: Sized {
    /// Reads the type from any deserializer.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;

    /// Writes the type to any serializer.
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;
}

/// A model as a seed of serde.
pub(crate) struct Read<T>(PhantomData<T>);

impl<T> Read<T> {
    pub(crate) fn new() -> Self {
        Read(PhantomData)
    }
}

impl<'de, T: Model> DeserializeSeed<'de> for Read<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        T::read(deserializer)
    }
}

/// A model as a value of serde.
pub struct Write<'a, T>(pub &'a T);

impl<T: Model> Serialize for Write<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write(serializer)
    }
}

/// Types that serde itself reads and writes exactly.
macro_rules! same_as_serde {
    ($($type:ty),*) => {$(
        impl Model for $type {
            fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                serde::Deserialize::deserialize(deserializer)
            }

            fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                self.serialize(serializer)
            }
        }
    )*};
}

same_as_serde!(bool, String);

/// The deserializer of this crate visits an integer by its own type alone. Any
/// other may come with a double, and is believed as far as doubles are exact.
macro_rules! integers {
    ($($type:ty: $read:ident $write:ident),*) => {$(
        impl Model for $type {
            fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Integer;

                impl Visitor<'_> for Integer {
                    type Value = $type;

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str(concat!("an integer of type ", stringify!($type)))
                    }

                    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<$type, E> {
                        let wrong = || E::invalid_value(Unexpected::Signed(value), &self);
                        <$type>::try_from(value).map_err(|_| wrong())
                    }

                    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<$type, E> {
                        let wrong = || E::invalid_value(Unexpected::Unsigned(value), &self);
                        <$type>::try_from(value).map_err(|_| wrong())
                    }

                    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<$type, E> {
                        const EXACT: f64 = 9_007_199_254_740_992.0;
                        if value.fract() != 0.0 || value.abs() >= EXACT {
                            return Err(E::invalid_value(Unexpected::Float(value), &self));
                        }
                        self.visit_i64(value as i64)
                    }
                }

                deserializer.$read(Integer)
            }

            fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.$write(*self)
            }
        }
    )*};
}

integers! {
    i8: deserialize_i8 serialize_i8, i16: deserialize_i16 serialize_i16,
    i32: deserialize_i32 serialize_i32, i64: deserialize_i64 serialize_i64,
    u8: deserialize_u8 serialize_u8, u16: deserialize_u16 serialize_u16,
    u32: deserialize_u32 serialize_u32, u64: deserialize_u64 serialize_u64
}

impl Model for f64 {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Double;

        impl Visitor<'_> for Double {
            type Value = f64;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number that a double holds")
            }

            fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<f64, E> {
                Ok(value)
            }

            fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<f64, E> {
                let double = value as f64;
                match i128::from(value) == double as i128 {
                    true => Ok(double),
                    false => Err(E::invalid_value(Unexpected::Signed(value), &self)),
                }
            }

            fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<f64, E> {
                let double = value as f64;
                match i128::from(value) == double as i128 {
                    true => Ok(double),
                    false => Err(E::invalid_value(Unexpected::Unsigned(value), &self)),
                }
            }
        }

        deserializer.deserialize_f64(Double)
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !self.is_finite() {
            return Err(S::Error::custom(
                "JSON has no number for a NaN or an infinity",
            ));
        }
        serializer.serialize_f64(*self)
    }
}

impl<T: Model> Model for Vec<T> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Array<T>(PhantomData<T>);

        impl<'de, T: Model> Visitor<'de> for Array<T> {
            type Value = Vec<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an array")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut array: A) -> Result<Vec<T>, A::Error> {
                let mut elements = Vec::new();
                while let Some(element) = array.next_element_seed(Read::new())? {
                    elements.push(element);
                }
                Ok(elements)
            }
        }

        deserializer.deserialize_seq(Array(PhantomData))
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut array = serializer.serialize_seq(Some(self.len()))?;
        for element in self {
            array.serialize_element(&Write(element))?;
        }
        array.end()
    }
}

/// What keeps a type that holds itself from being endless.
impl<T: Model> Model for Box<T> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read(deserializer).map(Box::new)
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).write(serializer)
    }
}

/// Refuses a value, at its place in the document, before it is read.
pub(crate) struct Duplicate;

impl<'de> DeserializeSeed<'de> for Duplicate {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, _: D) -> Result<(), D::Error> {
        Err(D::Error::duplicate_field("property"))
    }
}
