//! Values, numbers and patterns of the small alphabets that the tests are made of.

use serde_json::{Number, Value};

/// Whether a text matches.
type Matches = fn(&str) -> bool;

/// The patterns that schemas have, each with what it means.
pub(super) const PATTERNS: [(&str, Matches); 9] = [
    ("", |_| true),
    ("^a", |text| text.starts_with('a')),
    ("b", |text| text.contains('b')),
    ("c$", |text| text.ends_with('c')),
    ("^.$", |text| text.chars().count() == 1),
    ("a|c", |text| text.contains(['a', 'c'])),
    ("^[ab]+$", |text| {
        !text.is_empty() && text.chars().all(|c| matches!(c, 'a' | 'b'))
    }),
    ("^(?!a)", |text| !text.starts_with('a')),
    ("(ab)*c{1,2}$", |text| text.ends_with('c')),
];

/// Whether a text matches one of these patterns.
pub(super) fn matches(pattern: &str, text: &str) -> bool {
    let mut known = PATTERNS.iter();
    let (_, meaning) = known.find(|(source, _)| *source == pattern).expect("known");
    meaning(text)
}

/// A number of at most three decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Thousandths(i64);

impl Thousandths {
    pub(super) fn of(number: &Number) -> Self {
        let text = number.to_string();
        let (integer, fraction) = text.split_once('.').unwrap_or((&text, "0"));
        let sign = if integer.starts_with('-') { -1 } else { 1 };
        let integer: i64 = integer.trim_start_matches('-').parse().expect("digits");
        let fraction: i64 = format!("{fraction:0<3}").parse().expect("three digits");
        assert!(fraction < 1_000, "{text}");
        Thousandths(sign * (integer * 1_000 + fraction))
    }

    pub(super) fn is_multiple_of(self, divisor: Thousandths) -> bool {
        self.0 % divisor.0 == 0
    }

    fn is_integer(self) -> bool {
        self.0 % 1_000 == 0
    }
}

/// Whether a value is of a type (Validation §6.1.1).
pub(super) fn is_of(value: &Value, name: &str) -> bool {
    match (value, name) {
        (Value::Null, "null")
        | (Value::Bool(_), "boolean")
        | (Value::Number(_), "number")
        | (Value::String(_), "string")
        | (Value::Array(_), "array")
        | (Value::Object(_), "object") => true,
        (Value::Number(number), "integer") => Thousandths::of(number).is_integer(),
        _ => false,
    }
}

/// Whether two values are equal (Core §4.2.2).
pub(super) fn equal(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => {
            Thousandths::of(left) == Thousandths::of(right)
        }
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(l, r)| equal(l, r))
        }
        (Value::Object(left), Value::Object(right)) => {
            left.len() == right.len() && { left.iter() }
                .all(|(name, l)| right.get(name).is_some_and(|right| equal(l, right)))
        }
        (left, right) => left == right,
    }
}
