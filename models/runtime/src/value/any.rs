//! Any JSON value.

use std::fmt;
use std::str::FromStr;

use serde::ser::{Serialize, Serializer};

use super::index::ValueIndex;
use super::number::Number;
use super::object::Map;
use crate::error::{Error, ErrorKind};
use crate::read::from_str;
use crate::text::lexer::Kind;
use crate::text::read_error::ReadError;
use crate::typed::checker::{Checker, Invalid};
use crate::typed::model::Model;
use crate::typed::reader::Reader;

/// A JSON object of any content.
pub type Object = Map<Value>;

/// Any JSON value, unchanged but for white space and escapes.
///
/// Equality is that of JSON (JSON Schema Core §4.2.2): numbers by value,
/// objects without regard to order. Order and hash agree with it: values of different
/// types are ordered as the variants are, objects by their properties sorted by name.
///
/// An element or a property is found by its index or name. As with `serde_json`,
/// `value["name"]` is null where there is none, and [`get`](Self::get) distinguishes the two.
///
/// ```
/// use exactschema::Value;
///
/// let value: Value = r#"{"tags":["a",null]}"#.parse()?;
/// assert_eq!(value["tags"][0].as_str(), Some("a"));
/// assert!(value["no"]["such"].is_null());
/// assert_eq!(value.get("no"), None);
/// assert_eq!(value.to_string(), r#"{"tags":["a",null]}"#);
/// # Ok::<(), exactschema::Error>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the variants are the types of JSON")]
pub enum Value {
    #[default]
    Null,
    Bool(bool),
    Number(Number),
    String(String),
    Array(Vec<Value>),
    Object(Object),
}

impl Value {
    /// The element with this index (`usize`), or the property with this name (`&str`);
    /// `None` if there is none, or the value has none.
    pub fn get(&self, index: impl ValueIndex) -> Option<&Value> {
        index.within(self)
    }

    /// The element with this index or the property with this name, to change it.
    pub fn get_mut(&mut self, index: impl ValueIndex) -> Option<&mut Value> {
        index.within_mut(self)
    }

    /// The text, if the value is a string.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// The boolean, if the value is one.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Value::Bool(truth) => Some(*truth),
            _ => None,
        }
    }

    /// The number, if the value is one.
    pub fn as_number(&self) -> Option<&Number> {
        match self {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The number, if it is an integer of 64 bits; `1.0` and `1e2` are integers.
    pub fn as_i64(&self) -> Option<i64> {
        self.as_number()?.as_i64()
    }

    /// The number, if it is an unsigned integer of 64 bits.
    pub fn as_u64(&self) -> Option<u64> {
        self.as_number()?.as_u64()
    }

    /// The number, if a double represents it to the digit; see [`Number::as_f64`].
    pub fn as_f64(&self) -> Option<f64> {
        self.as_number()?.as_f64()
    }

    /// The elements, if the value is an array.
    pub fn as_array(&self) -> Option<&[Value]> {
        match self {
            Value::Array(elements) => Some(elements),
            _ => None,
        }
    }

    /// The properties, if the value is an object.
    pub fn as_object(&self) -> Option<&Object> {
        match self {
            Value::Object(object) => Some(object),
            _ => None,
        }
    }

    /// Whether the value is null.
    pub fn is_null(&self) -> bool {
        matches!(self, Value::Null)
    }

    /// The value that a JSON Pointer (RFC 6901) names; `None` if it names none.
    ///
    /// ```
    /// let value: exactschema::Value = r#"{"a/b":[true]}"#.parse()?;
    /// assert_eq!(value.pointer("/a~1b/0"), Some(&true.into()));
    /// assert_eq!(value.pointer("/a~1b/00"), None);
    /// # Ok::<(), exactschema::Error>(())
    /// ```
    pub fn pointer(&self, pointer: &str) -> Option<&Value> {
        let Some(segments) = pointer.strip_prefix('/') else {
            return pointer.is_empty().then_some(self);
        };
        segments.split('/').try_fold(self, |value, segment| {
            let name = segment.replace("~1", "/").replace("~0", "~");
            match value {
                Value::Object(object) => object.get(&name),
                // An index has no sign and no leading zero (§4).
                Value::Array(elements) => {
                    let index: usize = name.parse().ok()?;
                    (index.to_string() == name).then(|| elements.get(index))?
                }
                _ => None,
            }
        })
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Value::Bool(value)
    }
}

macro_rules! from_integers {
    ($($type:ident),*) => {$(
        impl From<$type> for Value {
            fn from(value: $type) -> Self {
                Value::Number(value.into())
            }
        }
    )*};
}

from_integers!(i8, i16, i32, i64, isize, u8, u16, u32, u64, usize);

impl From<Number> for Value {
    fn from(value: Number) -> Self {
        Value::Number(value)
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Value::String(value.to_owned())
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Value::String(value)
    }
}

impl<T: Into<Value>> From<Vec<T>> for Value {
    fn from(value: Vec<T>) -> Self {
        Value::Array(value.into_iter().map(Into::into).collect())
    }
}

/// `None` is null.
impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Value::Null, Into::into)
    }
}

impl From<Object> for Value {
    fn from(value: Object) -> Self {
        Value::Object(value)
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Null => f.write_str("null"),
            Value::Bool(truth) => truth.fmt(f),
            Value::Number(number) => number.fmt(f),
            Value::String(text) => text.fmt(f),
            Value::Array(elements) => elements.fmt(f),
            Value::Object(object) => object.fmt(f),
        }
    }
}

/// The value as compact JSON.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = serde_json::to_string(self).map_err(|_| fmt::Error)?;
        f.write_str(&text)
    }
}

impl FromStr for Value {
    type Err = Error;

    /// Reads a JSON text, as [`from_str`].
    fn from_str(text: &str) -> Result<Self, Error> {
        from_str(text)
    }
}

impl FromStr for Number {
    type Err = Error;

    /// Takes a number as JSON spells it (RFC 8259 §6).
    fn from_str(spelling: &str) -> Result<Self, Error> {
        match from_str(spelling)? {
            Value::Number(number) => Ok(number),
            _ => Err(Error::new(ErrorKind::Type, "expected a number")),
        }
    }
}

impl Model for Value {
    fn read(reader: &mut Reader<'_>) -> Result<Self, ReadError> {
        Ok(match reader.kind()? {
            Kind::Null => reader.null().map(|()| Value::Null)?,
            Kind::Boolean => Value::Bool(reader.boolean()?),
            Kind::Number => Value::Number(Number::spelled(reader.number()?)),
            Kind::String => Value::String(reader.string()?.into_owned()),
            Kind::Array => Value::Array(Vec::read(reader)?),
            Kind::Object => Value::Object(Object::read(reader)?),
        })
    }

    fn check(checker: &mut Checker<'_>) -> Result<(), Invalid> {
        checker.value()
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Null => serializer.serialize_unit(),
            Value::Bool(truth) => serializer.serialize_bool(*truth),
            Value::Number(number) => number.serialize(serializer),
            Value::String(text) => serializer.serialize_str(text),
            Value::Array(elements) => elements.write(serializer),
            Value::Object(object) => object.write(serializer),
        }
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.write(serializer)
    }
}
