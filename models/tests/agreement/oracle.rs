//! The `jsonschema` crate as a judge of documents that `serde_json` would alter
//! or not read.

use codegen::documents::Tree;
use jsonschema::Validator;
use serde_json::{Value, json};

/// A validator that asserts formats.
pub(crate) fn validator(schema: &Value) -> Validator {
    jsonschema::draft202012::options()
        .should_validate_formats(true)
        .build(schema)
        .unwrap()
}

/// The document as an instance; `None` if it has half a surrogate pair, which
/// no string of Rust holds.
pub(crate) fn instance(document: &Tree) -> Option<Value> {
    Some(match document {
        Tree::Word(word) => match word.as_str() {
            "null" => Value::Null,
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            number => instance_of_number(number),
        },
        Tree::String(spelling) => Value::String(text(spelling)?),
        Tree::Array(elements) => {
            Value::Array(elements.iter().map(instance).collect::<Option<_>>()?)
        }
        Tree::Object(properties) => {
            let property = |(name, value): &(String, Tree)| Some((text(name)?, instance(value)?));
            Value::Object(properties.iter().map(property).collect::<Option<_>>()?)
        }
    })
}

pub(crate) fn text(spelling: &str) -> Option<String> {
    serde_json::from_str(&format!("\"{spelling}\"")).ok()
}

/// A number that is an integer exactly if the spelled one is. `serde_json`
/// would round a fraction away, and not read what is beyond a double.
fn instance_of_number(spelling: &str) -> Value {
    let read: Option<Value> = serde_json::from_str(spelling).ok();
    match (Decimal::new(spelling).is_integer(), read) {
        (true, Some(value)) => value,
        (true, None) => json!(1e308),
        (false, Some(value)) if value.as_f64().is_some_and(|f| f.fract() != 0.0) => value,
        (false, _) => json!(0.5),
    }
}

/// A number as digits without zeros at either end, times a power of ten.
#[derive(Debug, PartialEq)]
pub(crate) struct Decimal {
    negative: bool,
    digits: Vec<u8>,
    power: i64,
}

impl Decimal {
    pub(crate) fn new(spelling: &str) -> Self {
        let lower = spelling.to_ascii_lowercase();
        let (mantissa, exponent) = lower.split_once('e').unwrap_or((&lower, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let mut digits: Vec<u8> = whole.bytes().chain(fraction.bytes()).collect();
        digits.retain(u8::is_ascii_digit);
        let mut power = exponent.parse::<i64>().unwrap() - fraction.len() as i64;
        while digits.last() == Some(&b'0') {
            digits.pop();
            power += 1;
        }
        let zeros = digits.iter().take_while(|digit| **digit == b'0').count();
        digits.drain(..zeros);
        match digits.is_empty() {
            true => Decimal {
                negative: false,
                digits,
                power: 0,
            },
            false => Decimal {
                negative: spelling.starts_with('-'),
                digits,
                power,
            },
        }
    }

    pub(crate) fn is_integer(&self) -> bool {
        self.power >= 0
    }

    /// How many significant digits it has.
    pub(crate) fn digits(&self) -> usize {
        self.digits.len()
    }

    pub(crate) fn to_i64(&self) -> Option<i64> {
        let power = usize::try_from(self.power).ok().filter(|p| *p < 20)?;
        let sign = if self.negative { "-" } else { "" };
        let digits = str::from_utf8(&self.digits).ok()?;
        format!("{sign}0{digits}{}", "0".repeat(power)).parse().ok()
    }
}
