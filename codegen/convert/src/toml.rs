//! TOML: dates and times are texts, as RFC 3339 has them; not-a-number and infinities are none.

use std::ops::Range;

use exactschema_frontend::json::quoted;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::{Converted, DEPTH, Refusal};

/// The JSON of a document.
///
/// # Errors
///
/// The first thing that is not TOML, or that JSON has no value for.
pub(super) fn convert(text: &str) -> Result<Converted, Refusal> {
    let table = DeTable::parse(text).map_err(|error| Refusal {
        range: error.span().unwrap_or(0..0),
        message: format!("expected TOML: {}", error.message()),
    })?;
    let mut converted = Converted::default();
    members(table.get_ref(), &(0..text.len()), 1, &mut converted)?;
    Ok(converted)
}

fn members(
    table: &DeTable<'_>,
    range: &Range<usize>,
    depth: usize,
    converted: &mut Converted,
) -> Result<(), Refusal> {
    too_deep(range, depth)?;
    converted.open('{', range.start);
    for (index, (name, member)) in table.iter().enumerate() {
        if index > 0 {
            converted.json.push(',');
        }
        converted.push(&quoted(name.get_ref()), name.span());
        converted.json.push(':');
        value(member, depth + 1, converted)?;
    }
    converted.close('}', range.end);
    Ok(())
}

fn value(
    value: &Spanned<DeValue<'_>>,
    depth: usize,
    converted: &mut Converted,
) -> Result<(), Refusal> {
    let range = value.span();
    let json = match value.get_ref() {
        DeValue::Table(table) => return members(table, &range, depth, converted),
        DeValue::Array(array) => {
            too_deep(&range, depth)?;
            converted.open('[', range.start);
            for (index, element) in array.iter().enumerate() {
                if index > 0 {
                    converted.json.push(',');
                }
                self::value(element, depth + 1, converted)?;
            }
            converted.close(']', range.end);
            return Ok(());
        }
        DeValue::String(text) => quoted(text),
        DeValue::Boolean(truth) => truth.to_string(),
        DeValue::Datetime(time) => quoted(&time.to_string()),
        DeValue::Integer(integer) => {
            let digits = integer.as_str();
            match i128::from_str_radix(digits, integer.radix()) {
                Ok(integer) => integer.to_string(),
                Err(_) => return refuse(range, format!("no integer of TOML is {digits}")),
            }
        }
        DeValue::Float(float) => {
            let digits = float.as_str();
            let digits = digits.strip_prefix('+').unwrap_or(digits);
            if digits.contains(['n', 'i']) {
                let message = format!(
                    "JSON has no number {digits}: write another value, or a text in quotes"
                );
                return refuse(range, message);
            }
            digits.to_owned()
        }
    };
    converted.push(&json, range);
    Ok(())
}

fn too_deep(range: &Range<usize>, depth: usize) -> Result<(), Refusal> {
    match depth > DEPTH {
        true => refuse(range.clone(), "values nest too deep".to_owned()),
        false => Ok(()),
    }
}

fn refuse(range: Range<usize>, message: String) -> Result<(), Refusal> {
    Err(Refusal { range, message })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_keep_their_digits_and_places() {
        let text = "'é' = 'x'\nn = 0.10000000000000001\nh = 0xFF\nd = 1979-05-27 07:32:00Z\n\
                    [a.b]\nc = [1_000, true]\n";
        let converted = convert(text).unwrap();
        let json: serde_json::Value = serde_json::from_str(&converted.json).unwrap();
        assert_eq!(json["d"], "1979-05-27T07:32:00Z");
        assert_eq!(json["a"]["b"]["c"], serde_json::json!([1000, true]));
        assert!(converted.json.contains("0.10000000000000001"));
        for token in ["'x'", "'é'", "1_000", "true"] {
            let at = text.find(token).unwrap();
            assert!(converted.starts.iter().any(|(_, source)| *source == at));
            let end = at + token.len();
            assert!(converted.ends.iter().any(|(_, source)| *source == end));
        }
    }

    #[test]
    fn what_json_cannot_express_is_refused() {
        for (text, at, message) in [
            ("a = nan", 4, "JSON has no number nan"),
            ("a = -inf", 4, "JSON has no number -inf"),
            ("a = ", 4, "expected TOML: "),
            ("a = 1\na = 2", 6, "expected TOML: "),
        ] {
            let refusal = convert(text).err().unwrap();
            assert_eq!(refusal.range.start, at, "{text}");
            assert!(refusal.message.starts_with(message), "{}", refusal.message);
        }
        let deep = format!("a{} = 1", ".a".repeat(100_000));
        assert!(convert(&deep).is_err());
        let arrays = format!("a = {}", "[".repeat(100_000));
        assert!(convert(&arrays).is_err());
    }
}
