//! Reports on a schema that cannot be used: a finding for each problem, and no verdicts.

use std::path::Path;

use anyhow::Result;
use exactschema_frontend::compile::Problem;
use exactschema_frontend::compile::files::Error;
use models::diagnose::{Diagnosis, Finding, Position, Span};

use super::Arguments;
use super::report::{FileEnd, Record, Reports, Summary};
use crate::input::Source;
use crate::output::Stdout;

/// The rule of the findings.
const RULE: &str = "schema";

/// Writes the reports that are for other programs; people have been told.
///
/// # Errors
///
/// If one cannot be written.
pub(super) fn report(arguments: &Arguments, error: &Error) -> Result<()> {
    let schema = arguments.schema.file();
    let stdout = Stdout::new();
    let mut reports = arguments.report.on_schemas(&schema, &stdout)?;
    let mut summary = Summary::new(arguments.max_problems);
    match error {
        Error::Read { path, reason } => file(&mut reports, &mut summary, path, &[], reason)?,
        Error::Problems(problems) => {
            let name = |problem: &Problem| problem.file.clone().unwrap_or_else(|| schema.clone());
            for problems in problems.chunk_by(|a, b| a.file == b.file) {
                let why = "this schema has problems, and nothing is judged by it";
                file(
                    &mut reports,
                    &mut summary,
                    &name(&problems[0]),
                    problems,
                    why,
                )?;
            }
        }
    }
    reports.finish(&summary)
}

/// Reports the problems of a file.
fn file(
    reports: &mut Reports<'_>,
    summary: &mut Summary,
    path: &str,
    problems: &[Problem],
    why: &str,
) -> Result<()> {
    let source = Source::File(Path::new(path).to_owned());
    let mut diagnosis = Diagnosis::default();
    diagnosis.is_refused = true;
    diagnosis.findings = problems.iter().map(finding).collect();
    if !problems.is_empty() {
        reports.record(&Record {
            source: &source,
            record: None,
            line: 1,
            text: &[],
            diagnosis: &diagnosis,
            output: None,
            limit: summary.limit,
        })?;
    }
    summary.count(&diagnosis);
    summary.unreadable += 1;
    reports.file_end(&FileEnd {
        source: &source,
        invalid: 0,
        problem: Some(why),
    })
}

fn finding(Problem { problem, .. }: &Problem) -> Finding {
    let at = Position {
        offset: 0,
        line: problem.place.line,
        column: problem.place.column,
    };
    let message = format!("{}; {}", problem.message, problem.fix);
    let span = Span { start: at, end: at };
    Finding::of_rule(RULE, problem.place.pointer.clone(), message, span)
}
