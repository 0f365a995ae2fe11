//! Texts in other languages than JSON: as JSON, with the places of their values in the source.
//!
//! All that judges and reports works on JSON; findings and problems are moved to the source before
//! they are reported. [`convert`] makes JSON of documents, and [`Sources`] of schemas, which know
//! no more of a place than line and column.

use std::ops::Range;

use exactschema::diagnose::{Diagnosis, Position, Span};
use exactschema_frontend::lines::Lines;

mod jsonc;
mod layout;
mod scalar;
mod sources;
mod toml;
mod yaml;

pub use layout::{LaidOut, laid_out};
pub use sources::Sources;

/// A language other than JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    /// JSON with comments, and with commas after last elements.
    Jsonc,
    /// TOML.
    Toml,
    /// YAML 1.2.
    Yaml,
}

impl Syntax {
    /// The language of files whose names have an ending, which is in lower case and without a dot.
    #[must_use]
    pub fn of_ending(ending: &str) -> Option<Self> {
        match ending {
            "jsonc" => Some(Syntax::Jsonc),
            "toml" => Some(Syntax::Toml),
            "yaml" | "yml" => Some(Syntax::Yaml),
            _ => None,
        }
    }
}

/// The bytes that aliases may add to a document.
const ADDED: usize = 16 << 20;

/// The byte order mark.
const MARK: char = '\u{feff}';

/// The greatest depth of a document, at which the evaluator refuses it.
const DEPTH: usize = 128;

/// A document as JSON.
#[derive(Default)]
pub struct Converted {
    json: String,
    /// The offsets of values and names in the JSON, in ascending order, each with that in the
    /// source; none, if they are the same.
    starts: Vec<(usize, usize)>,
    /// The offsets of their ends.
    ends: Vec<(usize, usize)>,
    /// The parts of the JSON that aliases repeat, in ascending order, each with the offset of the
    /// alias.
    aliases: Vec<(Range<usize>, usize)>,
    /// The length of the byte order mark, from which offsets in the source count.
    mark: usize,
}

/// The reason why a document is none that JSON could express.
#[derive(Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The bytes of the source that it is about.
    pub range: Range<usize>,
    /// The reason itself.
    pub message: String,
}

/// The documents of a text.
pub fn convert(syntax: Syntax, text: &[u8]) -> Vec<Result<Converted, Refusal>> {
    let text = match std::str::from_utf8(text) {
        Ok(text) => text,
        Err(error) => {
            let at = error.valid_up_to();
            return vec![Err(Refusal {
                range: at..at,
                message: "expected text in UTF-8, found bytes that are none".to_owned(),
            })];
        }
    };
    // Editors of Windows begin files with a mark that belongs to no language.
    let mark = if text.starts_with(MARK) {
        MARK.len_utf8()
    } else {
        0
    };
    let mut documents = match syntax {
        Syntax::Yaml => yaml::convert(&text[mark..]),
        Syntax::Toml => vec![toml::convert(&text[mark..])],
        Syntax::Jsonc => vec![jsonc::convert(&text[mark..])],
    };
    if documents.is_empty() {
        documents.push(Err(Refusal {
            range: 0..0,
            message: "expected a document, found none".to_owned(),
        }));
    }
    for document in &mut documents {
        match document {
            Ok(converted) => converted.mark = mark,
            Err(refusal) => refusal.range = refusal.range.start + mark..refusal.range.end + mark,
        }
    }
    documents
}

impl Refusal {
    /// Its line and column, from 1.
    #[must_use]
    pub fn position(&self, source: &[u8]) -> (usize, usize) {
        Lines::new(source).position(self.range.start)
    }

    /// Makes it the finding of a document that is empty as JSON.
    pub fn explain(&self, diagnosis: &mut Diagnosis, source: &[u8]) {
        diagnosis.findings.truncate(1);
        for finding in &mut diagnosis.findings {
            finding.message.clone_from(&self.message);
            finding.span = span(&Lines::new(source), self.range.clone());
        }
    }
}

impl Converted {
    /// The JSON.
    #[must_use]
    pub fn json(&self) -> &[u8] {
        self.json.as_bytes()
    }

    /// The line and column in the source at which it begins, from 1.
    #[must_use]
    pub fn position(&self, source: &[u8]) -> (usize, usize) {
        Lines::new(source).position(self.start())
    }

    /// The offset in the source at which it begins.
    fn start(&self) -> usize {
        self.mark + self.starts.first().map_or(0, |(_, source)| *source)
    }

    /// Moves findings from the JSON to the source.
    pub fn relocate(&self, diagnosis: &mut Diagnosis, source: &[u8]) {
        let lines = Lines::new(source);
        for finding in &mut diagnosis.findings {
            let at = finding.span.start.offset;
            let count = self.aliases.partition_point(|(part, _)| part.start <= at);
            let last = self.aliases[..count].last();
            if let Some((_, alias)) = last.filter(|(part, _)| part.contains(&at)) {
                let place = position(&lines, self.mark + alias);
                finding.message += &format!(", by the alias at {place}");
            }
            for span in std::iter::once(&mut finding.span).chain(&mut finding.related) {
                let start = self.mark + before(&self.starts, span.start.offset);
                let end = self.mark + after(&self.ends, span.end.offset);
                *span = self::span(&lines, start..end.max(start));
            }
        }
        let findings = &mut diagnosis.findings;
        findings.sort_by_key(|finding| (finding.severity, finding.span.start.offset));
    }

    /// Adds a text of JSON for one of the source.
    fn push(&mut self, json: &str, source: Range<usize>) {
        self.starts.push((self.json.len(), source.start));
        self.json.push_str(json);
        self.ends.push((self.json.len(), source.end));
    }

    /// Begins an array or an object.
    fn open(&mut self, bracket: char, source: usize) {
        self.starts.push((self.json.len(), source));
        self.json.push(bracket);
    }

    /// Ends one.
    fn close(&mut self, bracket: char, source: usize) {
        self.json.push(bracket);
        self.ends.push((self.json.len(), source));
    }

    /// Repeats a part, with its places, for an alias at an offset of the source.
    fn repeat(&mut self, part: Range<usize>, alias: usize) {
        let start = self.json.len();
        self.aliases.push((start..start + part.len(), alias));
        let shift = self.json.len() - part.start;
        let copy = self.json[part.clone()].to_owned();
        self.json.push_str(&copy);
        for places in [&mut self.starts, &mut self.ends] {
            let low = places.partition_point(|(json, _)| *json < part.start);
            let high = places.partition_point(|(json, _)| *json <= part.end);
            let copies: Vec<_> = places[low..high]
                .iter()
                .map(|(json, source)| (json + shift, *source))
                .collect();
            places.extend(copies);
        }
    }
}

/// The place in the source of the last value that begins at an offset or before it.
fn before(places: &[(usize, usize)], offset: usize) -> usize {
    let at = places.partition_point(|(json, _)| *json <= offset);
    at.checked_sub(1).map_or(offset, |at| places[at].1)
}

/// The place in the source of the first end at an offset or after it.
fn after(places: &[(usize, usize)], offset: usize) -> usize {
    let at = places.partition_point(|(json, _)| *json < offset);
    places
        .get(at)
        .or(places.last())
        .map_or(offset, |place| place.1)
}

/// The span of a range of bytes.
fn span(lines: &Lines<'_>, range: Range<usize>) -> Span {
    Span {
        start: position(lines, range.start),
        end: position(lines, range.end),
    }
}

fn position(lines: &Lines<'_>, offset: usize) -> Position {
    let (line, column) = lines.position(offset);
    Position {
        offset,
        line,
        column,
    }
}
