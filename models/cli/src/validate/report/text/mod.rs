//! `--format text`: for people.

mod snippet;
mod style;
mod window;

use std::io::{self, Write};

use models::diagnose::{Finding, Severity};

use super::words::{document, location, message, pointer, schema_location};
use super::{Record, Report, Summary};
pub(super) use style::Style;

/// The parts of a finding that are shown.
#[derive(Clone, Copy)]
pub(super) enum Layout {
    /// One line a finding, with no value: `file:line:column: pointer: message [keyword] at
    /// schema:line`.
    Lines,
    /// With the line of the document, and marks under the value.
    Snippets { width: usize },
}

/// The report for people.
pub(super) struct Text<'a> {
    out: Box<dyn Write + 'a>,
    schema: &'a str,
    style: Style,
    layout: Layout,
}

impl<'a> Text<'a> {
    pub(super) fn new(out: impl Write + 'a, schema: &'a str, style: Style, layout: Layout) -> Self {
        Text {
            out: Box::new(out),
            schema,
            style,
            layout,
        }
    }

    fn line(&mut self, record: &Record<'_>, finding: &Finding) -> io::Result<()> {
        let Style {
            strong,
            warning,
            quiet,
            ..
        } = self.style;
        let (place, pointer) = (location(record, finding), pointer(finding));
        let (message, keyword) = (message(finding), &finding.keyword);
        write!(self.out, "{strong}{place}:{strong:#} ")?;
        if finding.severity == Severity::Warning {
            write!(self.out, "{warning}warning:{warning:#} ")?;
        }
        write!(self.out, "{pointer}: {message} {quiet}[{keyword}]")?;
        if let Some(place) = &finding.schema {
            write!(self.out, " at {}", schema_location(place, self.schema))?;
        }
        writeln!(self.out, "{quiet:#}")
    }
}

impl Report for Text<'_> {
    fn record(&mut self, record: &Record<'_>) -> io::Result<()> {
        for finding in &record.diagnosis.findings {
            match self.layout {
                Layout::Lines => self.line(record, finding)?,
                Layout::Snippets { width } => {
                    let snippet = snippet::Snippet {
                        record,
                        finding,
                        schema: self.schema,
                        style: self.style,
                        width,
                    };
                    writeln!(self.out, "{snippet}")?;
                }
            }
        }
        if let Some(more) = record.not_shown() {
            writeln!(self.out, "{}: {more}", document(record))?;
            if let Layout::Snippets { .. } = self.layout {
                writeln!(self.out)?;
            }
        }
        Ok(())
    }

    fn finish(&mut self, _: &Summary) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests;
