//! Keywords about the content of strings (Validation §8).

use super::Settings;
use crate::document::{Document, Instance};
use crate::formats::base64;
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
        Some(Argument::Text(encoding)) if **encoding == *"base64" => base64::decode(text),
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
