//! YAML 1.2, as far as it is JSON otherwise written (RFC 9512 §3.4, and the Core
//! Schema), with the place of everything in it.
//!
//! Aliases are expanded, to a bound. Merge keys, which 1.2 does not have, and keys that are
//! no scalars are rejected.

use std::collections::BTreeMap;

use exactschema_frontend::json::{Json, SyntaxError, Value};
use exactschema_frontend::yaml;
use saphyr_parser::{Event, Marker, Parser, ScalarStyle, Span, Tag};

/// The greatest depth of values, as in JSON.
const DEPTH: usize = 127;

/// The greatest size that aliases add: in bytes of text, with some for each value.
const ADDED: usize = 16 << 20;

/// Reads a document.
///
/// # Errors
///
/// The first thing that is not YAML, or not JSON otherwise written.
pub(super) fn parse(text: &str) -> Result<Json, SyntaxError> {
    let mut parser = Parser::new_from_str(text);
    let mut loader = Loader::default();
    while let Some(event) = parser.next_event() {
        let (event, span) = event.map_err(|error| at(error.marker(), error.info()))?;
        if event == Event::StreamEnd {
            break;
        }
        loader.take(event, span)?;
    }
    loader.document.ok_or_else(|| SyntaxError {
        message: "there is no document in it".to_owned(),
        line: 1,
        column: 1,
    })
}

/// A value with what it takes to write it out again.
#[derive(Clone)]
struct Measured {
    json: Json,
    /// The number of levels that it has.
    height: usize,
    size: usize,
}

/// A collection that has not ended.
struct Open {
    start: Marker,
    anchor: usize,
    elements: Vec<Measured>,
    /// The names of the members so far, if it is a mapping.
    names: Option<Vec<String>>,
}

#[derive(Default)]
struct Loader {
    open: Vec<Open>,
    anchors: BTreeMap<usize, Measured>,
    added: usize,
    document: Option<Json>,
}

impl Loader {
    fn take(&mut self, event: Event<'_>, span: Span) -> Result<(), SyntaxError> {
        let start = span.start;
        match event {
            Event::DocumentStart(_) if self.document.is_some() => Err(at(
                &start,
                "a second document begins here, and only one is read",
            )),
            Event::Scalar(text, style, ..) if self.wants_name() => self.name(&text, style, &start),
            _ if self.wants_name() && starts(&event) => {
                Err(at(&start, "a key must be a scalar, as in JSON"))
            }
            Event::Scalar(text, style, anchor, tag) => {
                let value =
                    scalar(&text, style, tag.as_deref()).map_err(|message| at(&start, &message))?;
                let size = text.len() + size_of::<Json>();
                self.complete(value, (1, size), &start, anchor)
            }
            Event::SequenceStart(anchor, tag) => {
                self.begin(start, anchor, None, (tag.as_deref(), "seq"))
            }
            Event::MappingStart(anchor, tag) => {
                self.begin(start, anchor, Some(Vec::new()), (tag.as_deref(), "map"))
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(&start),
            Event::Alias(anchor) => self.alias(anchor, &start),
            _ => Ok(()),
        }
    }

    /// Whether the next value is the name of a member.
    fn wants_name(&self) -> bool {
        let open = self.open.last();
        open.is_some_and(|open| {
            open.names
                .as_ref()
                .is_some_and(|n| n.len() == open.elements.len())
        })
    }

    /// Names are texts, however they are written: `200` and `null` too.
    fn name(&mut self, text: &str, style: ScalarStyle, start: &Marker) -> Result<(), SyntaxError> {
        if text == "<<" && style == ScalarStyle::Plain {
            let message = "YAML 1.2 has no merge keys: write out the members of `<<`";
            return Err(at(start, message));
        }
        let names = self.open.last_mut().and_then(|open| open.names.as_mut());
        names
            .into_iter()
            .for_each(|names| names.push(text.to_owned()));
        Ok(())
    }

    fn begin(
        &mut self,
        start: Marker,
        anchor: usize,
        names: Option<Vec<String>>,
        (tag, own): (Option<&Tag>, &str),
    ) -> Result<(), SyntaxError> {
        if let Some(tag) = tag.filter(|tag| !tag.is_yaml_core_schema() || tag.suffix != own) {
            return Err(at(&start, &format!("JSON has nothing that is a {tag}")));
        }
        if self.open.len() == DEPTH {
            return Err(too_deep(&start));
        }
        self.open.push(Open {
            start,
            anchor,
            elements: Vec::new(),
            names,
        });
        Ok(())
    }

    fn end(&mut self, here: &Marker) -> Result<(), SyntaxError> {
        let Some(open) = self.open.pop() else {
            return Err(at(here, "nothing ends here"));
        };
        let height = 1 + open.elements.iter().map(|e| e.height).max().unwrap_or(0);
        let texts = open.names.iter().flatten().map(String::len).sum::<usize>();
        let size = texts + open.elements.iter().map(|e| e.size).sum::<usize>() + size_of::<Json>();
        let elements = open.elements.into_iter().map(|element| element.json);
        let value = match open.names {
            Some(names) => Value::Object(names.into_iter().zip(elements).collect()),
            None => Value::Array(elements.collect()),
        };
        self.complete(value, (height, size), &open.start, open.anchor)
    }

    /// The value of an alias, whose anchor must have ended before.
    fn alias(&mut self, anchor: usize, start: &Marker) -> Result<(), SyntaxError> {
        let Some(named) = self.anchors.get(&anchor) else {
            return Err(at(
                start,
                "this alias refers to a key, or to a value that it is part of",
            ));
        };
        self.added = self.added.saturating_add(named.size);
        if self.added > ADDED {
            return Err(at(start, "aliases make this document too large"));
        }
        if self.open.len() + named.height > DEPTH + 1 {
            return Err(too_deep(start));
        }
        let named = named.clone();
        self.insert(named);
        Ok(())
    }

    fn complete(
        &mut self,
        value: Value,
        (height, size): (usize, usize),
        start: &Marker,
        anchor: usize,
    ) -> Result<(), SyntaxError> {
        let json = Json {
            line: start.line(),
            column: start.col() + 1,
            value,
        };
        let measured = Measured { json, height, size };
        if anchor > 0 {
            // A copy of it is kept, as if an alias had made one.
            self.added = self.added.saturating_add(size);
            self.anchors.insert(anchor, measured.clone());
        }
        self.insert(measured);
        match self.added > ADDED {
            true => Err(at(start, "anchors make this document too large")),
            false => Ok(()),
        }
    }

    fn insert(&mut self, measured: Measured) {
        match self.open.last_mut() {
            Some(open) => open.elements.push(measured),
            None => self.document = Some(measured.json),
        }
    }
}

fn starts(event: &Event<'_>) -> bool {
    matches!(
        event,
        Event::SequenceStart(..) | Event::MappingStart(..) | Event::Alias(_)
    )
}

fn too_deep(marker: &Marker) -> SyntaxError {
    at(marker, "values nest too deep")
}

/// The value of a scalar.
fn scalar(text: &str, style: ScalarStyle, tag: Option<&Tag>) -> Result<Value, String> {
    let json = match tag {
        None if style == ScalarStyle::Plain => yaml::plain(text)?,
        Some(tag) if tag.is_yaml_core_schema() => yaml::tagged(text, &tag.suffix)?,
        // A tag of `!` alone is a string, whatever the text.
        Some(tag) if (tag.handle.as_str(), tag.suffix.as_str()) != ("", "!") => {
            return Err(yaml::FOREIGN.to_owned());
        }
        _ => return Ok(Value::String(text.to_owned())),
    };
    Ok(match json.as_bytes().first() {
        Some(b'n') => Value::Null,
        Some(b't') => Value::Bool(true),
        Some(b'f') => Value::Bool(false),
        Some(b'"') => Value::String(text.to_owned()),
        _ => Value::Number(json),
    })
}

fn at(marker: &Marker, message: &str) -> SyntaxError {
    SyntaxError {
        message: message.to_owned(),
        line: marker.line(),
        column: marker.col() + 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compact(text: &str) -> Result<String, String> {
        let json = parse(text).map_err(|e| format!("{}:{}: {e}", e.line, e.column))?;
        Ok(json.compact())
    }

    #[test]
    fn is_json_otherwise_written() {
        for (text, json) in [
            (
                "a: 1\nb: [no, 'x', \"y\\n\"]\n",
                r#"{"a":1,"b":["no","x","y\n"]}"#,
            ),
            ("200: {null: ~}\n", r#"{"200":{"null":null}}"#),
            (
                "a: |\n  x\n  y\nb: >-\n  x\n  y\n",
                r#"{"a":"x\ny\n","b":"x y"}"#,
            ),
            ("a: &x {b: 1}\nc: *x\n", r#"{"a":{"b":1},"c":{"b":1}}"#),
            ("\"<<\": 1", r#"{"<<":1}"#),
            ("a: 1\na: 2\n", r#"{"a":1,"a":2}"#),
            ("{\"a\": [1.0, 1e2]}", r#"{"a":[1.0,1e2]}"#),
        ] {
            assert_eq!(compact(text), Ok(json.to_owned()), "{text:?}");
        }
    }

    #[test]
    fn is_bounded() {
        let bomb = (1..30).map(|n| format!("- &a{n} [*a{0}, *a{0}, *a{0}]\n", n - 1));
        let bomb = format!("- &a0 [x, x]\n{}", bomb.collect::<String>());
        let scalars = format!("- &a {}\n{}", "x".repeat(1 << 20), "- *a\n".repeat(100));
        let nested = (1..100_000).map(|n| format!("- &a{n} [*a{}]\n", n - 1));
        let nested = format!("- &a0 x\n{}", nested.collect::<String>());
        for (text, message) in [
            (bomb, "too large"),
            (scalars, "too large"),
            (nested, "too deep"),
            ("- ".repeat(100_000), "too deep"),
            ("[".repeat(100_000), "recursion limit"),
            ("? ".repeat(100_000), "a key must be a scalar"),
            ("a: &x [*x]".to_owned(), "1:8: this alias"),
            ("a: *x".to_owned(), "unknown anchor"),
            ("{---".to_owned(), "flow mapping"),
        ] {
            let error = compact(&text).unwrap_err();
            assert!(error.contains(message), "{error}");
        }
        let deep = format!("{}x", "- ".repeat(DEPTH));
        assert!(compact(&deep).is_ok() && compact(&format!("- {deep}")).is_err());
    }

    #[test]
    fn is_strict() {
        for (text, error) in [
            ("", "1:1: there is no document in it"),
            ("# nothing\n", "1:1: there is no document in it"),
            (
                "a: 1\n---\nb: 2\n",
                "2:1: a second document begins here, and only one is read",
            ),
            (
                "a:\n  <<: 1\n",
                "2:3: YAML 1.2 has no merge keys: write out the members of `<<`",
            ),
            ("? [a]\n: 1\n", "1:3: a key must be a scalar, as in JSON"),
            (
                "a: .inf",
                "1:4: JSON has no number .inf: write another value, or a text in quotes",
            ),
            ("a: !!binary aGk=", &format!("1:4: {}", yaml::FOREIGN)),
            ("a: !own aGk=", &format!("1:4: {}", yaml::FOREIGN)),
        ] {
            assert_eq!(compact(text), Err(error.to_owned()));
        }
    }
}
