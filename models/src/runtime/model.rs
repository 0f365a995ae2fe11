//! How the types of this crate are read and written, one property at a time.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeSeed, Deserializer, SeqAccess, Visitor};
use serde::ser::{Error as _, Serialize, SerializeSeq, Serializer};

use super::number::NoInteger;
use super::refusal::refuse;
use super::spelled;
use crate::error::ErrorKind;

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

/// Numbers are decided by their spelling, as far as it can be had.
macro_rules! integers {
    ($($type:ident $write:ident),*) => {$(
        impl Model for $type {
            fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                const EXPECTED: &str = concat!("an integer of type ", stringify!($type));
                let number = spelled::read(deserializer, "an integer")?;
                match number.as_integer() {
                    Ok(value) => <$type>::try_from(value)
                        .map_err(|_| refuse(ErrorKind::IntegerRange, EXPECTED)),
                    Err(NoInteger::Range) => Err(refuse(ErrorKind::IntegerRange, EXPECTED)),
                    Err(NoInteger::Fraction) => Err(refuse(ErrorKind::Type, "an integer")),
                }
            }

            fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.$write(*self)
            }
        }
    )*};
}

integers! {
    i8 serialize_i8, i16 serialize_i16, i32 serialize_i32, i64 serialize_i64,
    u8 serialize_u8, u16 serialize_u16, u32 serialize_u32, u64 serialize_u64
}

impl Model for f64 {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = spelled::read(deserializer, "a number")?;
        let double = number.as_double();
        double.ok_or_else(|| refuse(ErrorKind::NumberRange, "a double"))
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

            fn visit_seq<A: SeqAccess<'de>>(self, array: A) -> Result<Vec<T>, A::Error> {
                read_elements(array)
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

/// Reads all elements of an array.
pub(crate) fn read_elements<'de, T: Model, A: SeqAccess<'de>>(
    mut array: A,
) -> Result<Vec<T>, A::Error> {
    let mut elements = Vec::new();
    while let Some(element) = array.next_element_seed(Read::new())? {
        elements.push(element);
    }
    Ok(elements)
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
        Err(refuse(ErrorKind::DuplicateKey, "a new property name"))
    }
}
