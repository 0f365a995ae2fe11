//! Scalars of YAML as JSON, by the Core Schema (YAML 1.2.2 §10.3).

use exactschema_frontend::json::quoted;

/// The reason why a tag is refused.
pub(super) const FOREIGN: &str =
    "JSON has nothing that has this tag; a text that begins with ! is written in quotes";

/// The JSON of a plain scalar.
///
/// # Errors
///
/// If it is a number that JSON does not have.
pub(super) fn plain(text: &str) -> Result<String, String> {
    Ok(match text {
        "" | "~" | "null" | "Null" | "NULL" => "null".to_owned(),
        "true" | "True" | "TRUE" => "true".to_owned(),
        "false" | "False" | "FALSE" => "false".to_owned(),
        ".nan" | ".NaN" | ".NAN" => return Err(no_number(text)),
        _ => match text.trim_start_matches(['+', '-']) {
            ".inf" | ".Inf" | ".INF" => return Err(no_number(text)),
            _ => number(text).unwrap_or_else(|| quoted(text)),
        },
    })
}

/// The JSON of a scalar with a tag of the Core Schema, such as `int`.
///
/// # Errors
///
/// If the tag has no such scalar, or JSON has nothing of the tag.
pub(super) fn tagged(text: &str, tag: &str) -> Result<String, String> {
    if tag == "str" {
        return Ok(quoted(text));
    }
    let json = plain(text)?;
    let kind = match json.as_bytes().first() {
        Some(b'n') => "null",
        Some(b't' | b'f') => "bool",
        Some(b'"') | None => "str",
        Some(_) => "number",
    };
    match tag {
        "int" | "float" if kind == "number" => Ok(json),
        own if own == kind => Ok(json),
        "null" | "bool" | "int" | "float" => Err(format!("this is not a !!{tag}")),
        _ => Err(FOREIGN.to_owned()),
    }
}

fn no_number(text: &str) -> String {
    format!("JSON has no number {text}: write another value, or a text in quotes")
}

/// The spelling of a number in JSON, with all its digits.
fn number(text: &str) -> Option<String> {
    for (prefix, radix) in [("0o", 8), ("0x", 16)] {
        let digits = text.strip_prefix(prefix);
        // A sign is no digit, although `from_str_radix` accepts it.
        if let Some(digits) = digits.filter(|digits| digits.chars().all(|c| c.is_digit(radix))) {
            let integer = u128::from_str_radix(digits, radix).ok()?;
            return Some(integer.to_string());
        }
    }
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let (mantissa, exponent) = rest.split_at(rest.find(['e', 'E']).unwrap_or(rest.len()));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let power = exponent.get(1..).unwrap_or_default();
    let power = power.strip_prefix(['+', '-']).unwrap_or(power);
    let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let is_number = [whole, fraction, power].into_iter().all(are_digits)
        && !(whole.is_empty() && fraction.is_empty())
        && exponent.is_empty() == power.is_empty();
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        whole => whole,
    };
    let point = if fraction.is_empty() { "" } else { "." };
    is_number.then(|| format!("{sign}{whole}{point}{fraction}{exponent}"))
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
            assert_eq!(plain(text).as_deref(), Ok(spelling), "{text}");
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
            assert_eq!(plain(text), Ok(quoted(text)), "{text}");
        }
    }

    #[test]
    fn tags_name_types() {
        assert_eq!(tagged("1", "str").as_deref(), Ok("\"1\""));
        assert_eq!(tagged(".inf", "str").as_deref(), Ok("\".inf\""));
        assert_eq!(tagged("1", "float").as_deref(), Ok("1"));
        assert_eq!(tagged("~", "null").as_deref(), Ok("null"));
        assert_eq!(tagged("x", "int"), Err("this is not a !!int".to_owned()));
        assert_eq!(tagged("aGk=", "binary"), Err(FOREIGN.to_owned()));
        assert!(plain(".nan").is_err() && plain("-.inf").is_err());
    }
}
