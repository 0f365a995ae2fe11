//! `--format github`: annotations, as commands of a GitHub workflow.

use std::io::{self, Write};

use models::diagnose::Finding;

use super::words::{line, severity};
use super::{FileEnd, Record, Report, Summary};
use crate::Program;
use crate::input::Source;
use crate::output::printable;

/// The number of annotations of either severity that GitHub shows; the others are in
/// its log alone.
const SHOWN: u64 = 10;

/// One command a finding.
pub(super) struct GitHub<'a> {
    out: Box<dyn Write + 'a>,
    values: bool,
}

impl<'a> GitHub<'a> {
    pub(super) fn new(out: impl Write + 'a, values: bool) -> Self {
        GitHub {
            out: Box::new(out),
            values,
        }
    }

    fn finding(&mut self, record: &Record<'_>, finding: &Finding) -> io::Result<()> {
        let command = severity(finding);
        // The log shows the text without the properties, so the text repeats the position.
        let mut text = line(record, finding);
        if let Some(value) = record.value(finding.span).filter(|_| self.values) {
            text.push_str("\nfound: ");
            text.push_str(&printable(&value));
        }
        let properties = properties(record, finding);
        writeln!(self.out, "::{command} {properties}::{}", data(&text))
    }

    fn notice(&mut self, text: &str) -> io::Result<()> {
        let program = Program::running().name();
        writeln!(self.out, "::notice title={program}::{}", data(text))
    }
}

impl Report for GitHub<'_> {
    fn record(&mut self, record: &Record<'_>) -> io::Result<()> {
        for finding in &record.diagnosis.findings {
            self.finding(record, finding)?;
        }
        Ok(())
    }

    fn file_end(&mut self, file: &FileEnd<'_>) -> io::Result<()> {
        let Some(problem) = file.problem else {
            return Ok(());
        };
        let (source, text) = (file.source, data(&format!("{}: {problem}", file.source)));
        let source = in_repository(source);
        writeln!(
            self.out,
            "::error file={source},title={} (unreadable)::{text}",
            Program::running().name()
        )
    }

    fn finish(&mut self, summary: &Summary) -> io::Result<()> {
        let (errors, warnings) = (
            summary.reported.problems + summary.unreadable,
            summary.reported.warnings,
        );
        if errors.max(warnings) > SHOWN {
            let text = format!(
                "{errors} errors and {warnings} warnings; GitHub shows {SHOWN} of each, the log all"
            );
            self.notice(&text)?;
        }
        match summary.not_shown() {
            Some(text) => self.notice(&text),
            None => Ok(()),
        }
    }
}

/// The location of the annotation.
fn properties(record: &Record<'_>, finding: &Finding) -> String {
    let place = record.place(finding.span);
    let (line, end_line) = (place.line, place.end_line);
    let program = Program::running().name();
    let title = property(&format!("{program} ({})", finding.keyword));
    let file = in_repository(record.source);
    let mut properties = format!("file={file},line={line},endLine={end_line}");
    // GitHub takes columns only where both are on one line.
    if line == end_line {
        let (column, end_column) = (place.column, place.end_column);
        properties.push_str(&format!(",col={column},endColumn={end_column}"));
    }
    properties.push_str(&format!(",title={title}"));
    properties
}

/// The path of a file in the repository, as GitHub has it.
fn in_repository(source: &Source) -> String {
    let name = source.to_string();
    property(name.strip_prefix("./").unwrap_or(&name))
}

/// The text of a command, escaped as GitHub's toolkit does.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// A property of a command, where two more characters have a meaning.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use snapbox::{assert_data_eq, str};

    use super::super::fixture::{write_sample, written};
    use super::super::{Report, Summary};
    use super::GitHub;
    use crate::validate::limit::Tally;

    #[test]
    fn commands() {
        let text = written(|out| write_sample(&mut GitHub::new(out, false)));
        assert_data_eq!(
            text,
            str![[r#"
::error file=exports/a b%2Cc%3Ad.json,line=3,endLine=3,col=11,endColumn=15,title=export-session (type)::exports/a b,c:d.json:3:11: /title: expected a string, found null [type]
::error file=exports/a b%2Cc%3Ad.json,line=3,endLine=3,col=17,endColumn=21,title=export-session (duplicate-key)::exports/a b,c:d.json:3:17: /id: found a duplicate key [duplicate-key]
::warning file=exports/a b%2Cc%3Ad.json,line=1,endLine=4,title=export-session (unknown-property)::exports/a b,c:d.json:1:1: the document: 100%25 of, this: is unusual/u{1b}[2J [unknown-property]
::error file=archive.jsonl,line=22,endLine=22,col=11,endColumn=15,title=export-session (type)::archive.jsonl:22:11: /title: expected a string, found null [type]
::error file=archive.jsonl,line=22,endLine=22,col=17,endColumn=21,title=export-session (duplicate-key)::archive.jsonl:22:17: /id: found a duplicate key [duplicate-key]
::warning file=archive.jsonl,line=20,endLine=23,title=export-session (unknown-property)::archive.jsonl:20:1: the document: 100%25 of, this: is unusual/u{1b}[2J [unknown-property]
::error file=nowhere.json,title=export-session (unreadable)::nowhere.json: No such file or directory
::notice title=export-session::2 more problems and 2 more warnings not shown (--max-problems 5)

"#]]
        );
    }

    #[test]
    fn values_if_they_are_shown() {
        let text = written(|out| write_sample(&mut GitHub::new(out, true)));
        assert_data_eq!(
            text.lines().next().unwrap(),
            str![
                "::error file=exports/a b%2Cc%3Ad.json,line=3,endLine=3,col=11,endColumn=15,title=export-session (type)::exports/a b,c:d.json:3:11: /title: expected a string, found null [type]%0Afound: null"
            ]
        );
    }

    #[test]
    fn more_than_github_shows() {
        let summary = Summary {
            reported: Tally {
                problems: 11,
                warnings: 2,
            },
            ..Summary::default()
        };
        let text = written(|out| GitHub::new(out, false).finish(&summary).unwrap());
        assert_data_eq!(
            text,
            str![[r#"
::notice title=export-session::11 errors and 2 warnings; GitHub shows 10 of each, the log all

"#]]
        );
    }
}
