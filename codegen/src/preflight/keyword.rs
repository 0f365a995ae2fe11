//! What a keyword says where it stands.

use super::{DIALECT, problem, unsupported};
use crate::json::{Json, Value};
use crate::model::{Entry, Keyword, Limit, NodeId, Schema};
use crate::problem::Problem;

/// How many digits a `multipleOf` may have: what the types divide by.
const DIGITS: usize = 18;

/// What is wrong with a keyword where it stands.
pub(super) fn check(schema: &Schema, id: NodeId, entry: &Entry) -> Vec<Problem> {
    let name = &entry.name;
    let one = |message: String, fix: &str| vec![problem(&entry.place, message, fix)];
    match &entry.keyword {
        Keyword::Dialect(uri) => dialect(entry, uri, id == schema.root()),
        Keyword::Title(text) | Keyword::Description(text) if text.is_empty() => one(
            format!("an empty `{name}` says nothing, and would not be emitted"),
            "write one, or leave it out",
        ),
        Keyword::Reference(None) => reference(entry),
        Keyword::Enum(values) => constants(entry, values),
        Keyword::Const(value) => constants(entry, std::slice::from_ref(value)),
        Keyword::Extensible(texts) if texts.is_empty() => one(
            "an empty list of known texts says nothing".to_owned(),
            "list some, or leave it out",
        ),
        Keyword::Limit(Limit::MultipleOf, number) if digits(number) > DIGITS => one(
            format!("the types divide by numbers of up to {DIGITS} digits"),
            "round it",
        ),
        Keyword::Limit(..) if !is_emitted(&entry.json) => one(
            "the number would be emitted rounded: neither 64 bits nor a double hold it".to_owned(),
            "write it with fewer digits",
        ),
        Keyword::Unsupported => {
            let (why, fix) = unsupported::why(name);
            one(format!("`{name}` cannot be honoured exactly: {why}"), fix)
        }
        Keyword::Unknown => one(
            format!("`{name}` is no keyword of JSON Schema 2020-12"),
            "correct it, or begin its name with x- if it is an extension",
        ),
        Keyword::Malformed(form) => one(
            match name.as_str() {
                "" => format!("this must be {form}"),
                name => format!("the value of `{name}` must be {form}"),
            },
            "correct the value",
        ),
        Keyword::Anchor(anchor) => anchored(schema, id, entry, anchor),
        Keyword::Reference(Some(_))
        | Keyword::Title(_)
        | Keyword::Description(_)
        | Keyword::Extensible(_)
        | Keyword::Comment
        | Keyword::Annotation
        | Keyword::Deprecated(_)
        | Keyword::Extension
        | Keyword::Examples(_)
        | Keyword::Definitions(_)
        | Keyword::Type(_)
        | Keyword::Format(_)
        | Keyword::Count(..)
        | Keyword::Limit(..)
        | Keyword::Pattern(_)
        | Keyword::UniqueItems(_)
        | Keyword::Properties(_)
        | Keyword::Required(_)
        | Keyword::DependentRequired(_)
        | Keyword::PatternProperties(_)
        | Keyword::AdditionalProperties(_)
        | Keyword::PropertyNames(_)
        | Keyword::Items(_)
        | Keyword::PrefixItems(_)
        | Keyword::Branches(..)
        | Keyword::Boolean(_) => Vec::new(),
    }
}

fn dialect(entry: &Entry, uri: &str, is_root: bool) -> Vec<Problem> {
    let message = match is_root {
        true if uri == DIALECT => return Vec::new(),
        true => format!("the dialect {uri:?} is not 2020-12"),
        false => "`$schema` below the root is not honoured".to_owned(),
    };
    let fix = format!("write \"$schema\": \"{DIALECT}\" at the root");
    vec![problem(&entry.place, message, &fix)]
}

fn reference(entry: &Entry) -> Vec<Problem> {
    let remote = !matches!(&entry.json.value, Value::String(uri) if uri.starts_with('#'));
    let message = match remote {
        true => "this reference leaves the document",
        false => "this reference points nowhere in this document",
    };
    vec![problem(
        &entry.place,
        message.to_owned(),
        "refer to #/$defs/NAME, or to another schema of this document",
    )]
}

/// An anchor is a plain name (Core §8.2.2), one in a document.
fn anchored(schema: &Schema, id: NodeId, entry: &Entry, anchor: &str) -> Vec<Problem> {
    let is_start = |c: char| c.is_ascii_alphabetic() || c == '_';
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let message = if !anchor.starts_with(is_start) || !anchor.chars().all(is_part) {
        "an anchor begins with a letter or `_`, with letters, digits, `-`, `_` and `.` after it"
    } else if schema.ids().take_while(|other| *other != id).any(|other| {
        let mut keywords = schema.node(other).keywords.iter();
        keywords.any(|entry| matches!(&entry.keyword, Keyword::Anchor(name) if name == anchor))
    }) {
        "another schema of this document has this anchor"
    } else {
        return Vec::new();
    };
    vec![problem(
        &entry.place,
        message.to_owned(),
        "choose another name",
    )]
}

/// Constants are the variants of an enum: one each.
fn constants(entry: &Entry, values: &[Json]) -> Vec<Problem> {
    let place = |value: &Json| crate::model::Place {
        pointer: entry.place.pointer.clone(),
        line: value.line,
        column: value.column,
    };
    if values.is_empty() {
        let message = "no value is valid against an empty `enum`".to_owned();
        return vec![problem(&entry.place, message, "list some values")];
    }
    let rounded = values.iter().find(|value| !is_emitted(value));
    if let Some(value) = rounded {
        let message = "a number here would be emitted rounded".to_owned();
        return vec![problem(
            &place(value),
            message,
            "write it with fewer digits",
        )];
    }
    let mut seen = std::collections::BTreeSet::new();
    let repeated = values
        .iter()
        .filter(|value| !seen.insert(value.canonical()));
    repeated
        .map(|value| {
            let message = "this value is listed twice".to_owned();
            problem(&place(value), message, "remove one of the two")
        })
        .collect()
}

/// Whether serde_json holds the numbers of a value as they are.
fn is_emitted(json: &Json) -> bool {
    match &json.value {
        Value::Number(number) => {
            let double = number.parse::<f64>().unwrap_or(f64::NAN);
            let printed: Json = Value::Number(format!("{double:e}")).into();
            let whole = number.parse::<i64>().is_ok() || number.parse::<u64>().is_ok();
            whole || double.is_finite() && printed.canonical() == json.canonical()
        }
        Value::Array(elements) => elements.iter().all(is_emitted),
        Value::Object(properties) => properties.iter().all(|(_, value)| is_emitted(value)),
        _ => true,
    }
}

fn digits(number: &str) -> usize {
    let mantissa = number.split(['e', 'E']).next().unwrap_or_default();
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    digits.trim_matches('0').len()
}
