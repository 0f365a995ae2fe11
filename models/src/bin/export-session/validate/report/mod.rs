//! How the findings are told.

use std::borrow::Cow;
use std::io;

use models::diagnose::{Diagnosis, Span};

use super::limit::{Limit, Tally};
use crate::input::Source;

mod github;
mod json;
mod junit;
mod options;
mod sarif;
mod text;
mod words;

#[cfg(test)]
mod fixture;

pub(crate) use options::Options;

/// A document about which there is something to say.
pub(crate) struct Record<'a> {
    /// The file.
    pub(crate) source: &'a Source,
    /// Which document of a JSON Lines file it is, from 1; `None` if the file is one
    /// document.
    pub(crate) record: Option<u64>,
    /// The line of the file at which it begins, from 1. The lines of its findings
    /// count from its own beginning.
    pub(crate) line: usize,
    /// Its bytes.
    pub(crate) text: &'a [u8],
    /// What is said of it.
    pub(crate) diagnosis: &'a Diagnosis,
    /// Why something is left out.
    pub(crate) limit: Limit,
}

/// A file of which all documents have been told.
pub(crate) struct FileEnd<'a> {
    /// The file.
    pub(crate) source: &'a Source,
    /// How many of its documents are not valid, told or not.
    pub(crate) invalid: u64,
    /// Why it could not be read, or not to its end.
    pub(crate) problem: Option<&'a str>,
}

/// What is told at the end.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(test, derive(Default))]
pub(crate) struct Summary {
    /// How many documents are valid.
    pub(crate) valid: u64,
    /// How many documents are not.
    pub(crate) invalid: u64,
    /// How many files could not be read.
    pub(crate) unreadable: u64,
    /// What was told.
    pub(crate) told: Tally,
    /// What was left out.
    pub(crate) omitted: Tally,
    /// Why that was.
    pub(crate) limit: Limit,
    /// Whether the program was told to stop.
    pub(crate) interrupted: bool,
}

/// A format of the report, written as the documents come, in their order.
pub(crate) trait Report {
    /// A document with findings.
    fn record(&mut self, record: &Record<'_>) -> io::Result<()>;

    /// The end of a file, after its documents; every file has one, whether there was
    /// something to say or not.
    fn file_end(&mut self, _: &FileEnd<'_>) -> io::Result<()> {
        Ok(())
    }

    /// The end, to be called however the work ends: some formats are no documents
    /// without it.
    fn finish(&mut self, summary: &Summary) -> io::Result<()>;
}

impl Summary {
    /// Counts what is told of a document.
    pub(crate) fn count(&mut self, diagnosis: &Diagnosis) {
        self.told += Tally::kept(diagnosis);
        self.omitted += Tally::omitted(diagnosis);
    }

    /// That something was left out, if it was.
    pub(crate) fn not_shown(&self) -> Option<String> {
        self.omitted.not_shown(self.limit)
    }
}

/// A stretch of a file.
#[derive(Clone, Copy)]
struct Place {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

impl Record<'_> {
    /// That something is left out, if it is.
    fn not_shown(&self) -> Option<String> {
        Tally::omitted(self.diagnosis).not_shown(self.limit)
    }

    /// Where the span is in the file.
    fn place(&self, span: Span) -> Place {
        Place {
            line: self.line - 1 + span.start.line,
            column: span.start.column,
            end_line: self.line - 1 + span.end.line,
            end_column: span.end.column,
        }
    }

    /// The text at the span, of a bearable length; `None` if nothing is there.
    fn value(&self, span: Span) -> Option<String> {
        const MOST: usize = 200;
        let end = span.end.offset.min(self.text.len());
        // A code point takes four bytes at most.
        let near = end.min(span.start.offset.saturating_add(4 * (MOST + 1)));
        let text = String::from_utf8_lossy(self.text.get(span.start.offset..near)?);
        let cut = text.char_indices().nth(MOST).map(|(at, _)| at);
        let text = match cut {
            Some(at) => Cow::Owned(format!("{}…", &text[..at])),
            None => text,
        };
        (!text.is_empty()).then(|| text.into_owned())
    }
}
