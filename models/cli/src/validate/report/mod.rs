//! Formats of the report.

use std::borrow::Cow;
use std::io;

use exactschema::evaluate::Output;
use models::diagnose::{Diagnosis, Span};

use super::limit::{Limit, Tally};
use crate::input::Source;

mod github;
mod html;
mod json;
mod junit;
mod options;
mod reports;
mod request;
mod sarif;
mod standard;
mod text;
mod words;

#[cfg(test)]
mod fixture;

pub(crate) use options::Options;
pub(crate) use reports::Reports;

/// A document that is reported.
pub(crate) struct Record<'a> {
    /// The file.
    pub(crate) source: &'a Source,
    /// The number of the document in a JSON Lines file, from 1; `None` if the file is one
    /// document.
    pub(crate) record: Option<u64>,
    /// The line of the file at which it begins, from 1. The lines of its findings
    /// count from its own beginning.
    pub(crate) line: usize,
    /// Its bytes.
    pub(crate) text: &'a [u8],
    /// Its verdict, and its findings.
    pub(crate) diagnosis: &'a Diagnosis,
    /// Its standard output, if a format is of that.
    pub(crate) output: Option<&'a Output>,
    /// The limit that was applied.
    pub(crate) limit: Limit,
}

/// A file whose documents have all been reported.
pub(crate) struct FileEnd<'a> {
    /// The file.
    pub(crate) source: &'a Source,
    /// The number of its invalid documents, reported or not.
    pub(crate) invalid: u64,
    /// The reason why it could not be read, or not to its end.
    pub(crate) problem: Option<&'a str>,
}

/// The totals of a run.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(test, derive(Default))]
pub(crate) struct Summary {
    /// The number of valid documents.
    pub(crate) valid: u64,
    /// The number of invalid documents.
    pub(crate) invalid: u64,
    /// The number of documents that have no schema.
    pub(crate) skipped: u64,
    /// The number of files that could not be read.
    pub(crate) unreadable: u64,
    /// The reported findings.
    pub(crate) reported: Tally,
    /// The omitted findings.
    pub(crate) omitted: Tally,
    /// The limit that was applied.
    pub(crate) limit: Limit,
    /// Whether a signal stopped the program.
    pub(crate) interrupted: bool,
}

/// A format of the report, written as the documents come, in their order.
pub(crate) trait Report {
    /// Reports a document with findings.
    fn record(&mut self, record: &Record<'_>) -> io::Result<()>;

    /// Reports a document without findings, or of which none is to be shown; called if a
    /// format asks for all documents.
    fn without_findings(&mut self, _: &Record<'_>) -> io::Result<()> {
        Ok(())
    }

    /// Ends a file, after its documents; called for every file, with findings or without.
    fn file_end(&mut self, _: &FileEnd<'_>) -> io::Result<()> {
        Ok(())
    }

    /// Ends the report; called however the work ends, since some formats are incomplete
    /// without it.
    fn finish(&mut self, summary: &Summary) -> io::Result<()>;
}

impl Summary {
    /// That of no documents yet.
    pub(crate) fn new(limit: Limit) -> Self {
        Summary {
            valid: 0,
            invalid: 0,
            skipped: 0,
            unreadable: 0,
            reported: Tally::default(),
            omitted: Tally::default(),
            limit,
            interrupted: false,
        }
    }

    /// Counts the findings of a document.
    pub(crate) fn count(&mut self, diagnosis: &Diagnosis) {
        self.reported += Tally::kept(diagnosis);
        self.omitted += Tally::omitted(diagnosis);
    }

    /// A sentence on the omitted findings, if there are any.
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
    /// A sentence on the omitted findings, if there are any.
    fn not_shown(&self) -> Option<String> {
        Tally::omitted(self.diagnosis).not_shown(self.limit)
    }

    /// The location of the span in the file.
    fn place(&self, span: Span) -> Place {
        Place {
            line: self.line - 1 + span.start.line,
            column: span.start.column,
            end_line: self.line - 1 + span.end.line,
            end_column: span.end.column,
        }
    }

    /// The text at the span, shortened; `None` if it is empty.
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
