//! Documents as values: without spellings, and with one property of each name.

use std::collections::BTreeMap;
use std::fmt;

use exactschema_frontend::decimal::Decimal;
use exactschema_frontend::json::{Json, Value, quoted};

use crate::raw_json::{RawJson, spell};

/// A JSON value. Two are equal exactly if JSON Schema takes them for equal (Core §4.2.2):
/// numbers are exact, and each has one spelling. It is displayed as JSON.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the variants are the types of JSON")]
pub enum Instance {
    Null,
    Bool(bool),
    Number(Number),
    String(String),
    Array(Vec<Instance>),
    Object(Members),
}

/// The properties of an object.
pub type Members = BTreeMap<String, Instance>;

/// A number of any size, in the one spelling of its value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number(String);

impl Number {
    /// Takes a number of JSON.
    pub fn new(spelling: &str) -> Self {
        Number(Decimal::new(spelling).spelled())
    }

    /// An integer spelled with a fraction, such as `1.0`, which is none in draft 4
    /// (draft-zyp-json-schema-04 §3.5).
    pub fn with_fraction(&self) -> Option<Self> {
        let is_integer = !self.0.contains(['.', 'e']);
        is_integer.then(|| Number(format!("{}.0", self.0)))
    }

    /// Its spelling.
    pub fn spelling(&self) -> &str {
        &self.0
    }
}

impl Instance {
    /// A number of JSON.
    pub fn number(spelling: &str) -> Self {
        Instance::Number(Number::new(spelling))
    }

    /// The text, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Instance::String(text) => Some(text),
            _ => None,
        }
    }
}

impl From<bool> for Instance {
    fn from(truth: bool) -> Self {
        Instance::Bool(truth)
    }
}

impl From<i128> for Instance {
    fn from(integer: i128) -> Self {
        Instance::number(&integer.to_string())
    }
}

impl From<&str> for Instance {
    fn from(text: &str) -> Self {
        Instance::String(text.to_owned())
    }
}

impl From<String> for Instance {
    fn from(text: String) -> Self {
        Instance::String(text)
    }
}

impl From<&Json> for Instance {
    fn from(json: &Json) -> Self {
        match &json.value {
            Value::Null => Instance::Null,
            Value::Bool(truth) => Instance::Bool(*truth),
            Value::Number(number) => Instance::number(number),
            Value::String(text) => Instance::String(text.clone()),
            Value::Array(elements) => Instance::Array(elements.iter().map(Self::from).collect()),
            Value::Object(properties) => {
                let properties = properties.iter();
                let properties = properties.map(|(name, value)| (name.clone(), value.into()));
                Instance::Object(properties.collect())
            }
        }
    }
}

/// JSON.
impl fmt::Display for Instance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Instance::Null => f.write_str("null"),
            Instance::Bool(truth) => write!(f, "{truth}"),
            Instance::Number(number) => f.write_str(&number.0),
            Instance::String(text) => f.write_str(&quoted(text)),
            Instance::Array(elements) => {
                f.write_str("[")?;
                for (index, element) in elements.iter().enumerate() {
                    let comma = if index > 0 { "," } else { "" };
                    write!(f, "{comma}{element}")?;
                }
                f.write_str("]")
            }
            Instance::Object(properties) => {
                f.write_str("{")?;
                for (index, (name, value)) in properties.iter().enumerate() {
                    let comma = if index > 0 { "," } else { "" };
                    write!(f, "{comma}{}:{value}", quoted(name))?;
                }
                f.write_str("}")
            }
        }
    }
}

/// The document as a value; `None` if it has half a surrogate pair, which no string of Rust
/// represents. Of properties of one name the last counts.
pub fn instance(document: &RawJson) -> Option<Instance> {
    Some(Instance::from(&json(document)?))
}

/// The value as a document.
pub(crate) fn tree(json: &Json) -> RawJson {
    match &json.value {
        Value::Null => RawJson::word("null"),
        Value::Bool(true) => RawJson::word("true"),
        Value::Bool(false) => RawJson::word("false"),
        Value::Number(number) => RawJson::word(number),
        Value::String(text) => RawJson::text(text),
        Value::Array(elements) => RawJson::Array(elements.iter().map(tree).collect()),
        Value::Object(properties) => {
            let property = |(name, value): &(String, Json)| (spell(name), tree(value));
            RawJson::Object(properties.iter().map(property).collect())
        }
    }
}

/// The document as a value of the schema; `None` as for [`instance`].
pub(crate) fn json(document: &RawJson) -> Option<Json> {
    let value = match document {
        RawJson::Word(word) => match word.as_str() {
            "null" => Value::Null,
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            number => Value::Number(number.to_owned()),
        },
        RawJson::String(spelling) => Value::String(text(spelling)?),
        RawJson::Array(elements) => Value::Array(elements.iter().map(json).collect::<Option<_>>()?),
        RawJson::Object(properties) => {
            let property = |(name, value): &(String, RawJson)| Some((text(name)?, json(value)?));
            Value::Object(properties.iter().map(property).collect::<Option<_>>()?)
        }
    };
    Some(value.into())
}

fn text(spelling: &str) -> Option<String> {
    serde_json::from_str(&format!("\"{spelling}\"")).ok()
}

#[cfg(test)]
mod tests {
    use super::Instance;

    #[test]
    fn a_number_has_one_spelling() {
        for (spelling, expected) in [
            ("1.0", "1"),
            ("1e2", "100"),
            ("-0", "0"),
            ("-0.50", "-0.5"),
            ("18446744073709551616", "18446744073709551616"),
            ("1E+400", "1e400"),
            ("17976931348623157e292", "1.7976931348623157e308"),
            ("0.1000000000000000000001", "0.1000000000000000000001"),
            ("50e-325", "5e-324"),
        ] {
            assert_eq!(Instance::number(spelling).to_string(), expected);
        }
    }
}
