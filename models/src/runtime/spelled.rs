//! Numbers, as they were spelled where that can be had.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserializer, Error, MapAccess, Unexpected, Visitor};

use super::Key;
use super::number::{self, NoInteger};
use super::raw::{self, Answer};

/// A number from a deserializer.
pub(crate) enum Spelled<'de> {
    /// Its spelling.
    Text(Cow<'de, str>),
    /// An integer from a deserializer that does not tell the spelling.
    Integer(i128),
    /// A double from a deserializer that does not tell the spelling.
    Double(f64),
}

/// 2⁵³: up to here every integer is a double.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// Reads a number.
pub(crate) fn read<'de, D: Deserializer<'de>>(
    deserializer: D,
    expected: &'static str,
) -> Result<Spelled<'de>, D::Error> {
    let number = Number {
        expected,
        answer: Answer::Asked,
    };
    deserializer.deserialize_newtype_struct(raw::TOKEN, number)
}

impl Spelled<'_> {
    /// The integer that the number is.
    pub(crate) fn as_integer(&self) -> Result<i128, NoInteger> {
        match self {
            Spelled::Text(spelling) => number::integer(spelling),
            Spelled::Integer(integer) => Ok(*integer),
            // Beyond 2⁵³ another integer may have been rounded to this one.
            Spelled::Double(double) if double.abs() >= EXACT => Err(NoInteger::Range),
            Spelled::Double(double) => number::integer(&format!("{double:e}")),
        }
    }

    /// The double that the number is, if one holds it.
    pub(crate) fn as_double(&self) -> Option<f64> {
        match self {
            Spelled::Text(spelling) => number::double(spelling),
            Spelled::Integer(integer) => number::double(&integer.to_string()),
            Spelled::Double(double) => double.is_finite().then_some(*double),
        }
    }
}

struct Number {
    expected: &'static str,
    answer: Answer,
}

impl<'de> Visitor<'de> for Number {
    type Value = Spelled<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected)
    }

    fn visit_some<D: Deserializer<'de>>(self, value: D) -> Result<Self::Value, D::Error> {
        value.deserialize_any(Number {
            answer: Answer::Ours,
            ..self
        })
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, value: D) -> Result<Self::Value, D::Error> {
        value.deserialize_any(Number {
            answer: Answer::Theirs,
            ..self
        })
    }

    /// The spelling, from the deserializer of this crate.
    fn visit_borrowed_bytes<E: Error>(self, bytes: &'de [u8]) -> Result<Self::Value, E> {
        match str::from_utf8(bytes) {
            Ok(spelling) => Ok(Spelled::Text(Cow::Borrowed(spelling))),
            Err(_) => Err(E::invalid_type(Unexpected::Bytes(bytes), &self)),
        }
    }

    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Spelled::Integer(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
        Ok(Spelled::Integer(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Self::Value, E> {
        Ok(Spelled::Double(value))
    }

    /// The text of the value, from `serde_json`.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        if let Some(Key(name)) = map.next_key()?
            && self.answer.is_text(&name)
        {
            let text: String = map.next_value()?;
            if text.starts_with(|c: char| c == '-' || c.is_ascii_digit()) {
                return Ok(Spelled::Text(Cow::Owned(text)));
            }
            return Err(A::Error::invalid_type(raw::type_of(&text), &self));
        }
        Err(A::Error::invalid_type(Unexpected::Map, &self))
    }
}
