//! Any JSON value.

use std::fmt;

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

use super::{Number, Object};
use crate::runtime::number::canonical;
use crate::runtime::{Checker, Failure, Kind, Model, Reader, Refused, embed};

/// Any JSON value, kept as it was written but for white space and escapes.
///
/// Equality is that of JSON (JSON Schema Core §4.2.2): numbers by value,
/// objects without regard to order.
#[derive(Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "the variants are the types of JSON")]
pub enum Value {
    Null,
    Bool(bool),
    Number(Number),
    String(String),
    Array(Vec<Value>),
    Object(Object),
}

impl Value {
    /// The text, if the value is a string.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// The truth, if the value is a boolean.
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

    /// One text for all values that are equal.
    pub(crate) fn canonical(&self) -> String {
        match self {
            Value::Number(number) => canonical(&number.to_string()),
            Value::Array(elements) => {
                let elements: Vec<String> = elements.iter().map(Value::canonical).collect();
                format!("[{}]", elements.join(","))
            }
            Value::Object(object) => {
                let properties = object.iter();
                let mut properties: Vec<String> = properties
                    .map(|(name, value)| format!("{name:?}:{}", value.canonical()))
                    .collect();
                properties.sort();
                format!("{{{}}}", properties.join(","))
            }
            other => other.to_string(),
        }
    }

    /// The value that a JSON Pointer (RFC 6901) names; `None` if it names none.
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

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Value::Number(value.into())
    }
}

impl From<u64> for Value {
    fn from(value: u64) -> Self {
        Value::Number(value.into())
    }
}

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

impl Model for Value {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Failure> {
        Ok(match reader.kind()? {
            Kind::Null => reader.null().map(|()| Value::Null)?,
            Kind::Boolean => Value::Bool(reader.boolean()?),
            Kind::Number => Value::Number(Number::spelled(reader.number()?)),
            Kind::String => Value::String(reader.string()?.into_owned()),
            Kind::Array => Value::Array(Vec::read(reader)?),
            Kind::Object => Value::Object(Object::read(reader)?),
        })
    }

    fn check(checker: &mut Checker<'_>) -> Result<(), Refused> {
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

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        embed::deserialize(deserializer)
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.write(serializer)
    }
}
