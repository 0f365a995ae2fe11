//! The `jsonschema` crate as a judge of documents that `serde_json` would alter
//! or not read.

use exactschema_frontend::Schema;
use exactschema_frontend::model::Keyword;
use exactschema_sample::RawJson;
use jsonschema::Validator;
use serde_json::{Value, json};

use crate::applicable::Applicable;

/// A validator of the dialect that a schema names, which asserts formats.
pub(crate) fn validator(schema: &Value) -> Validator {
    jsonschema::options()
        .should_validate_formats(true)
        .build(schema)
        .unwrap()
}

/// Whether the `jsonschema` crate may be wrong about a document: it takes numbers
/// for doubles, so that limits are not compared with what is written, and it takes
/// some local parts of e-mail addresses for others than RFC 5321 (a test of the
/// formats has them).
pub(crate) fn is_unsure(schema: &Schema, document: &RawJson) -> bool {
    unsure(schema, &Applicable::root(schema), document)
}

fn unsure(schema: &Schema, applicable: &Applicable, value: &RawJson) -> bool {
    let judged_by = |is: fn(&Keyword) -> bool| {
        let mut ids = applicable.all();
        ids.any(|id| {
            schema
                .node(id)
                .keywords
                .iter()
                .any(|entry| is(&entry.keyword))
        })
    };
    match value {
        RawJson::Word(word) => {
            judged_by(|keyword| matches!(keyword, Keyword::Limit(..))) && is_rounded(word)
        }
        RawJson::String(spelling) => {
            judged_by(|keyword| matches!(keyword, Keyword::Format(f) if f == "email"))
                && is_odd_address(spelling)
        }
        RawJson::Array(elements) => elements
            .iter()
            .enumerate()
            .any(|(index, element)| unsure(schema, &applicable.element(schema, index), element)),
        RawJson::Object(properties) => properties.iter().any(|(name, value)| {
            let name = text(name).unwrap_or_default();
            unsure(schema, &applicable.property(schema, &name), value)
        }),
    }
}

/// Whether a number is not the one that its nearest double is printed as.
fn is_rounded(word: &str) -> bool {
    let Ok(double) = word.parse::<f64>() else {
        return false;
    };
    let whole = word.parse::<i64>().is_ok() || word.parse::<u64>().is_ok();
    let large = double.abs() >= 2_f64.powi(53);
    !whole && (large || Decimal::new(&format!("{double:e}")) != Decimal::new(word))
}

fn is_odd_address(spelling: &str) -> bool {
    text(spelling).is_some_and(|text| text.contains(['<', '\t', '"']))
}

/// The document as an instance; `None` if it has half a surrogate pair, which
/// no string of Rust holds.
pub(crate) fn instance(document: &RawJson) -> Option<Value> {
    Some(match document {
        RawJson::Word(word) => match word.as_str() {
            "null" => Value::Null,
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            number => instance_of_number(number),
        },
        RawJson::String(spelling) => Value::String(text(spelling)?),
        RawJson::Array(elements) => {
            Value::Array(elements.iter().map(instance).collect::<Option<_>>()?)
        }
        RawJson::Object(properties) => {
            let property =
                |(name, value): &(String, RawJson)| Some((text(name)?, instance(value)?));
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

    /// The number of its significant digits.
    pub(crate) fn digits(&self) -> usize {
        self.digits.len()
    }

    pub(crate) fn to_i128(&self) -> Option<i128> {
        let power = usize::try_from(self.power).ok().filter(|p| *p < 40)?;
        let sign = if self.negative { "-" } else { "" };
        let digits = str::from_utf8(&self.digits).ok()?;
        format!("{sign}0{digits}{}", "0".repeat(power)).parse().ok()
    }
}
