//! The trait of types that are read, checked and written as JSON.

use serde::ser::{Error as _, Serialize, SerializeSeq, Serializer};

use super::checker::{Checker, Invalid, Validity};
use super::reader::{Reader, beyond};
#[cfg(feature = "validate")]
use crate::evaluate::residual::Subschema;
use crate::text::lexer::Kind;
use crate::text::number;
use crate::text::read_error::ReadError;
use crate::text::short_number::ShortNumber;

/// A type whose JSON form is exactly what its schema accepts.
///
/// The generated types are models, and so are what they are made of:
/// [`Timestamp`](crate::Timestamp), [`Value`](crate::Value) and
/// [`Map`](crate::Map), `bool`, `String`, the integers, `f64`, and `Vec`, `Box`
/// and `Option`, whose `None` is null, of any of these. They differ from serde's
/// own implementations where those accept or write values that the schema does not: `1.0`
/// is an integer here, and a NaN is never written as null.
pub trait Model: Sized {
    /// The subschema that the type does not express completely, so that what it reads and
    /// writes has to be evaluated.
    #[cfg(feature = "validate")]
    #[doc(hidden)]
    const RESIDUAL: Option<Subschema> = None;

    /// Whether values of the type, or values in it, have to be evaluated.
    #[doc(hidden)]
    #[cfg(feature = "validate")]
    const IS_EVALUATED: bool = Self::RESIDUAL.is_some();

    /// Reads the type from a document.
    fn read(reader: &mut Reader<'_>) -> Result<Self, ReadError>;

    /// Checks a value with the verdict of [`read`](Self::read); types that can do so
    /// build nothing.
    fn check(checker: &mut Checker<'_>) -> Result<(), Invalid> {
        checker.read(Self::read).map(drop)
    }

    /// Writes the type to any serializer.
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;
}

/// A model as a value of serde.
pub struct Write<'a, T>(pub &'a T);

impl<T: Model> Serialize for Write<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write(serializer)
    }
}

impl Model for bool {
    fn read(reader: &mut Reader<'_>) -> Result<Self, ReadError> {
        reader.boolean()
    }

    fn check(checker: &mut Checker<'_>) -> Validity {
        checker.boolean()
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bool(*self)
    }
}

impl Model for String {
    #[inline]
    fn read(reader: &mut Reader<'_>) -> Result<Self, ReadError> {
        reader.string().map(std::borrow::Cow::into_owned)
    }

    #[inline]
    fn check(checker: &mut Checker<'_>) -> Validity {
        checker.string()
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

macro_rules! integers {
    ($($type:ident $write:ident),*) => {$(
        impl Model for $type {
            #[inline]
            fn read(reader: &mut Reader<'_>) -> Result<Self, ReadError> {
                const EXPECTED: &str = concat!("an integer of type ", stringify!($type));
                if let Some(integer) = reader.short_integer() {
                    return Ok(integer);
                }
                let start = reader.place();
                let integer = reader.integer(EXPECTED)?;
                <$type>::try_from(integer).map_err(|_| beyond(EXPECTED, start))
            }

            #[inline]
            fn check(checker: &mut Checker<'_>) -> Validity {
                let short = |number: ShortNumber| <$type>::try_from(number.to_integer()?).ok();
                if checker.short_number(short).is_some() {
                    return Ok(());
                }
                let integer = number::integer(checker.number()?).map_err(|_| Invalid)?;
                <$type>::try_from(integer).map(drop).map_err(|_| Invalid)
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
    #[inline]
    fn read(reader: &mut Reader<'_>) -> Result<Self, ReadError> {
        reader.double()
    }

    #[inline]
    fn check(checker: &mut Checker<'_>) -> Validity {
        let short = |number: ShortNumber| number.is_exact() || number.to_double().is_some();
        if checker
            .short_number(|number| short(number).then_some(()))
            .is_some()
        {
            return Ok(());
        }
        let is_double = number::is_double(checker.number()?);
        is_double.then_some(()).ok_or(Invalid)
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
    #[cfg(feature = "validate")]
    const IS_EVALUATED: bool = T::IS_EVALUATED;

    fn read(reader: &mut Reader<'_>) -> Result<Self, ReadError> {
        let mut elements = Vec::new();
        reader.array(|reader| {
            elements.push(reader.model()?);
            Ok(())
        })?;
        Ok(elements)
    }

    fn check(checker: &mut Checker<'_>) -> Validity {
        checker.array(Checker::model::<T>)
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut array = serializer.serialize_seq(Some(self.len()))?;
        for element in self {
            array.serialize_element(&Write(element))?;
        }
        array.end()
    }
}

/// Null.
impl Model for () {
    fn read(reader: &mut Reader<'_>) -> Result<Self, ReadError> {
        reader.null()
    }

    fn check(checker: &mut Checker<'_>) -> Validity {
        checker.null()
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_unit()
    }
}

/// The indirection of recursive types.
impl<T: Model> Model for Box<T> {
    #[cfg(feature = "validate")]
    const IS_EVALUATED: bool = T::IS_EVALUATED;

    fn read(reader: &mut Reader<'_>) -> Result<Self, ReadError> {
        reader.model().map(Box::new)
    }

    fn check(checker: &mut Checker<'_>) -> Validity {
        checker.model::<T>()
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).write(serializer)
    }
}

/// A value that may be null. Absence is another matter.
impl<T: Model> Model for Option<T> {
    #[cfg(feature = "validate")]
    const IS_EVALUATED: bool = T::IS_EVALUATED;

    fn read(reader: &mut Reader<'_>) -> Result<Self, ReadError> {
        match reader.kind()? {
            Kind::Null => reader.null().map(|()| None),
            _ => reader.model().map(Some),
        }
    }

    fn check(checker: &mut Checker<'_>) -> Validity {
        match checker.kind()? {
            Kind::Null => checker.null(),
            _ => checker.model::<T>(),
        }
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Some(value) => value.write(serializer),
            None => serializer.serialize_unit(),
        }
    }
}
