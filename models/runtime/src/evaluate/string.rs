//! Keywords about strings (Validation §6.3, §7 and §8).

use super::Settings;
use super::words::count;
use crate::document::{Document, Instance};
use crate::formats::Format;
use crate::limits::MAX_DEPTH;
use crate::schema::{Argument, Entry, Keyword, Node};
use crate::text::lexer::Kind;

/// Whether a string, or a number, satisfies a keyword. A string that is no text is refused
/// for that, and nothing else is known of it.
pub(super) fn holds(
    node: &Node,
    entry: &Entry,
    instance: Instance<'_>,
    settings: &Settings,
) -> bool {
    if instance.kind() == Kind::Number {
        return is_number_of(entry, instance, settings);
    }
    if instance.kind() != Kind::String || !instance.is_text() {
        return true;
    }
    match (entry.keyword, &entry.argument) {
        (Keyword::MinLength, Argument::Count(least)) => length(instance) >= *least,
        (Keyword::MaxLength, Argument::Count(most)) => length(instance) <= *most,
        (_, Argument::Pattern(pattern)) => pattern.is_match(&instance.text()),
        (
            _,
            Argument::Format {
                format: Some(format),
                is_asserted,
                ..
            },
        ) => {
            let is_asserted = settings.asserts_formats || *is_asserted;
            !is_asserted || format.is_about_numbers() || format.holds(&instance.text())
        }
        (Keyword::ContentEncoding | Keyword::ContentMediaType, Argument::Text(name)) => {
            !settings.asserts_content || has_content(node, entry.keyword, name, &instance.text())
        }
        _ => true,
    }
}

/// Whether a number is of a format, if that is about numbers.
fn is_number_of(entry: &Entry, instance: Instance<'_>, settings: &Settings) -> bool {
    match &entry.argument {
        Argument::Format {
            format: Some(format),
            is_asserted,
            ..
        } if format.is_about_numbers() => {
            !(settings.asserts_formats || *is_asserted) || format.holds(instance.source())
        }
        _ => true,
    }
}

/// Whether a string is of an encoding, or of a media type in the encoding that the schema
/// names beside it. Those that are not known are taken for good.
fn has_content(node: &Node, keyword: Keyword, name: &str, text: &str) -> bool {
    let encoding = node
        .entry(Keyword::ContentEncoding)
        .map(|entry| &entry.argument);
    let bytes = match encoding {
        Some(Argument::Text(encoding)) if **encoding == *"base64" => base64(text),
        Some(_) => return true,
        None => Some(text.as_bytes().to_vec()),
    };
    match (keyword, bytes) {
        (_, None) => false,
        (Keyword::ContentMediaType, Some(bytes)) if name == "application/json" => {
            Document::parse(&bytes, MAX_DEPTH).is_ok()
        }
        _ => true,
    }
}

/// The bytes that a text of base64 (RFC 4648 §4) stands for.
fn base64(text: &str) -> Option<Vec<u8>> {
    if !Format::Byte.holds(text) {
        return None;
    }
    let (mut bytes, mut bits, mut count) = (Vec::new(), 0_u32, 0);
    for byte in text.trim_end_matches('=').bytes() {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            _ => 63,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    Some(bytes)
}

/// The number of Unicode code points.
pub(super) fn length(instance: Instance<'_>) -> u64 {
    instance.text().chars().count() as u64
}

/// The string that a keyword expects, in words.
pub(super) fn expected(entry: &Entry) -> String {
    match (entry.keyword, &entry.argument) {
        (Keyword::MinLength, Argument::Count(least)) => {
            format!("at least {}", count(*least, "character", "characters"))
        }
        (_, Argument::Count(most)) => {
            format!("at most {}", count(*most, "character", "characters"))
        }
        (_, Argument::Pattern(pattern)) => {
            format!("a string that matches {}", pattern.source())
        }
        (
            _,
            Argument::Format {
                format: Some(format),
                ..
            },
        ) => format!(
            "{} ({}), such as {}",
            format.with_article(),
            format.standard(),
            format.example()
        ),
        _ => "another string".to_owned(),
    }
}
