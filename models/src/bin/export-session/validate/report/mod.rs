//! How the findings are told.

use std::io;

use models::diagnose::{Diagnosis, Severity};

mod text;

pub(crate) use text::Text;

/// A document about which there is something to say.
pub(crate) struct Record<'a> {
    /// The file as the user knows it; `<stdin>` for standard input.
    pub(crate) source: &'a str,
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
}

/// A file of which all documents have been told.
pub(crate) struct FileEnd<'a> {
    /// The file as the user knows it.
    pub(crate) source: &'a str,
    /// Why it could not be read, or not to its end.
    pub(crate) problem: Option<&'a str>,
}

/// What is told at the end.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Summary {
    /// How many documents are valid.
    pub(crate) valid: u64,
    /// How many documents are not.
    pub(crate) invalid: u64,
    /// How many files could not be read.
    pub(crate) unreadable: u64,
    /// How many findings were told for which a document is refused.
    pub(crate) problems: u64,
    /// How many findings were told for which none is.
    pub(crate) warnings: u64,
    /// How many findings were left out.
    pub(crate) omitted: u64,
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
        for finding in &diagnosis.findings {
            match finding.severity {
                Severity::Error => self.problems += 1,
                Severity::Warning => self.warnings += 1,
            }
        }
        self.omitted += diagnosis.omitted as u64;
    }
}
