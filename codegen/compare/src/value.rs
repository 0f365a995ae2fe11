//! JSON values that are equal if they mean the same.

use std::collections::{BTreeMap, BTreeSet};

use exactschema_frontend::json::{self, Json};

/// A JSON value without places, spellings, and the order of its properties.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Value {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// An integer below 2⁶⁴ in magnitude, however it is spelled.
    Integer(i128),
    /// The bits of any other number as a double, which is how it is read.
    Double(u64),
    /// A string.
    String(String),
    /// An array.
    Array(Vec<Value>),
    /// An array whose order and repetitions mean nothing.
    Set(BTreeSet<Value>),
    /// An object.
    Object(BTreeMap<String, Value>),
}

impl Value {
    /// The value of any JSON.
    pub(crate) fn of(json: &Json) -> Self {
        match &json.value {
            json::Value::Null => Value::Null,
            json::Value::Bool(truth) => Value::Bool(*truth),
            json::Value::Number(spelling) => Value::number(spelling),
            json::Value::String(text) => Value::String(text.clone()),
            json::Value::Array(elements) => Value::Array(elements.iter().map(Value::of).collect()),
            json::Value::Object(members) => {
                let members = members.iter();
                Value::Object(
                    members
                        .map(|(n, json)| (n.clone(), Value::of(json)))
                        .collect(),
                )
            }
        }
    }

    /// The value of a number.
    pub(crate) fn number(spelling: &str) -> Self {
        match integer(spelling) {
            Some(integer) => Value::Integer(integer),
            None => Value::Double(spelling.parse().map_or(0, f64::to_bits)),
        }
    }

    /// A set of values.
    pub(crate) fn set(elements: &[Json]) -> Self {
        Value::Set(elements.iter().map(Value::of).collect())
    }

    /// A set of names.
    pub(crate) fn names<'a>(names: impl IntoIterator<Item = &'a String>) -> Self {
        let names = names.into_iter();
        Value::Set(names.map(|name| Value::String(name.clone())).collect())
    }
}

/// The integer that a number is, if it is one below 2⁶⁴ in magnitude. The detour
/// over a double would round it.
fn integer(spelling: &str) -> Option<i128> {
    let (negative, magnitude) = match spelling.strip_prefix('-') {
        Some(magnitude) => (true, magnitude),
        None => (false, spelling),
    };
    let (mantissa, exponent) = magnitude.split_once(['e', 'E']).unwrap_or((magnitude, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{}", fraction.trim_end_matches('0'));
    let significant = digits.trim_start_matches('0').trim_end_matches('0');
    if significant.is_empty() {
        return Some(0);
    }
    let dropped = digits.len() - digits.trim_end_matches('0').len();
    let fraction = i64::try_from(fraction.trim_end_matches('0').len()).ok()?;
    let shift = i64::try_from(dropped).ok()?.checked_sub(fraction)?;
    let zeros = exponent.parse::<i64>().ok()?.checked_add(shift)?;
    let zeros = u32::try_from(zeros).ok()?;
    let power = 10_i128.checked_pow(zeros)?;
    let magnitude = significant.parse::<i128>().ok()?.checked_mul(power)?;
    let fits = magnitude <= i128::from(u64::MAX);
    fits.then_some(if negative { -magnitude } else { magnitude })
}

#[cfg(test)]
mod tests {
    use super::Value;

    #[test]
    fn numbers_are_equal_by_value() {
        for (left, right) in [
            ("1", "1.0"),
            ("100", "1e2"),
            ("100", "1.00E+2"),
            ("120", "0.012e4"),
            ("-0", "0.0e99999999999999999999"),
            ("0.5", "5e-1"),
            ("1.50", "1.5"),
            ("9007199254740993", "9007199254740993.0"),
            ("18446744073709551616", "1.8446744073709552e19"),
            ("1e300", "10e299"),
        ] {
            assert_eq!(Value::number(left), Value::number(right), "{left} {right}");
        }
    }

    #[test]
    fn numbers_differ_by_value() {
        for (left, right) in [
            ("1", "-1"),
            ("1", "10"),
            ("1", "1.5"),
            ("9007199254740993", "9007199254740992"),
            ("18446744073709551615", "18446744073709551616"),
            ("-9223372036854775809", "-9223372036854775808"),
            ("0.1", "0.2"),
        ] {
            assert_ne!(Value::number(left), Value::number(right), "{left} {right}");
        }
    }
}
