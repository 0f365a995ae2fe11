//! A number with its spelling.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use serde::ser::{Error as _, Serialize, Serializer};
use serde_json::value::RawValue;

use crate::text::number;
use crate::text::read_error::ReadError;
use crate::typed::checker::{Checker, Invalid};
use crate::typed::model::Model;
use crate::typed::reader::Reader;

/// A JSON number of any size and precision, with its spelling (RFC 8259 §6).
///
/// Equality is that of JSON Schema (Core §4.2.2): by mathematical value, so
/// `1.0` equals `1`. Order and hash agree with it.
///
/// ```
/// use exactschema::Number;
///
/// let price: Number = "1.50".parse()?;
/// assert_eq!(price, "15e-1".parse()?);
/// assert_eq!(price.to_string(), "1.50");
/// assert!(price < Number::from(2));
/// # Ok::<(), exactschema::Error>(())
/// ```
#[derive(Clone)]
pub struct Number(Spelling);

#[derive(Clone)]
enum Spelling {
    /// An integer without fraction or exponent: the usual case costs nothing.
    Integer(i64),
    Other(Box<str>),
}

impl Number {
    /// Takes a spelling that the lexer has accepted.
    pub(crate) fn spelled(spelling: &str) -> Self {
        // "-0" is a double, and its sign would be lost.
        match spelling.parse() {
            Ok(integer) if spelling != "-0" => Number(Spelling::Integer(integer)),
            _ => Number(Spelling::Other(spelling.into())),
        }
    }

    /// The number as a double, in its shortest spelling; `None` for a NaN or
    /// an infinity, which JSON does not have.
    pub fn from_f64(value: f64) -> Option<Self> {
        let number = serde_json::Number::from_f64(value)?;
        Some(Number::spelled(&number.to_string()))
    }

    /// The value, if it is an integer of 64 bits; `1.0` and `1e2` are integers.
    pub fn as_i64(&self) -> Option<i64> {
        match &self.0 {
            Spelling::Integer(integer) => Some(*integer),
            Spelling::Other(spelling) => number::integer(spelling).ok()?.try_into().ok(),
        }
    }

    /// The value, if it is an unsigned integer of 64 bits.
    pub fn as_u64(&self) -> Option<u64> {
        match &self.0 {
            Spelling::Integer(integer) => (*integer).try_into().ok(),
            Spelling::Other(spelling) => number::integer(spelling).ok()?.try_into().ok(),
        }
    }

    /// The value, if a double represents it to the digit; see
    /// [`ErrorKind::NumberRange`](crate::ErrorKind::NumberRange).
    pub fn as_f64(&self) -> Option<f64> {
        number::double(&self.to_string())
    }
}

macro_rules! from_integers {
    ($($type:ident),*) => {$(
        impl From<$type> for Number {
            fn from(value: $type) -> Self {
                match i64::try_from(value) {
                    Ok(value) => Number(Spelling::Integer(value)),
                    Err(_) => Number(Spelling::Other(value.to_string().into())),
                }
            }
        }
    )*};
}

from_integers!(i8, i16, i32, i64, isize, u8, u16, u32, u64, usize);

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Spelling::Integer(left), Spelling::Integer(right)) => left == right,
            _ => number::equal(&self.to_string(), &other.to_string()),
        }
    }
}

impl Eq for Number {}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        match (&self.0, &other.0) {
            (Spelling::Integer(left), Spelling::Integer(right)) => left.cmp(right),
            _ => number::compare(&self.to_string(), &other.to_string()),
        }
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Hash for Number {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self.as_i64() {
            Some(integer) => integer.hash(state),
            None => number::hash(&self.to_string(), state),
        }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Spelling::Integer(integer) => integer.fmt(f),
            Spelling::Other(spelling) => f.pad(spelling),
        }
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Model for Number {
    fn read(reader: &mut Reader<'_>) -> Result<Self, ReadError> {
        reader.number().map(Number::spelled)
    }

    fn check(checker: &mut Checker<'_>) -> Result<(), Invalid> {
        checker.number().map(drop)
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.serialize(serializer)
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let spelling = match &self.0 {
            Spelling::Integer(integer) => return serializer.serialize_i64(*integer),
            Spelling::Other(spelling) => spelling,
        };
        // Any serializer writes these two as they were spelled.
        if let Ok(integer) = spelling.parse() {
            return serializer.serialize_u64(integer);
        }
        if let Ok(double) = spelling.parse::<f64>()
            && serde_json::Number::from_f64(double).is_some_and(|n| n.to_string() == **spelling)
        {
            return serializer.serialize_f64(double);
        }
        // Only serde_json can be given a spelling of a number; others see a struct with its
        // private name.
        let raw = RawValue::from_string(spelling.to_string()).map_err(S::Error::custom)?;
        raw.serialize(serializer)
    }
}
