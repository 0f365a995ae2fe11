//! Keywords about the content of strings (Validation §8).

use super::Settings;
use crate::document::{Document, Instance};
use crate::formats::Format;
use crate::limits::MAX_DEPTH;
use crate::schema::{Argument, Entry, Keyword, Node};
use crate::text::lexer::Kind;

/// Whether a string satisfies a keyword, if contents are asserted.
pub(super) fn holds(
    node: &Node,
    entry: &Entry,
    instance: Instance<'_>,
    settings: &Settings,
) -> bool {
    if !settings.asserts_content || instance.kind() != Kind::String || !instance.is_text() {
        return true;
    }
    match &entry.argument {
        Argument::Text(name) => has_content(node, entry.keyword, name, &instance.text()),
        _ => true,
    }
}

/// The encoding or media type that a keyword names.
pub(super) fn name(entry: &Entry) -> &str {
    match &entry.argument {
        Argument::Text(name) => name,
        _ => "",
    }
}

/// Whether a string is of an encoding, or of a media type in the encoding that the schema
/// names beside it. Unknown ones are accepted.
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

/// The bytes that a text of base64 (RFC 4648 §4) encodes.
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
