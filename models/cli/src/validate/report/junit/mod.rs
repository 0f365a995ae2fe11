//! `--format junit`: the XML that CI systems show as test results.

mod case;

use std::io::{self, Write};

use models::diagnose::{Finding, Severity};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, Event};

use super::words::{document, location, message, pointer};
use super::{FileEnd, Record, Report, Summary};
use crate::Program;
use crate::output::printable;
use crate::validate::limit::{Tally, count};
use case::{Case, NOT_SHOWN, Outcome, Xml, xml};

/// A suite for each file, with a case for each document with findings, and one for the file.
/// There are no times, so that the report of the same documents is the same.
pub(super) struct JUnit<'a> {
    xml: Xml<'a>,
    values: bool,
    is_begun: bool,
    /// The current file, and its cases: their number is written first.
    source: String,
    cases: Vec<Case>,
    /// The number of invalid documents in the files before it.
    failed: u64,
}

impl<'a> JUnit<'a> {
    pub(super) fn new(out: impl Write + 'a, values: bool) -> Self {
        JUnit {
            xml: Writer::new_with_indent(Box::new(out), b' ', 2),
            values,
            is_begun: false,
            source: String::new(),
            cases: Vec::new(),
            failed: 0,
        }
    }

    fn begin(&mut self) -> io::Result<()> {
        if std::mem::replace(&mut self.is_begun, true) {
            return Ok(());
        }
        let declaration = BytesDecl::new("1.0", Some("UTF-8"), None);
        self.xml.write_event(Event::Decl(declaration))?;
        let suites =
            BytesStart::new("testsuites").with_attributes([("name", Program::running().name())]);
        self.xml.write_event(Event::Start(suites))
    }

    fn line(&self, record: &Record<'_>, finding: &Finding) -> String {
        let (place, pointer) = (location(record, finding), pointer(finding));
        let (message, keyword) = (message(finding), &finding.keyword);
        let warning = match finding.severity {
            Severity::Error => "",
            Severity::Warning => "warning: ",
        };
        let mut line = format!("{place}: {warning}{pointer}: {message} [{keyword}]");
        if let Some(value) = record.value(finding.span).filter(|_| self.values) {
            line.push_str("\n  found: ");
            line.push_str(&printable(&value));
        }
        line
    }

    /// The failure of those of the invalid documents of a file that have no case.
    fn not_shown(&self, invalid: u64) -> Option<Outcome> {
        let failures = self.cases.iter().filter(|case| case.outcome.is_failure());
        let more = invalid.saturating_sub(failures.count() as u64);
        (more > 0).then(|| Outcome::not_shown(more))
    }

    fn suite(&mut self, source: &str) -> io::Result<()> {
        self.begin()?;
        let cases = std::mem::take(&mut self.cases);
        let number = |is: fn(&Outcome) -> bool| {
            let counted = cases.iter().filter(|case| is(&case.outcome)).count();
            counted.to_string()
        };
        let failures = number(Outcome::is_failure);
        let errors = number(|outcome| matches!(outcome, Outcome::Error { .. }));
        let suite = BytesStart::new("testsuite").with_attributes([
            ("name", xml(source).as_str()),
            ("tests", &cases.len().to_string()),
            ("failures", &failures),
            ("errors", &errors),
        ]);
        self.xml.write_event(Event::Start(suite))?;
        for case in &cases {
            case.write(source, &mut self.xml)?;
        }
        self.xml.write_event(Event::End(BytesEnd::new("testsuite")))
    }
}

impl Report for JUnit<'_> {
    fn record(&mut self, record: &Record<'_>) -> io::Result<()> {
        let lines = |severity| {
            let findings = record.diagnosis.findings.iter();
            let these = findings.filter(move |finding| finding.severity == severity);
            these.map(|finding| self.line(record, finding))
        };
        let mut output: Vec<String> = lines(Severity::Warning).collect();
        let outcome = match record.diagnosis.is_refused {
            false => {
                output.extend(record.not_shown());
                Outcome::Good
            }
            true => {
                let findings = &mut record.diagnosis.findings.iter();
                let first = findings.find(|finding| finding.severity == Severity::Error);
                let mut problems = Tally::kept(record.diagnosis).problems;
                problems += record.diagnosis.omitted as u64;
                Outcome::Failure {
                    keyword: first.map_or(NOT_SHOWN.to_owned(), |finding| finding.keyword.clone()),
                    message: count(problems, "problem"),
                    lines: lines(Severity::Error).chain(record.not_shown()).collect(),
                }
            }
        };
        self.source = record.source.to_string();
        self.cases.push(Case {
            name: document(record),
            outcome,
            output,
        });
        Ok(())
    }

    fn file_end(&mut self, file: &FileEnd<'_>) -> io::Result<()> {
        let name = file.source.to_string();
        // A file of one document may have a case already.
        let has_case = self.cases.iter().any(|case| case.name == name);
        let not_shown = self.not_shown(file.invalid);
        let error = file.problem.map(|problem| Outcome::Error {
            problem: problem.to_owned(),
        });
        let good = (!has_case && not_shown.is_none() && error.is_none()).then_some(Outcome::Good);
        for outcome in [not_shown, error, good].into_iter().flatten() {
            self.cases.push(Case::of_file(&name, outcome));
        }
        self.failed += file.invalid;
        self.source.clear();
        self.suite(&name)
    }

    fn finish(&mut self, summary: &Summary) -> io::Result<()> {
        self.begin()?;
        // The work may have ended within a file, which may have no case yet.
        let mut name = std::mem::take(&mut self.source);
        if name.is_empty() {
            name.push_str("the last file");
        }
        if let Some(outcome) = self.not_shown(summary.invalid - self.failed) {
            self.cases.push(Case::of_file(&name, outcome));
        }
        if !self.cases.is_empty() {
            self.suite(&name)?;
        }
        self.xml
            .write_event(Event::End(BytesEnd::new("testsuites")))?;
        writeln!(self.xml.get_mut())
    }
}

#[cfg(test)]
mod tests {
    use snapbox::{assert_data_eq, str};

    use super::super::fixture::{write_sample, written};
    use super::super::{Report, Summary};
    use super::JUnit;

    #[test]
    fn suites() {
        let text = written(|out| write_sample(&mut JUnit::new(out, false)));
        assert_data_eq!(
            text,
            str![[r#"
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="export-session">
  <testsuite name="exports/a b,c:d.json" tests="1" failures="1" errors="0">
    <testcase name="exports/a b,c:d.json" classname="exports/a b,c:d.json">
      <failure type="type" message="3 problems">exports/a b,c:d.json:3:11: /title: expected a string, found null [type]
exports/a b,c:d.json:3:17: /id: found a duplicate key [duplicate-key]
1 more problem and 1 more warning not shown (--max-problems 5)</failure>
      <system-out>exports/a b,c:d.json:1:1: warning: the document: 100% of, this: is unusual/u{1b}[2J [unknown-property]</system-out>
    </testcase>
  </testsuite>
  <testsuite name="archive.jsonl" tests="2" failures="1" errors="0">
    <testcase name="archive.jsonl: document 17" classname="archive.jsonl">
      <failure type="type" message="3 problems">archive.jsonl:22:11: /title: expected a string, found null [type]
archive.jsonl:22:17: /id: found a duplicate key [duplicate-key]
1 more problem and 1 more warning not shown (--max-problems 5)</failure>
      <system-out>archive.jsonl:20:1: warning: the document: 100% of, this: is unusual/u{1b}[2J [unknown-property]</system-out>
    </testcase>
    <testcase name="archive.jsonl" classname="archive.jsonl"/>
  </testsuite>
  <testsuite name="valid.json" tests="1" failures="0" errors="0">
    <testcase name="valid.json" classname="valid.json"/>
  </testsuite>
  <testsuite name="nowhere.json" tests="1" failures="0" errors="1">
    <testcase name="nowhere.json" classname="nowhere.json">
      <error type="unreadable" message="No such file or directory">No such file or directory</error>
    </testcase>
  </testsuite>
</testsuites>

"#]]
        );
    }

    #[test]
    fn values_if_they_are_shown() {
        let shown =
            |values| written(|out| write_sample(&mut JUnit::new(out, values))).contains("null\n");
        assert!(shown(true));
        assert!(!shown(false));
    }

    #[test]
    fn no_files() {
        let summary = Summary::default();
        let text = written(|out| JUnit::new(out, false).finish(&summary).unwrap());
        assert_data_eq!(
            text,
            str![[r#"
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="export-session">
</testsuites>

"#]]
        );
    }
}
