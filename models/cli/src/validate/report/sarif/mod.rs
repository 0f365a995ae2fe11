//! `--format sarif`: SARIF 2.1.0, for code scanning.

mod log;
mod rules;
mod uri;

use std::io::{self, Write};

use models::diagnose::{Finding, Span};
use sha2::{Digest, Sha256};

use super::words::{message, pointer, severity};
use super::{FileEnd, Record, Report, Summary};
use crate::Program;
use crate::input::Source;
use log::{
    Driver, Fingerprints, Invocation, Location, LogicalLocation, Message, Notification,
    PhysicalLocation, Properties, Region, SarifResult, Tool,
};
use uri::artifact;

/// A log with one run. Its results are written as they come, and what depends on all of
/// them after them: the properties of an object have no order.
pub(super) struct Sarif<'a> {
    out: Box<dyn Write + 'a>,
    schema: &'a str,
    values: bool,
    /// The keywords of the results so far; a result names its rule by its index.
    rules: Vec<String>,
    notifications: Vec<Notification>,
    is_begun: bool,
    has_results: bool,
}

/// The beginning, up to the first result.
const HEAD: &str = r#"{"$schema":"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json","version":"2.1.0","runs":[{"columnKind":"unicodeCodePoints","results":["#;

impl<'a> Sarif<'a> {
    pub(super) fn new(out: impl Write + 'a, schema: &'a str, values: bool) -> Self {
        Sarif {
            out: Box::new(out),
            schema,
            values,
            rules: Vec::new(),
            notifications: Vec::new(),
            is_begun: false,
            has_results: false,
        }
    }

    fn begin(&mut self) -> io::Result<()> {
        match std::mem::replace(&mut self.is_begun, true) {
            true => Ok(()),
            false => self.out.write_all(HEAD.as_bytes()),
        }
    }

    fn result(&mut self, record: &Record<'_>, finding: &Finding) -> io::Result<()> {
        let separator = match std::mem::replace(&mut self.has_results, true) {
            true => ",\n",
            false => "\n",
        };
        self.out.write_all(separator.as_bytes())?;
        let result = SarifResult {
            rule_id: &finding.keyword,
            rule_index: self.rule(&finding.keyword),
            level: severity(finding),
            message: Message::new(format!("{}: {}", pointer(finding), message(finding))),
            locations: vec![self.location(record, finding)],
            related_locations: self.related(record, finding),
            partial_fingerprints: fingerprints(record, finding),
            properties: properties(record, finding),
        };
        Ok(serde_json::to_writer(&mut self.out, &result)?)
    }

    fn rule(&mut self, keyword: &str) -> usize {
        let known = self.rules.iter().position(|rule| *rule == keyword);
        known.unwrap_or_else(|| {
            self.rules.push(keyword.to_owned());
            self.rules.len() - 1
        })
    }

    fn location(&self, record: &Record<'_>, finding: &Finding) -> Location {
        // The whole document has no name of its own.
        let logical = (!finding.pointer.is_empty()).then(|| LogicalLocation {
            fully_qualified_name: pointer(finding),
            kind: "value",
        });
        Location {
            physical_location: self.physical(record, finding.span),
            logical_locations: logical.into_iter().collect(),
            message: None,
        }
    }

    fn related(&self, record: &Record<'_>, finding: &Finding) -> Vec<Location> {
        let related = finding.related.map(|span| Location {
            physical_location: self.physical(record, span),
            logical_locations: Vec::new(),
            message: Some(Message::new("the first one".to_owned())),
        });
        related.into_iter().collect()
    }

    fn physical(&self, record: &Record<'_>, span: Span) -> PhysicalLocation {
        let place = record.place(span);
        let shown = record.value(span).filter(|_| self.values);
        PhysicalLocation {
            artifact_location: artifact(record.source),
            region: Some(Region {
                start_line: place.line,
                start_column: place.column,
                end_line: place.end_line,
                end_column: place.end_column,
                snippet: shown.map(Message::new),
            }),
        }
    }

    /// Adds a notification about the run, or about a file.
    fn notify(&mut self, level: &'static str, source: Option<&Source>, text: String) {
        let location = source.map(|source| Location {
            physical_location: PhysicalLocation {
                artifact_location: artifact(source),
                region: None,
            },
            logical_locations: Vec::new(),
            message: None,
        });
        self.notifications.push(Notification {
            level,
            message: Message::new(text),
            locations: location.into_iter().collect(),
        });
    }
}

impl Report for Sarif<'_> {
    fn record(&mut self, record: &Record<'_>) -> io::Result<()> {
        self.begin()?;
        for finding in &record.diagnosis.findings {
            self.result(record, finding)?;
        }
        Ok(())
    }

    fn file_end(&mut self, file: &FileEnd<'_>) -> io::Result<()> {
        if let Some(problem) = file.problem {
            let text = format!("{}: {problem}", file.source);
            self.notify("error", Some(file.source), text);
        }
        Ok(())
    }

    fn finish(&mut self, summary: &Summary) -> io::Result<()> {
        self.begin()?;
        if let Some(text) = summary.not_shown() {
            self.notify("note", None, text);
        }
        if summary.interrupted {
            let text = "the program was stopped before all documents were validated";
            self.notify("error", None, text.to_owned());
        }
        let names = std::mem::take(&mut self.rules);
        let rules = names.iter().map(|keyword| rules::rule(keyword));
        let tool = Tool {
            driver: Driver {
                name: Program::running().name(),
                version: env!("CARGO_PKG_VERSION"),
                rules: rules.collect(),
            },
        };
        let invocations = [Invocation {
            execution_successful: summary.unreadable == 0 && !summary.interrupted,
            tool_execution_notifications: std::mem::take(&mut self.notifications),
        }];
        write!(self.out, "\n],\"tool\":")?;
        serde_json::to_writer(&mut self.out, &tool)?;
        write!(self.out, ",\n\"invocations\":")?;
        serde_json::to_writer(&mut self.out, &invocations)?;
        write!(self.out, ",\n\"properties\":")?;
        serde_json::to_writer(&mut self.out, &serde_json::json!({ "schema": self.schema }))?;
        writeln!(self.out, "}}]}}")
    }
}

/// The same for a finding although lines come or go before it in its document. Of the contents
/// nothing is in it: a short value could be guessed from its hash.
fn fingerprints(record: &Record<'_>, finding: &Finding) -> Fingerprints {
    let keyword_location = finding.schema.as_ref().map(|place| place.pointer.as_str());
    let number = record.record.map(|number| number.to_string());
    let file = record.source.name();
    let parts: [&str; 5] = [
        &file,
        number.as_deref().unwrap_or_default(),
        &finding.pointer,
        &finding.keyword,
        keyword_location.unwrap_or_default(),
    ];
    let digest = Sha256::digest(parts.join("\0"));
    let bytes = digest.iter().take(8);
    Fingerprints {
        location: bytes.map(|byte| format!("{byte:02x}")).collect(),
    }
}

/// Properties that SARIF does not define, by the names of `--format json`.
fn properties<'f>(record: &Record<'_>, finding: &'f Finding) -> Properties<'f> {
    let place = finding.schema.as_ref();
    Properties {
        record: record.record,
        keyword_location: place.map(|place| &*place.pointer),
        schema_line: place.map(|place| place.line),
    }
}

#[cfg(test)]
mod tests;
