//! JSON with the place and the spelling of everything in it.

use std::fmt::Write as _;

use exactschema::document::{Document, Instance};
use exactschema::{ErrorKind, Kind, MAX_DEPTH};
use thiserror::Error;

use crate::decimal::Decimal;
use crate::lines::Lines;
use crate::pointer::unescape;

/// The reason why a text is not JSON though what follows may be.
const MARK: &str = "it begins with a byte order mark";

/// The reason why a text is not read to its end.
const TOO_DEEP: &str = "nested deeper than the limit";

/// A JSON value and where it begins.
#[derive(Clone, Debug)]
pub struct Json {
    /// Line, from 1.
    pub line: usize,
    /// Column in code points, from 1.
    pub column: usize,
    /// The value itself.
    pub value: Value,
}

/// A JSON value that keeps the spelling of its numbers, the order of its
/// properties, and duplicate ones.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs, reason = "the variants are the types of JSON")]
pub enum Value {
    Null,
    Bool(bool),
    Number(String),
    String(String),
    Array(Vec<Json>),
    Object(Vec<(String, Json)>),
}

/// The reason why a text is not JSON (RFC 8259).
#[derive(Clone, Debug, Error, PartialEq)]
#[error("{message}")]
pub struct SyntaxError {
    /// The message.
    pub message: String,
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
}

impl SyntaxError {
    /// A suggestion for fixing it.
    #[must_use]
    pub fn fix(&self) -> &'static str {
        match self.message.as_str() {
            MARK => "write it without a byte order mark",
            message if is_too_deep(message) => "nest no deeper than 127 levels",
            message if message.contains("surrogate") => "write both halves of the pair",
            _ => "write JSON (RFC 8259)",
        }
    }
}

/// Equality is that of JSON Schema (Core §4.2.2), but numbers are equal only
/// if they are spelled alike.
impl PartialEq for Json {
    fn eq(&self, other: &Self) -> bool {
        match (&self.value, &other.value) {
            (Value::Object(left), Value::Object(right)) => {
                left.len() == right.len()
                    && left
                        .iter()
                        .all(|(name, value)| other.get(name) == Some(value))
            }
            (left, right) => left == right,
        }
    }
}

/// A value without a position in a text.
impl From<Value> for Json {
    fn from(value: Value) -> Self {
        Json {
            line: 0,
            column: 0,
            value,
        }
    }
}

impl Json {
    /// Reads a text.
    ///
    /// # Errors
    ///
    /// The first syntax error; nesting beyond 127 levels is one too.
    pub fn parse(text: &str) -> Result<Self, SyntaxError> {
        if text.starts_with('\u{feff}') {
            return Err(SyntaxError {
                message: MARK.to_owned(),
                line: 1,
                column: 1,
            });
        }
        let lines = Lines::new(text);
        let error = |message: &str, offset: usize| {
            let (line, column) = lines.position(offset);
            SyntaxError {
                message: message.to_owned(),
                line,
                column,
            }
        };
        let document = match Document::parse(text.as_bytes(), MAX_DEPTH) {
            Ok(document) => document,
            // The first error in the text is reported.
            Err(refusal) => {
                return Err(match too_deep(text).filter(|at| *at < refusal.range.0) {
                    Some(at) => error(TOO_DEEP, at),
                    None => error(&refusal.message, refusal.range.0),
                });
            }
        };
        // A duplicate name is left to the reader of the value.
        let mut refusals = document.refusals().into_iter();
        if let Some(refusal) = refusals.find(|refusal| refusal.kind != ErrorKind::DuplicateKey) {
            return Err(error(&refusal.message, refusal.range.0));
        }
        Ok(convert(document.root(), &lines))
    }

    /// The value of a property.
    pub fn get(&self, name: &str) -> Option<&Json> {
        let Value::Object(properties) = &self.value else {
            return None;
        };
        let mut named = properties.iter().filter(|(other, _)| other == name);
        named.next().map(|(_, value)| value)
    }

    /// Whether the value is an integer, however it is spelled: `1.0` is one
    /// (Validation §6.1.1).
    pub fn is_integer(&self) -> bool {
        matches!(&self.value, Value::Number(number) if Decimal::new(number).is_integer())
    }

    /// The value at a JSON Pointer, if there is one.
    #[must_use]
    pub fn at(&self, pointer: &str) -> Option<&Json> {
        if !pointer.is_empty() && !pointer.starts_with('/') {
            return None;
        }
        let mut found = self;
        for name in pointer.split('/').skip(1) {
            found = match &found.value {
                Value::Array(elements) => elements.get(array_index(name)?)?,
                _ => found.get(&unescape(name))?,
            };
        }
        Some(found)
    }

    /// One text for all values that are equal (Core §4.2.2): numbers by value,
    /// objects without order.
    pub fn canonical(&self) -> String {
        match &self.value {
            Value::Number(number) => Decimal::new(number).to_string(),
            Value::Array(elements) => {
                let elements: Vec<String> = elements.iter().map(Json::canonical).collect();
                format!("[{}]", elements.join(","))
            }
            Value::Object(properties) => {
                let properties = properties.iter();
                let mut properties: Vec<String> = properties
                    .map(|(name, value)| format!("{}:{}", quoted(name), value.canonical()))
                    .collect();
                properties.sort();
                format!("{{{}}}", properties.join(","))
            }
            _ => self.compact(),
        }
    }

    /// The value as compact JSON.
    pub fn compact(&self) -> String {
        let mut text = String::new();
        self.write(&mut text, None);
        text
    }

    /// The value as JSON with two spaces of indentation.
    pub fn pretty(&self) -> String {
        let mut text = String::new();
        self.write(&mut text, Some(0));
        text
    }

    fn write(&self, text: &mut String, indent: Option<usize>) {
        match &self.value {
            Value::Null => text.push_str("null"),
            Value::Bool(truth) => text.push_str(if *truth { "true" } else { "false" }),
            Value::Number(spelling) => text.push_str(spelling),
            Value::String(string) => text.push_str(&quoted(string)),
            Value::Array(elements) => {
                write_list(text, indent, ['[', ']'], elements, |e, text, i| {
                    e.write(text, i);
                })
            }
            Value::Object(properties) => {
                write_list(
                    text,
                    indent,
                    ['{', '}'],
                    properties,
                    |(name, value), text, i| {
                        text.push_str(&quoted(name));
                        text.push_str(if i.is_some() { ": " } else { ":" });
                        value.write(text, i);
                    },
                );
            }
        }
    }
}

/// A string as JSON.
pub fn quoted(text: &str) -> String {
    // Serializing a text cannot fail.
    serde_json::to_string(text).unwrap_or_default()
}

/// The index that a segment of a JSON Pointer names, as RFC 6901 §4 writes it.
fn array_index(segment: &str) -> Option<usize> {
    let index: usize = segment.parse().ok()?;
    (index.to_string() == segment).then_some(index)
}

fn write_list<T>(
    text: &mut String,
    indent: Option<usize>,
    [open, close]: [char; 2],
    items: &[T],
    write: impl Fn(&T, &mut String, Option<usize>),
) {
    let inner = indent.map(|i| i + 1);
    let line = |text: &mut String, indent: Option<usize>| {
        if let Some(indent) = indent {
            // Writing to a String cannot fail.
            let _ = write!(text, "\n{:1$}", "", indent * 2);
        }
    };
    text.push(open);
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            text.push(',');
        }
        line(text, inner);
        write(item, text, inner);
    }
    if !items.is_empty() {
        line(text, indent);
    }
    text.push(close);
}

/// Where a text begins to nest too deep, JSON or not.
fn too_deep(text: &str) -> Option<usize> {
    let (mut depth, mut in_string, mut is_escaped) = (0_usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if in_string => is_escaped = true,
            b'"' => in_string = !in_string,
            b'[' | b'{' if !in_string => depth += 1,
            b']' | b'}' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_DEPTH {
            return Some(at);
        }
    }
    None
}

fn convert(instance: Instance<'_>, lines: &Lines<'_>) -> Json {
    let (line, column) = lines.position(instance.range().0);
    let value = match instance.kind() {
        Kind::Null => Value::Null,
        Kind::Boolean => Value::Bool(instance.is_true()),
        Kind::Number => Value::Number(instance.source().to_owned()),
        Kind::String => Value::String(instance.text().into_owned()),
        Kind::Array => {
            let elements = instance.elements().map(|element| convert(element, lines));
            Value::Array(elements.collect())
        }
        Kind::Object => {
            let properties = instance.members().map(|member| {
                let name = member.name.text().into_owned();
                (name, convert(member.value, lines))
            });
            Value::Object(properties.collect())
        }
    };
    Json {
        line,
        column,
        value,
    }
}

/// Whether a text nests too deep, in the words of the readers of JSON and of YAML.
fn is_too_deep(message: &str) -> bool {
    let words = ["nested deeper", "nest too deep", "recursion limit"];
    words.iter().any(|words| message.contains(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_places_and_spellings() -> Result<(), SyntaxError> {
        let json = Json::parse("{\n  \"é\": [1e2,\n 1.0]}")?;
        assert_eq!(json.compact(), "{\"é\":[1e2,1.0]}");
        let Some(Json { line, column, .. }) = json.get("é") else {
            panic!("the property is there");
        };
        assert_eq!((*line, *column), (2, 8));
        Ok(())
    }

    #[test]
    fn pointers_are_read_as_they_are_written() -> Result<(), SyntaxError> {
        let json = Json::parse("{\"a\":[0,1],\"01\":2,\"\":3}")?;
        let at = |pointer: &str| json.at(pointer).map(Json::compact);
        for (pointer, expected) in [("/a/1", "1"), ("/01", "2"), ("/", "3")] {
            assert_eq!(at(pointer).as_deref(), Some(expected), "{pointer}");
        }
        for pointer in ["a", "a/a", "/a/+1", "/a/01", "/a/2", "/a/"] {
            assert_eq!(at(pointer), None, "{pointer}");
        }
        Ok(())
    }

    #[test]
    fn names_are_only_names() -> Result<(), SyntaxError> {
        // The private names of serde_json, which reads such objects as something else.
        for text in [
            "{\"$serde_json::private::RawValue\":{\"type\":\"string\"}}",
            "{\"$serde_json::private::RawValue\":\"1\"}",
            "{\"$serde_json::private::Number\":\"x\"}",
            "{\"a\":1,\"a\":2}",
        ] {
            assert_eq!(Json::parse(text)?.compact(), text);
        }
        Ok(())
    }

    #[test]
    fn is_strict() {
        for text in [
            "",
            "{a:1}",
            "[1,]",
            "// c\n1",
            "'a'",
            "0x1",
            "+1",
            "\u{feff}1",
            "\"\\ud800\"",
            "1 2",
        ] {
            assert!(Json::parse(text).is_err(), "{text:?}");
        }
        assert!(Json::parse(&"[".repeat(100_000)).is_err());
    }
}
