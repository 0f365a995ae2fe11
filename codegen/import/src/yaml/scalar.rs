//! The value of a scalar in the Core Schema (YAML 1.2.2 §10.3).

use exactschema_frontend::json::Value;
use saphyr_parser::{ScalarStyle, Tag};

/// The value of a scalar.
///
/// # Errors
///
/// The reason why JSON has none that is the same.
pub(super) fn value(text: &str, style: ScalarStyle, tag: Option<&Tag>) -> Result<Value, String> {
    let string = || Ok(Value::String(text.to_owned()));
    let Some(tag) = tag else {
        return match style {
            ScalarStyle::Plain => plain(text),
            _ => string(),
        };
    };
    let wrong = || Err(format!("{text:?} is not a {tag}"));
    if !tag.is_yaml_core_schema() {
        return match (tag.handle.as_str(), tag.suffix.as_str()) {
            // A tag of `!` alone is a string, whatever the text.
            ("", "!") => string(),
            _ => Err(format!("JSON has nothing that is a {tag}")),
        };
    }
    match (tag.suffix.as_str(), plain(text)?) {
        ("str", _) => string(),
        ("null", Value::Null) => Ok(Value::Null),
        ("bool", Value::Bool(truth)) => Ok(Value::Bool(truth)),
        ("int" | "float", Value::Number(number)) => Ok(Value::Number(number)),
        ("null" | "bool" | "int" | "float", _) => wrong(),
        _ => Err(format!("JSON has nothing that is a {tag}")),
    }
}

fn plain(text: &str) -> Result<Value, String> {
    Ok(match text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        _ => match number(text) {
            Some(spelling) => Value::Number(finite(spelling, text)?),
            None if is_not_finite(text) => return Err(format!("JSON has no number {text}")),
            None => Value::String(text.to_owned()),
        },
    })
}

/// The spelling of a number in JSON, which is its own where JSON has it.
fn number(text: &str) -> Option<String> {
    for (prefix, radix) in [("0o", 8), ("0x", 16)] {
        let digits = text.strip_prefix(prefix);
        // A sign is no digit, although `from_str_radix` accepts it.
        if let Some(digits) = digits.filter(|digits| digits.chars().all(|c| c.is_digit(radix))) {
            return u128::from_str_radix(digits, radix)
                .ok()
                .map(|n| n.to_string());
        }
    }
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let (mantissa, exponent) = match rest.find(['e', 'E']) {
        Some(index) => (&rest[..index], &rest[index..]),
        None => (rest, ""),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let power = exponent.get(1..).unwrap_or_default();
    let power = power.strip_prefix(['+', '-']).unwrap_or(power);
    let is_number = are_digits(whole)
        && are_digits(fraction)
        && !(whole.is_empty() && fraction.is_empty())
        && are_digits(power)
        && exponent.is_empty() == power.is_empty();
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        whole => whole,
    };
    let point = if fraction.is_empty() { "" } else { "." };
    is_number.then(|| format!("{sign}{whole}{point}{fraction}{exponent}"))
}

fn finite(spelling: String, text: &str) -> Result<String, String> {
    match spelling.parse::<f64>().is_ok_and(f64::is_finite) {
        true => Ok(spelling),
        false => Err(format!("no double represents {text}")),
    }
}

fn is_not_finite(text: &str) -> bool {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    matches!(unsigned, ".inf" | ".Inf" | ".INF") || matches!(text, ".nan" | ".NaN" | ".NAN")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_the_core_schema() {
        for (text, spelling) in [
            ("0", "0"),
            ("-0", "-0"),
            ("+12", "12"),
            ("007", "7"),
            ("0o17", "15"),
            ("0x1F", "31"),
            ("1.0", "1.0"),
            (".5", "0.5"),
            ("-.5", "-0.5"),
            ("1.", "1"),
            ("1e2", "1e2"),
            ("00.5E-3", "0.5E-3"),
            ("12345678901234567890123", "12345678901234567890123"),
        ] {
            assert_eq!(
                plain(text),
                Ok(Value::Number(spelling.to_owned())),
                "{text}"
            );
        }
        for text in [
            "no",
            "yes",
            "on",
            "y",
            "1_000",
            "1e",
            "e1",
            ".",
            "-",
            "+",
            "0x",
            "0o",
            "0o8",
            "0x-1",
            "--1",
            "1.2.3",
            "1:30",
            "2001-01-01",
            "0b1",
            "é",
            "1e+",
            "tRUE",
            "<<",
            "=",
        ] {
            assert_eq!(plain(text), Ok(Value::String(text.to_owned())), "{text}");
        }
    }
}
