//! Documents as the values of `serde_json` and of the schema, and back.

use serde_json::Value as Instance;

use super::tree::{Tree, spell};
use crate::decimal::Decimal;
use crate::json::{Json, Value};

/// The document as a validator takes it; `None` if it has half a surrogate
/// pair, which no string of Rust holds. Of properties of one name the last
/// counts.
pub(crate) fn instance(document: &Tree) -> Option<Instance> {
    Some(match document {
        Tree::Word(word) => match word.as_str() {
            "null" => Instance::Null,
            "true" => Instance::Bool(true),
            "false" => Instance::Bool(false),
            spelling => number(spelling),
        },
        Tree::String(spelling) => Instance::String(text(spelling)?),
        Tree::Array(elements) => {
            Instance::Array(elements.iter().map(instance).collect::<Option<_>>()?)
        }
        Tree::Object(properties) => {
            let property = |(name, value): &(String, Tree)| Some((text(name)?, instance(value)?));
            Instance::Object(properties.iter().map(property).collect::<Option<_>>()?)
        }
    })
}

/// A value of the schema as a validator takes it.
pub(crate) fn of_json(json: &Json) -> Option<Instance> {
    instance(&tree(json))
}

/// The value as a document.
pub(super) fn tree(json: &Json) -> Tree {
    match &json.value {
        Value::Null => Tree::word("null"),
        Value::Bool(true) => Tree::word("true"),
        Value::Bool(false) => Tree::word("false"),
        Value::Number(number) => Tree::word(number),
        Value::String(text) => Tree::text(text),
        Value::Array(elements) => Tree::Array(elements.iter().map(tree).collect()),
        Value::Object(properties) => {
            let property = |(name, value): &(String, Json)| (spell(name), tree(value));
            Tree::Object(properties.iter().map(property).collect())
        }
    }
}

/// The document as a value of the schema; `None` as for [`instance`].
pub(super) fn json(document: &Tree) -> Option<Json> {
    let value = match document {
        Tree::Word(word) => match word.as_str() {
            "null" => Value::Null,
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            number => Value::Number(number.to_owned()),
        },
        Tree::String(spelling) => Value::String(text(spelling)?),
        Tree::Array(elements) => Value::Array(elements.iter().map(json).collect::<Option<_>>()?),
        Tree::Object(properties) => {
            let property = |(name, value): &(String, Tree)| Some((text(name)?, json(value)?));
            Value::Object(properties.iter().map(property).collect::<Option<_>>()?)
        }
    };
    Some(value.into())
}

fn text(spelling: &str) -> Option<String> {
    serde_json::from_str(&format!("\"{spelling}\"")).ok()
}

/// A number that is an integer exactly if the spelled one is. `serde_json`
/// would round a fraction away, take `1.0` for something else than `1`, and not
/// read what is beyond a double.
pub fn number(spelling: &str) -> Instance {
    let decimal = Decimal::new(spelling);
    if let Some(integer) = decimal.integer() {
        if let Ok(integer) = i64::try_from(integer) {
            return integer.into();
        }
        if let Ok(integer) = u64::try_from(integer) {
            return integer.into();
        }
    }
    let double = spelling.parse::<f64>().unwrap_or(f64::MAX);
    let double = double.clamp(f64::MIN, f64::MAX);
    match decimal.is_integer() || double.fract() != 0.0 {
        true => double.into(),
        false => beside(double, &decimal).into(),
    }
}

/// The nearest double that has a fraction, on the side of the number. Beyond 2⁵²
/// there is none: then the greatest that has one.
fn beside(double: f64, decimal: &Decimal) -> f64 {
    const GREATEST: f64 = 4_503_599_627_370_495.5;
    if double.abs() > GREATEST {
        return GREATEST.copysign(double);
    }
    match *decimal < Decimal::new(&double.to_string()) {
        true => double.next_down(),
        false => double.next_up(),
    }
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numbers_keep_what_they_are() {
        for (spelling, integer) in [
            ("1.0", true),
            ("1e2", true),
            ("18446744073709551615", true),
            ("1e400", true),
            ("9007199254740993.5", false),
            ("0.99999999999999999999", false),
            ("1e-400", false),
        ] {
            let value = number(spelling);
            let double = value.as_f64().unwrap_or_default();
            assert_eq!(double.fract() == 0.0, integer, "{spelling}: {value}");
        }
        assert_eq!(number("1.0"), serde_json::json!(1));
        assert!(number("0.99999999999999999999").as_f64() < Some(1.0));
        assert!(number("1.00000000000000000001").as_f64() > Some(1.0));
    }
}
