//! A finding with the line that it is about.

use std::fmt;

use anstyle::Style as Ansi;
use models::diagnose::{Finding, Severity, Span};

use super::super::Record;
use super::super::words::{location, message, pointer, schema_location, severity};
use super::style::Style;
use super::window::Window;
use crate::output::printable;

/// ```text
/// error[type]: expected a string, found null
///   --> session.json:3:12 at /title
///    |
///  3 |     "title": null, "id": 7
///    |              ^^^^
///    = schema/export-session.schema.json:12 /properties/title/type
/// ```
pub(super) struct Snippet<'a> {
    pub(super) record: &'a Record<'a>,
    pub(super) finding: &'a Finding,
    /// The file of the schema.
    pub(super) schema: &'a str,
    pub(super) style: Style,
    /// Columns that the lines may take.
    pub(super) width: usize,
}

impl fmt::Display for Snippet<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.title(f)?;
        let place = location(self.record, self.finding);
        let (strong, pointer) = (self.style.strong, pointer(self.finding));
        let place = format!("{place} at {strong}{pointer}{strong:#}");
        self.arrow(f, "-->", &place)?;
        self.source(f, self.finding.span, '^', self.accent(), "")?;
        if let Some(related) = self.finding.related {
            let place = self.record.place(related);
            let (source, line, column) = (self.record.source, place.line, place.column);
            self.arrow(f, ":::", &format!("{source}:{line}:{column}"))?;
            self.source(f, related, '-', self.style.frame, " the first one")?;
        }
        self.keyword(f)
    }
}

impl Snippet<'_> {
    fn accent(&self) -> Ansi {
        match self.finding.severity {
            Severity::Error => self.style.error,
            Severity::Warning => self.style.warning,
        }
    }

    fn title(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (accent, strong) = (self.accent(), self.style.strong);
        let (severity, keyword) = (severity(self.finding), &self.finding.keyword);
        write!(f, "{accent}{severity}[{keyword}]{accent:#}")?;
        writeln!(f, "{strong}: {}{strong:#}", message(self.finding))
    }

    fn arrow(&self, f: &mut fmt::Formatter<'_>, arrow: &str, place: &str) -> fmt::Result {
        let (frame, gutter) = (self.style.frame, self.gutter());
        writeln!(f, "{:gutter$}{frame}{arrow}{frame:#} {place}", "")
    }

    /// The line of the document, and a line of marks under the value.
    fn source(
        &self,
        f: &mut fmt::Formatter<'_>,
        span: Span,
        mark: char,
        accent: Ansi,
        label: &str,
    ) -> fmt::Result {
        let (frame, gutter) = (self.style.frame, self.gutter());
        let line = self.record.place(span).line;
        let width = self.width.saturating_sub(gutter + 3);
        let window = Window::new(self.record.text, span.start.offset..span.end.offset, width);
        let (indent, marks) = (window.indent(), String::from(mark).repeat(window.marks()));
        let Window {
            before,
            value,
            after,
        } = &window;
        writeln!(f, "{:gutter$} {frame}|{frame:#}", "")?;
        writeln!(
            f,
            "{frame}{line:>gutter$} |{frame:#} {before}{accent}{value}{accent:#}{after}"
        )?;
        write!(f, "{:gutter$} {frame}|{frame:#} {:indent$}", "", "")?;
        writeln!(f, "{accent}{marks}{label}{accent:#}")
    }

    /// The location in the schema.
    fn keyword(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(place) = &self.finding.schema else {
            return Ok(());
        };
        let (frame, gutter) = (self.style.frame, self.gutter());
        let location = schema_location(place, self.schema);
        write!(f, "{:gutter$} {frame}={frame:#} ", "")?;
        match place.pointer.as_str() {
            "" => writeln!(f, "{location}"),
            pointer => writeln!(f, "{location} {}", printable(pointer)),
        }
    }

    /// Room for the greatest line number.
    fn gutter(&self) -> usize {
        let related = self.finding.related.unwrap_or(self.finding.span);
        let spans = [self.finding.span, related];
        let lines = spans.map(|span| self.record.place(span).line);
        let greatest = lines.into_iter().max().unwrap_or_default();
        greatest.to_string().len().max(2)
    }
}
