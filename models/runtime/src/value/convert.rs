//! Values as other types, those of `serde_json` among them.

use super::any::Value;
use super::number::Number;
use crate::error::{Error, ErrorKind};
use crate::read::read;
use crate::text::read_error::ReadError;
use crate::typed::model::Model;
use crate::write::to_vec;

/// Reads a type from a value, with the verdict that [`from_str`](crate::from_str) has on
/// its text.
///
/// ```
/// let value: exactschema::Value = r#"[1.0,2e0]"#.parse()?;
/// let numbers: Vec<u8> = exactschema::from_value(&value)?;
/// assert_eq!(numbers, [1, 2]);
/// # Ok::<(), exactschema::Error>(())
/// ```
///
/// # Errors
///
/// As [`from_str`](crate::from_str), without line and column; and
/// [`ErrorKind::Unwritable`] for a value that is nested
/// too deeply to be written.
pub fn from_value<T: Model>(value: &Value) -> Result<T, Error> {
    read(&to_vec(value)?).map_err(ReadError::unlocated)
}

/// The value that a type is written as.
///
/// ```
/// let value = exactschema::to_value(&vec![1.5, 2.0])?;
/// assert_eq!(value[0].as_f64(), Some(1.5));
/// # Ok::<(), exactschema::Error>(())
/// ```
///
/// # Errors
///
/// As [`to_string`](crate::to_string).
pub fn to_value<T: Model>(value: &T) -> Result<Value, Error> {
    read(&to_vec(value)?).map_err(ReadError::unlocated)
}

/// Every number that `serde_json` represents is one here.
impl From<serde_json::Number> for Number {
    fn from(number: serde_json::Number) -> Self {
        Number::spelled(&number.to_string())
    }
}

/// Rejects a number that neither an integer of 64 bits nor a double represents to the
/// digit ([`ErrorKind::NumberRange`]), with or without the feature `arbitrary_precision`
/// of `serde_json`. The spelling is lost: `1.50` becomes `1.5`.
impl TryFrom<&Number> for serde_json::Number {
    type Error = Error;

    fn try_from(number: &Number) -> Result<Self, Error> {
        plain_number(number).map_err(ReadError::unlocated)
    }
}

/// Every value of `serde_json` is one here.
impl From<serde_json::Value> for Value {
    fn from(value: serde_json::Value) -> Self {
        match value {
            serde_json::Value::Null => Value::Null,
            serde_json::Value::Bool(truth) => Value::Bool(truth),
            serde_json::Value::Number(number) => Value::Number(number.into()),
            serde_json::Value::String(text) => Value::String(text),
            serde_json::Value::Array(elements) => Value::from(elements),
            serde_json::Value::Object(object) => Value::Object(object.into_iter().collect()),
        }
    }
}

/// Rejects a number as above, with the JSON Pointer of the first. The order of properties
/// is kept with the feature `preserve_order` of `serde_json`.
///
/// ```
/// let value: exactschema::Value = r#"{"a":[1,1e400]}"#.parse()?;
/// let error = serde_json::Value::try_from(&value).unwrap_err();
/// assert_eq!(error.pointer(), "/a/1");
/// # Ok::<(), exactschema::Error>(())
/// ```
impl TryFrom<&Value> for serde_json::Value {
    type Error = Error;

    fn try_from(value: &Value) -> Result<Self, Error> {
        plain(value).map_err(ReadError::unlocated)
    }
}

fn plain(value: &Value) -> Result<serde_json::Value, ReadError> {
    Ok(match value {
        Value::Null => serde_json::Value::Null,
        Value::Bool(truth) => serde_json::Value::Bool(*truth),
        Value::Number(number) => serde_json::Value::Number(plain_number(number)?),
        Value::String(text) => serde_json::Value::String(text.clone()),
        Value::Array(elements) => {
            let elements = elements.iter().enumerate().map(|(index, element)| {
                plain(element).map_err(|failure| failure.within_index(index))
            });
            serde_json::Value::Array(elements.collect::<Result<_, _>>()?)
        }
        Value::Object(object) => {
            let properties = object.iter().map(|(name, value)| {
                let value = plain(value).map_err(|failure| failure.within_key(name.into()))?;
                Ok((name.to_owned(), value))
            });
            serde_json::Value::Object(properties.collect::<Result<_, ReadError>>()?)
        }
    })
}

fn plain_number(number: &Number) -> Result<serde_json::Number, ReadError> {
    let spelling = number.to_string();
    if let Ok(integer) = spelling.parse::<u64>() {
        return Ok(integer.into());
    }
    // The sign of "-0" is that of a double.
    if let Ok(integer @ ..0) = spelling.parse::<i64>() {
        return Ok(integer.into());
    }
    let double = number.as_f64().and_then(serde_json::Number::from_f64);
    double.ok_or_else(|| {
        let message = "expected a number of 64 bits: neither an integer nor a double is this one";
        ReadError::unplaced(ErrorKind::NumberRange, message)
    })
}
