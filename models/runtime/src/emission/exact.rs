//! Numbers that `serde_json` would round: beyond 64 bits, and those that no double is to the
//! digit. A keyword whose value has one gets the nearest, and its text is kept beside it,
//! until the document is complete.

use serde_json::{Map, Value, json};

use crate::text::number::equal;
use crate::value::Value as Exact;

/// The keyword that keeps the texts of others.
const TEXTS: &str = "x-exactschema-numbers";

/// Sets a keyword to a value, which is JSON. It was generated: if it was edited into something
/// else, the difference shows as drift.
pub(super) fn set(schema: &mut Map<String, Value>, keyword: &str, json: &str) {
    let value: Exact = json.parse().unwrap_or_default();
    let mut is_exact = true;
    let nearest = nearest(&value, &mut is_exact);
    schema.insert(keyword.to_owned(), nearest);
    if !is_exact {
        let texts = schema.entry(TEXTS).or_insert_with(|| json!({}));
        texts[keyword] = json.into();
    }
}

/// Keeps the text of a keyword that an older dialect has by another name, and in another
/// form.
pub(super) fn rename(
    schema: &mut Map<String, Value>,
    from: &str,
    to: &str,
    form: impl Fn(&str) -> String,
) {
    if let Some(texts) = schema.get_mut(TEXTS).and_then(Value::as_object_mut)
        && let Some(Value::String(text)) = texts.remove(from)
    {
        texts.insert(to.to_owned(), form(&text).into());
    }
}

/// An object of keywords, which is JSON.
pub(super) fn object(json: &str) -> Map<String, Value> {
    let mut keywords = Map::new();
    if let Ok(Exact::Object(members)) = json.parse() {
        for (name, value) in &members {
            set(&mut keywords, name, &value.to_string());
        }
    }
    keywords
}

/// The value that is nearest of those that `serde_json` represents.
fn nearest(value: &Exact, is_exact: &mut bool) -> Value {
    match value {
        Exact::Number(number) => {
            let text = number.to_string();
            let greatest = if text.starts_with('-') {
                f64::MIN
            } else {
                f64::MAX
            };
            let nearest = serde_json::from_str(&text).unwrap_or_else(|_| json!(greatest));
            *is_exact &= equal(&text, &nearest.to_string());
            nearest
        }
        Exact::Array(elements) => {
            let elements = elements.iter();
            elements.map(|element| nearest(element, is_exact)).collect()
        }
        Exact::Object(members) => {
            let members = members.iter();
            let members = members.map(|(name, value)| (name.to_owned(), nearest(value, is_exact)));
            Value::Object(members.collect())
        }
        Exact::String(text) => json!(text),
        Exact::Bool(truth) => json!(truth),
        Exact::Null => Value::Null,
    }
}

/// A complete schema, with the numbers as they were.
pub(super) fn restored(schema: &Value) -> Exact {
    match schema {
        Value::Object(members) => {
            let texts = members.get(TEXTS).and_then(Value::as_object);
            let members = members
                .iter()
                .filter(|(name, _)| *name != TEXTS || texts.is_none());
            let members = members.map(|(name, value)| {
                let text = texts.and_then(|texts| texts.get(name)?.as_str());
                let exact = text.and_then(|text| text.parse().ok());
                (name.clone(), exact.unwrap_or_else(|| restored(value)))
            });
            Exact::Object(members.collect())
        }
        Value::Array(elements) => Exact::Array(elements.iter().map(restored).collect()),
        scalar => scalar.clone().into(),
    }
}
