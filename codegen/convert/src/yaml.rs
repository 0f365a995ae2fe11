//! YAML 1.2, as far as it is JSON otherwise written (RFC 9512 §3.4), by the Core Schema.
//!
//! Aliases repeat what their anchors name, to a bound; what is found in a repetition is reported
//! where it is written. Merge keys, which 1.2 does not have, and keys that are no scalars are
//! refused.

use std::collections::BTreeMap;
use std::ops::Range;

use exactschema_frontend::json::quoted;
use saphyr_parser::{Event, Marker, Parser, ScalarStyle, Tag};

use crate::scalar::{self, FOREIGN};
use crate::{ADDED, Converted, DEPTH, Refusal};

/// The documents of a stream. None follows one that is refused.
pub(super) fn convert(text: &str) -> Vec<Result<Converted, Refusal>> {
    let mut documents = Vec::new();
    let mut loader = Loader::new(text);
    let mut parser = Parser::new_from_str(text);
    while let Some(event) = parser.next_event() {
        let taken = match event {
            Ok((Event::StreamEnd, _)) => break,
            Ok((Event::DocumentEnd, _)) => {
                documents.push(Ok(std::mem::take(&mut loader.converted)));
                loader.anchors.clear();
                Ok(())
            }
            Ok((event, span)) => loader.take(event, &span.start, &span.end),
            Err(error) => {
                let at = loader.offset(error.marker());
                let at = match error.info().contains("tab") {
                    true => tab(text, at),
                    false => at,
                };
                refuse(at..at, format!("expected YAML: {}", error.info()))
            }
        };
        if let Err(refusal) = taken {
            documents.push(Err(refusal));
            break;
        }
    }
    documents
}

/// The offset of the tab that an error at an offset is about: the parser reports it from the place
/// where it began to look for something else.
fn tab(text: &str, at: usize) -> usize {
    let next = text[at..].find('\t').map(|tab| at + tab);
    match text[..at].ends_with('\t') {
        true => at - 1,
        false => next.unwrap_or(at),
    }
}

/// An array or an object that has not ended.
struct Open {
    is_object: bool,
    /// The values and names so far.
    count: usize,
    anchor: usize,
    /// Its offsets in the JSON and in the source.
    start: usize,
    source: usize,
}

struct Loader<'t> {
    text: &'t str,
    /// The offsets of the characters; none, if all are bytes.
    offsets: Vec<usize>,
    converted: Converted,
    open: Vec<Open>,
    /// The ranges in the JSON of what anchors name.
    anchors: BTreeMap<usize, Range<usize>>,
    added: usize,
    /// The end of the last value in the source.
    end: usize,
}

impl<'t> Loader<'t> {
    fn new(text: &'t str) -> Self {
        let offsets = match text.is_ascii() {
            true => Vec::new(),
            false => text.char_indices().map(|(offset, _)| offset).collect(),
        };
        Loader {
            text,
            offsets,
            converted: Converted::default(),
            open: Vec::new(),
            anchors: BTreeMap::new(),
            added: 0,
            end: 0,
        }
    }

    /// The offset of a marker in bytes.
    fn offset(&self, marker: &Marker) -> usize {
        let index = marker.index();
        let offset = match self.offsets.is_empty() {
            true => index,
            false => self.offsets.get(index).copied().unwrap_or(usize::MAX),
        };
        offset.min(self.text.len())
    }

    fn take(&mut self, event: Event<'_>, start: &Marker, end: &Marker) -> Result<(), Refusal> {
        let start = self.offset(start);
        // The text of a block ends with the line after it.
        let source = self.text.get(start..self.offset(end)).unwrap_or_default();
        let length = quoted_length(source).unwrap_or(source.trim_end().len());
        let range = start..start + length;
        let is_name = self.open.last().is_some_and(Open::wants_name);
        match event {
            Event::Scalar(text, style, ..) if is_name => {
                if text == "<<" && style == ScalarStyle::Plain {
                    let message = "YAML 1.2 has no merge keys: write out the members of `<<`";
                    return refuse(range, message.to_owned());
                }
                self.separate();
                self.end = range.end;
                self.converted.push(&quoted(&text), range);
                self.converted.json.push(':');
                Ok(())
            }
            Event::SequenceStart(..) | Event::MappingStart(..) | Event::Alias(_) if is_name => {
                refuse(range, "a key must be a scalar, as in JSON".to_owned())
            }
            Event::Scalar(text, style, anchor, tag) => {
                let json = scalar(&text, style, tag.as_deref());
                let json = json.map_err(|message| Refusal {
                    range: range.clone(),
                    message,
                })?;
                self.separate();
                self.end = range.end;
                let at = self.converted.json.len();
                self.converted.push(&json, range);
                self.name(anchor, at);
                Ok(())
            }
            Event::SequenceStart(anchor, tag) => {
                self.begin('[', anchor, start, (tag.as_deref(), "seq"))
            }
            Event::MappingStart(anchor, tag) => {
                self.begin('{', anchor, start, (tag.as_deref(), "map"))
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(open) = self.open.pop() {
                    let bracket = if open.is_object { '}' } else { ']' };
                    // Of blocks the end is that of their last value.
                    if source.starts_with([']', '}']) {
                        self.end = start + 1;
                    }
                    self.converted.close(bracket, self.end.max(open.source));
                    self.name(open.anchor, open.start);
                }
                Ok(())
            }
            Event::Alias(anchor) => self.alias(anchor, range),
            _ => Ok(()),
        }
    }

    fn begin(
        &mut self,
        bracket: char,
        anchor: usize,
        at: usize,
        (tag, own): (Option<&Tag>, &str),
    ) -> Result<(), Refusal> {
        if tag.is_some_and(|tag| !tag.is_yaml_core_schema() || tag.suffix != own) {
            return refuse(at..at, FOREIGN.to_owned());
        }
        if self.open.len() >= DEPTH {
            return refuse(at..at, "values nest too deep".to_owned());
        }
        self.separate();
        self.open.push(Open {
            is_object: bracket == '{',
            count: 0,
            anchor,
            start: self.converted.json.len(),
            source: at,
        });
        self.converted.open(bracket, at);
        Ok(())
    }

    /// Writes the comma before a value that is not the first one, and counts it.
    fn separate(&mut self) {
        if let Some(open) = self.open.last_mut() {
            let is_first = open.count == 0;
            let follows_name = open.is_object && open.count % 2 == 1;
            open.count += 1;
            if !is_first && !follows_name {
                self.converted.json.push(',');
            }
        }
    }

    /// Remembers what an anchor names, which has just been written.
    fn name(&mut self, anchor: usize, start: usize) {
        if anchor > 0 {
            self.anchors
                .insert(anchor, start..self.converted.json.len());
        }
    }

    fn alias(&mut self, anchor: usize, range: Range<usize>) -> Result<(), Refusal> {
        let Some(part) = self.anchors.get(&anchor).cloned() else {
            let message = "this alias refers to a key, or to a value that it is part of";
            return refuse(range, message.to_owned());
        };
        self.added += part.len();
        if self.added > ADDED {
            return refuse(range, "aliases make this document too large".to_owned());
        }
        self.separate();
        self.end = range.end;
        self.converted.repeat(part, range.start);
        Ok(())
    }
}

/// The length of the scalar in quotes that a text begins with: the parser counts white space and
/// comments after it, too.
fn quoted_length(source: &str) -> Option<usize> {
    let bytes = source.as_bytes();
    let quote = *bytes
        .first()
        .filter(|quote| matches!(quote, b'"' | b'\''))?;
    let mut at = 1;
    loop {
        at += match (bytes.get(at..)?, quote) {
            ([b'\\', _, ..], b'"') | ([b'\'', b'\'', ..], b'\'') => 2,
            ([byte, ..], _) if *byte == quote => return Some(at + 1),
            ([], _) => return None,
            _ => 1,
        };
    }
}

impl Open {
    /// Whether the name of a member comes next.
    fn wants_name(&self) -> bool {
        self.is_object && self.count.is_multiple_of(2)
    }
}

/// The JSON of a scalar.
fn scalar(text: &str, style: ScalarStyle, tag: Option<&Tag>) -> Result<String, String> {
    match tag {
        None if style == ScalarStyle::Plain => scalar::plain(text),
        Some(tag) if tag.is_yaml_core_schema() => scalar::tagged(text, &tag.suffix),
        // A tag of `!` alone is a string, whatever the text.
        Some(tag) if (tag.handle.as_str(), tag.suffix.as_str()) != ("", "!") => {
            Err(FOREIGN.to_owned())
        }
        _ => Ok(quoted(text)),
    }
}

fn refuse(range: Range<usize>, message: String) -> Result<(), Refusal> {
    Err(Refusal { range, message })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The JSON of all documents, and where the last one ends.
    fn compact(text: &str) -> Result<String, String> {
        let documents = convert(text).into_iter().map(|document| {
            let document = document.map_err(|refusal| {
                let line = 1 + text[..refusal.range.start].matches('\n').count();
                format!("{line}: {}", refusal.message)
            })?;
            Ok(document.json)
        });
        Ok(documents.collect::<Result<Vec<_>, String>>()?.join(" "))
    }

    #[test]
    fn is_json_otherwise_written() {
        for (text, json) in [
            (
                "a: 1\nb: [no, 'x', \"y\\n\"]\n",
                r#"{"a":1,"b":["no","x","y\n"]}"#,
            ),
            ("200: {null: ~, b: }\n", r#"{"200":{"null":null,"b":null}}"#),
            (
                "a: |\n  x\n  y\nb: >-\n  x\n  y\n",
                r#"{"a":"x\ny\n","b":"x y"}"#,
            ),
            (
                "a: &x {b: [1]}\nc: [*x, *x]\n",
                r#"{"a":{"b":[1]},"c":[{"b":[1]},{"b":[1]}]}"#,
            ),
            ("\"<<\": 1", r#"{"<<":1}"#),
            ("a: 1\na: 2\n", r#"{"a":1,"a":2}"#),
            (
                "[+1, .5, 0x1F, 0o17, 007, 1e999, 12345678901234567890123, 1_0, 1e]",
                r#"[1,0.5,31,15,7,1e999,12345678901234567890123,"1_0","1e"]"#,
            ),
            ("!!str 1", r#""1""#),
            ("a: 1\n---\nb\n--- \n...\n", r#"{"a":1} "b" null"#),
            ("# nothing\n", ""),
        ] {
            assert_eq!(compact(text).as_deref(), Ok(json), "{text:?}");
        }
    }

    #[test]
    fn is_strict_and_bounded() {
        let bomb = (1..30).map(|n| format!("- &a{n} [*a{0}, *a{0}, *a{0}]\n", n - 1));
        let bomb = format!("- &a0 [x, x]\n{}", bomb.collect::<String>());
        for (text, error) in [
            (bomb, "too large"),
            ("- ".repeat(100_000), "too deep"),
            ("[".repeat(100_000), "recursion limit"),
            ("a: &x [*x]".to_owned(), "1: this alias"),
            ("a: *x".to_owned(), "1: expected YAML: "),
            (
                "a:\n  <<: {b: 1}\n".to_owned(),
                "2: YAML 1.2 has no merge keys",
            ),
            ("? [a]\n: 1\n".to_owned(), "1: a key must be a scalar"),
            ("a:\n- .inf".to_owned(), "2: JSON has no number .inf"),
            (
                "a: !!binary aGk=".to_owned(),
                "1: JSON has nothing that has this tag",
            ),
            ("a: !!int x".to_owned(), "1: this is not a"),
        ] {
            let found = compact(&text).unwrap_err();
            assert!(found.contains(error), "{found}");
        }
    }

    #[test]
    fn every_value_has_its_place() {
        let text = "ключ: [é, 'b c']  # comment\nmap:\n  block: |\n    one\n    two\nlast: 77 # c\nquoted: 'q'' r' # 'd'\n";
        let document = convert(text).remove(0).unwrap();
        let source = |json: &str| {
            let start = document.json.find(json).unwrap();
            let span = (
                crate::before(&document.starts, start),
                crate::after(&document.ends, start + json.len()),
            );
            &text[span.0..span.1]
        };
        assert_eq!(source("\"ключ\""), "ключ");
        assert_eq!(source("\"é\""), "é");
        assert_eq!(source("\"b c\""), "'b c'");
        assert_eq!(source(r#"["é","b c"]"#), "[é, 'b c']");
        assert_eq!(source(r#""one\ntwo\n""#), "one\n    two");
        assert_eq!(
            source(r#"{"block":"one\ntwo\n"}"#),
            "block: |\n    one\n    two"
        );
        assert_eq!(source("77"), "77");
        assert_eq!(source("\"q' r\""), "'q'' r'");
    }
}
