//! `--format json`: JSON Lines, for other programs.

use std::io::{self, Write};

use models::diagnose::{Severity, Span, Within};
use models::validation_report::{
    self as lines, Finding, FindingRequired, Ordinal, PlaceRequired, ReportLine, SummaryRequired,
    Unreadable, UnreadableRequired, WithinRequired,
};

use super::{FileEnd, Record, Report, Summary};

/// Writes lines of `schema/validation-report.schema.json`, with the types that are
/// generated of it. Each is flushed, so that a program at the other end of a pipe can
/// wait for it.
pub(super) struct Json<'a> {
    out: Box<dyn Write + 'a>,
    values: bool,
}

impl<'a> Json<'a> {
    pub(super) fn new(out: impl Write + 'a, values: bool) -> Self {
        Json {
            out: Box::new(out),
            values,
        }
    }

    fn line(&mut self, line: impl Into<ReportLine>) -> io::Result<()> {
        let line = models::to_string(&line.into()).map_err(io::Error::other)?;
        writeln!(self.out, "{line}")?;
        self.out.flush()
    }
}

impl Report for Json<'_> {
    fn record(&mut self, record: &Record<'_>) -> io::Result<()> {
        for finding in &record.diagnosis.findings {
            let mut line = json_finding(record, finding)?;
            if self.values {
                line.value = record.value(finding.span);
            }
            self.line(line)?;
        }
        Ok(())
    }

    fn file_end(&mut self, file: &FileEnd<'_>) -> io::Result<()> {
        match file.problem {
            Some(problem) => self.line(Unreadable::new(UnreadableRequired {
                file: file.source.name().into(),
                message: problem.into(),
            })),
            None => Ok(()),
        }
    }

    fn finish(&mut self, summary: &Summary) -> io::Result<()> {
        self.line(lines::Summary::new(SummaryRequired {
            documents: summary.valid + summary.invalid,
            valid: summary.valid,
            invalid: summary.invalid,
            unreadable: summary.unreadable,
            problems: summary.reported.problems,
            warnings: summary.reported.warnings,
            omitted: summary.omitted.total(),
            interrupted: summary.interrupted,
        }))
    }
}

fn json_finding(record: &Record<'_>, finding: &models::Finding) -> io::Result<Finding> {
    let severity = match finding.severity {
        Severity::Error => lines::Severity::Error,
        Severity::Warning => lines::Severity::Warning,
    };
    let place = place(record, finding.span)?;
    let mut line = Finding::new(FindingRequired {
        severity,
        file: record.source.name().into(),
        line: place.line,
        column: place.column,
        end_line: place.end_line,
        end_column: place.end_column,
        instance_location: finding.pointer.clone(),
        keyword: finding.keyword.to_string(),
        message: finding.message.clone(),
    });
    line.record = record.record.map(ordinal).transpose()?;
    if let Some(place) = &finding.schema {
        line.keyword_location = Some(place.pointer.to_string());
        line.schema_line = Some(ordinal(place.line as u64)?);
        line.schema_file.clone_from(&place.file);
    }
    line.related = match finding.related {
        Some(span) => Some(self::place(record, span)?),
        None => None,
    };
    line.within = finding.within.as_ref().map(within).transpose()?;
    Ok(line)
}

fn within(within: &Within) -> io::Result<lines::Within> {
    Ok(lines::Within::new(WithinRequired {
        instance_location: within.pointer.clone(),
        keyword: within.keyword.to_string(),
        keyword_location: within.schema.pointer.to_string(),
        schema_line: ordinal(within.schema.line as u64)?,
    }))
}

fn place(record: &Record<'_>, span: Span) -> io::Result<lines::Place> {
    let place = record.place(span);
    Ok(lines::Place::new(PlaceRequired {
        line: ordinal(place.line as u64)?,
        column: ordinal(place.column as u64)?,
        end_line: ordinal(place.end_line as u64)?,
        end_column: ordinal(place.end_column as u64)?,
    }))
}

/// Lines, columns and records count from one.
fn ordinal(number: u64) -> io::Result<Ordinal> {
    Ordinal::try_from(number).map_err(io::Error::other)
}

#[cfg(test)]
mod tests {
    use snapbox::{assert_data_eq, str};

    use super::super::fixture::{write_sample, written};
    use super::Json;

    #[test]
    fn lines_of_the_published_schema() {
        let text = written(|out| write_sample(&mut Json::new(out, false)));
        for line in text.lines() {
            models::check_as::<models::validation_report::ReportLine>(line.as_bytes()).unwrap();
        }
        assert_data_eq!(
            text,
            str![[r#"
{"type":"finding","severity":"error","file":"exports/a b,c:d.json","line":3,"column":11,"endLine":3,"endColumn":15,"instanceLocation":"/title","keyword":"type","keywordLocation":"/properties/title/type","schemaLine":12,"message":"expected a string, found null"}
{"type":"finding","severity":"error","file":"exports/a b,c:d.json","line":3,"column":17,"endLine":3,"endColumn":21,"instanceLocation":"/id","keyword":"duplicate-key","message":"found a duplicate key","related":{"line":2,"column":3,"endLine":2,"endColumn":7}}
{"type":"finding","severity":"warning","file":"exports/a b,c:d.json","line":1,"column":1,"endLine":4,"endColumn":2,"instanceLocation":"","keyword":"unknown-property","message":"100% of, this: is unusual/u001b[2J"}
{"type":"finding","severity":"error","file":"archive.jsonl","record":17,"line":22,"column":11,"endLine":22,"endColumn":15,"instanceLocation":"/title","keyword":"type","keywordLocation":"/properties/title/type","schemaLine":12,"message":"expected a string, found null"}
{"type":"finding","severity":"error","file":"archive.jsonl","record":17,"line":22,"column":17,"endLine":22,"endColumn":21,"instanceLocation":"/id","keyword":"duplicate-key","message":"found a duplicate key","related":{"line":21,"column":3,"endLine":21,"endColumn":7}}
{"type":"finding","severity":"warning","file":"archive.jsonl","record":17,"line":20,"column":1,"endLine":23,"endColumn":2,"instanceLocation":"","keyword":"unknown-property","message":"100% of, this: is unusual/u001b[2J"}
{"type":"unreadable","file":"nowhere.json","message":"No such file or directory"}
{"type":"summary","documents":3,"valid":1,"invalid":2,"unreadable":1,"problems":4,"warnings":2,"omitted":4,"interrupted":false}

"#]]
        );
    }

    #[test]
    fn values_if_they_are_shown() {
        let text = written(|out| write_sample(&mut Json::new(out, true)));
        let first = text.lines().next().unwrap();
        assert_data_eq!(
            first,
            str![[
                r#"{"type":"finding","severity":"error","file":"exports/a b,c:d.json","line":3,"column":11,"endLine":3,"endColumn":15,"instanceLocation":"/title","keyword":"type","keywordLocation":"/properties/title/type","schemaLine":12,"message":"expected a string, found null","value":"null"}"#
            ]]
        );
    }

    #[test]
    fn every_line_is_flushed() {
        struct Flushes(Vec<u8>, usize);
        impl std::io::Write for Flushes {
            fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
                self.0.extend_from_slice(bytes);
                Ok(bytes.len())
            }
            fn flush(&mut self) -> std::io::Result<()> {
                assert_eq!(self.0.last(), Some(&b'\n'));
                self.1 += 1;
                Ok(())
            }
        }
        let mut out = Flushes(Vec::new(), 0);
        write_sample(&mut Json::new(&mut out, false));
        assert_eq!(out.0.split(|byte| *byte == b'\n').count() - 1, out.1);
    }
}
