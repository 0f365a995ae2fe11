//! JSON with the place and the spelling of everything in it.

use std::fmt::Write as _;

use jsonc_parser::ast;
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};
use thiserror::Error;

use crate::decimal::Decimal;

/// Why a text is not JSON though what follows may be.
const MARK: &str = "it begins with a byte order mark";

/// A JSON value and where it begins.
#[derive(Clone, Debug)]
pub struct Json {
    /// Line, from 1.
    pub line: usize,
    /// Column in code points, from 1.
    pub column: usize,
    /// What it is.
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

/// Why a text is not JSON (RFC 8259).
#[derive(Clone, Debug, Error, PartialEq)]
#[error("{message}")]
pub struct SyntaxError {
    /// What is wrong.
    pub message: String,
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
}

impl SyntaxError {
    /// What mends it.
    #[must_use]
    pub fn fix(&self) -> &'static str {
        match self.message.as_str() {
            MARK => "write it without a byte order mark",
            message if message.contains("recursion limit") => "nest no deeper than 127 levels",
            message if message.contains("number out of range") => {
                "write a number that a double holds"
            }
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

/// A value that stands in no text.
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
        // The lenient parser below keeps places; the strict one decides.
        serde_json::from_str::<serde_json::Value>(text).map_err(|error| SyntaxError {
            message: strict_message(&error),
            line: error.line(),
            column: error.column().max(1),
        })?;
        let parsed = parse_to_ast(text, &CollectOptions::default(), &ParseOptions::default());
        let lenient_error = |message: String| SyntaxError {
            message,
            line: 1,
            column: 1,
        };
        let tree = parsed
            .map_err(|error| lenient_error(error.to_string()))?
            .value;
        let tree = tree.ok_or_else(|| lenient_error("no value".to_owned()))?;
        Ok(convert(&tree, &Lines::new(text)))
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
    serde_json::Value::from(text).to_string()
}

/// A name as a segment of a JSON Pointer (RFC 6901 §3), with its slash.
pub fn segment(name: &str) -> String {
    format!("/{}", name.replace('~', "~0").replace('/', "~1"))
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

/// The message of serde_json without its place, which is kept apart.
fn strict_message(error: &serde_json::Error) -> String {
    let message = error.to_string();
    match message.split_once(" at line ") {
        Some((message, _)) => message.to_owned(),
        None => message,
    }
}

fn convert(tree: &ast::Value<'_>, lines: &Lines<'_>) -> Json {
    let (line, column) = lines.position(tree.range().start);
    let value = match tree {
        ast::Value::NullKeyword(_) => Value::Null,
        ast::Value::BooleanLit(literal) => Value::Bool(literal.value),
        ast::Value::NumberLit(literal) => Value::Number(literal.value.to_owned()),
        ast::Value::StringLit(literal) => Value::String(literal.value.to_string()),
        ast::Value::Array(array) => {
            Value::Array(array.elements.iter().map(|e| convert(e, lines)).collect())
        }
        ast::Value::Object(object) => Value::Object(
            object
                .properties
                .iter()
                .map(|p| (p.name.as_str().to_owned(), convert(&p.value, lines)))
                .collect(),
        ),
    };
    Json {
        line,
        column,
        value,
    }
}

/// Where the lines of a text begin.
struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str) -> Self {
        let breaks = text.match_indices('\n').map(|(offset, _)| offset + 1);
        let starts = std::iter::once(0).chain(breaks).collect();
        Lines { text, starts }
    }

    /// Line and column, in code points, of a byte offset.
    fn position(&self, offset: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts[line - 1];
        let column = self.text.get(start..offset).unwrap_or("").chars().count();
        (line, column + 1)
    }
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
        ] {
            assert!(Json::parse(text).is_err(), "{text:?}");
        }
        assert!(Json::parse(&"[".repeat(100_000)).is_err());
    }
}
