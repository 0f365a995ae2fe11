//! `--format text`: for people.

use std::io::{self, Write};

use super::{Record, Report, Summary};
use crate::output::{printable, shortened};

/// One line a finding: `file:line:column: pointer: message [keyword]`.
pub(crate) struct Text<'a> {
    out: &'a mut dyn Write,
}

impl<'a> Text<'a> {
    pub(crate) fn new(out: &'a mut dyn Write) -> Self {
        Text { out }
    }
}

impl Report for Text<'_> {
    fn record(&mut self, record: &Record<'_>) -> io::Result<()> {
        for finding in &record.diagnosis.findings {
            let start = finding.span.start;
            let (line, column) = (record.line - 1 + start.line, start.column);
            let pointer = match finding.pointer.as_str() {
                "" => "the document",
                pointer => pointer,
            };
            let (pointer, message) = (printable(&shortened(pointer)), printable(&finding.message));
            let (source, keyword) = (record.source, finding.keyword);
            writeln!(
                self.out,
                "{source}:{line}:{column}: {pointer}: {message} [{keyword}]"
            )?;
        }
        Ok(())
    }

    fn finish(&mut self, _: &Summary) -> io::Result<()> {
        Ok(())
    }
}
