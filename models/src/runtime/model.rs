//! How the types of this crate are read and written.

use serde::ser::{Error as _, Serialize, SerializeSeq, Serializer};

use super::check::{Checker, Refused, Verdict};
use super::failure::Failure;
use super::lexer::Kind;
use super::number;
use super::reader::{Reader, beyond};

/// A type whose JSON form is exactly what its schema accepts.
///
/// The generated types are models, and so are what they are made of:
/// [`Timestamp`](crate::Timestamp), [`Value`](crate::Value) and
/// [`Map`](crate::Map), `bool`, `String`, the integers, `f64`, and `Vec`, `Box`
/// and `Option`, whose `None` is null, of any of these. They differ from serde's
/// own implementations where those take or write what the schema does not: `1.0`
/// is an integer here, and a NaN is never written as null.
pub trait Model: Sized {
    /// Reads the type from a document.
    fn read(reader: &mut Reader<'_>) -> Result<Self, Failure>;

    /// Passes what [`read`](Self::read) takes, and refuses what it refuses, without
    /// building it if that is not done here.
    fn check(checker: &mut Checker<'_>) -> Result<(), Refused> {
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
    fn read(reader: &mut Reader<'_>) -> Result<Self, Failure> {
        reader.boolean()
    }

    fn check(checker: &mut Checker<'_>) -> Verdict {
        checker.boolean()
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bool(*self)
    }
}

impl Model for String {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Failure> {
        reader.string().map(std::borrow::Cow::into_owned)
    }

    fn check(checker: &mut Checker<'_>) -> Verdict {
        checker.string()
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

macro_rules! integers {
    ($($type:ident $write:ident),*) => {$(
        impl Model for $type {
            fn read(reader: &mut Reader<'_>) -> Result<Self, Failure> {
                const EXPECTED: &str = concat!("an integer of type ", stringify!($type));
                let start = reader.place();
                let integer = reader.integer(EXPECTED)?;
                <$type>::try_from(integer).map_err(|_| beyond(EXPECTED, start))
            }

            fn check(checker: &mut Checker<'_>) -> Verdict {
                let integer = number::integer(checker.number()?).map_err(|_| Refused)?;
                <$type>::try_from(integer).map(drop).map_err(|_| Refused)
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
    fn read(reader: &mut Reader<'_>) -> Result<Self, Failure> {
        reader.double()
    }

    fn check(checker: &mut Checker<'_>) -> Verdict {
        number::double(checker.number()?).map(drop).ok_or(Refused)
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
    fn read(reader: &mut Reader<'_>) -> Result<Self, Failure> {
        let mut elements = Vec::new();
        reader.array(|reader| {
            elements.push(T::read(reader)?);
            Ok(())
        })?;
        Ok(elements)
    }

    fn check(checker: &mut Checker<'_>) -> Verdict {
        checker.array(T::check)
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
    fn read(reader: &mut Reader<'_>) -> Result<Self, Failure> {
        reader.null()
    }

    fn check(checker: &mut Checker<'_>) -> Verdict {
        checker.null()
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_unit()
    }
}

/// What keeps a type that holds itself from being endless.
impl<T: Model> Model for Box<T> {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Failure> {
        T::read(reader).map(Box::new)
    }

    fn check(checker: &mut Checker<'_>) -> Verdict {
        T::check(checker)
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).write(serializer)
    }
}

/// A value that may be null. Absence is another matter.
impl<T: Model> Model for Option<T> {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Failure> {
        match reader.kind()? {
            Kind::Null => reader.null().map(|()| None),
            _ => T::read(reader).map(Some),
        }
    }

    fn check(checker: &mut Checker<'_>) -> Verdict {
        match checker.kind()? {
            Kind::Null => checker.null(),
            _ => T::check(checker),
        }
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Some(value) => value.write(serializer),
            None => serializer.serialize_unit(),
        }
    }
}
