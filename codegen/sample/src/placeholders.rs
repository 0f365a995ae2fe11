//! Typical values of types, for examples.

use exactschema_frontend::json::{Json, Value};
use exactschema_frontend::model::{Count, Type};
use exactschema_frontend::text::is_invisible;
use fastrand::Rng;

use crate::conjoined_schema::ConjoinedSchema;
use crate::formats;
use crate::numbers::canonical;
use crate::strings::is_within;

/// An example as the types write it. Only scalars: others would have to be read
/// to know how they are written.
pub(crate) fn written(example: &Json, types: &[Type]) -> Option<Json> {
    let value = match &example.value {
        Value::Bool(_) => example.value.clone(),
        Value::String(text) if !text.contains(is_invisible) => example.value.clone(),
        Value::Number(number) if types.contains(&Type::Integer) => {
            let integer = number.parse::<i128>().ok()?;
            Value::Number(integer.to_string())
        }
        Value::Number(number) if types.contains(&Type::Number) => Value::Number(canonical(number)?),
        _ => return None,
    };
    Some(value.into())
}

/// The types to show, the best first: null shows nothing, and without types those that
/// keywords constrain, or an object.
pub(crate) fn shown(parts: &ConjoinedSchema<'_>, types: &[Type]) -> Vec<Type> {
    let mut types = types.to_vec();
    types.sort_by_key(|type_| match type_ {
        Type::Null => 3,
        _ if parts.has_types() => 0,
        type_ if parts.mentions(*type_) => 0,
        Type::Object => 1,
        _ => 2,
    });
    types
}

/// A text that is typical of a format.
pub fn typical(format: &str) -> Option<&'static str> {
    let mut typical = TYPICAL.iter().filter(|(name, _)| *name == format);
    typical.next().map(|(_, text)| *text)
}

/// Texts that are typical of a format, or of no format.
pub(crate) fn texts(parts: &ConjoinedSchema<'_>) -> Vec<String> {
    let least = parts.least(Count::MinLength);
    let most = parts.most(Count::MaxLength).unwrap_or(usize::MAX);
    let known = parts.known().into_iter().map(ToOwned::to_owned);
    let mut texts: Vec<String> = known.collect();
    for format in parts.formats() {
        texts.extend(typical(format).map(ToOwned::to_owned));
        if texts.is_empty() {
            texts.extend(formats::valid(format, &mut Rng::with_seed(0)));
        }
    }
    if least <= LONGEST {
        let padded = "text".chars().cycle().take(least.max(4).min(most));
        texts.push(padded.collect());
    }
    texts.retain(|text| is_within(text, least, most));
    texts
}

/// The longest text that is still an example.
const LONGEST: usize = 200;

/// Texts that show a format.
const TYPICAL: &[(&str, &str)] = &[
    ("date-time", "2025-10-03T16:51:00+05:30"),
    ("date", "2025-10-03"),
    ("time", "16:51:00+05:30"),
    ("duration", "PT1H30M"),
    ("email", "jo@example.com"),
    ("hostname", "example.com"),
    ("ipv4", "192.0.2.1"),
    ("ipv6", "2001:db8::1"),
    ("uri", "https://example.com/"),
    ("uuid", "f81d4fae-7dec-41d0-8765-00a0c91e6bf6"),
];
