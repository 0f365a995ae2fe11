//! `export-session validate`: a verdict on each document.

use anyhow::Result;
use models::diagnose::Options;

use crate::input::{Source, source};
use crate::output::{Exit, error, note, to_stdout};
use crate::root::Schema;
use report::{FileEnd, Record, Summary};

mod report;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    schema: Schema,
    /// The documents, or - for standard input
    #[arg(value_name = "FILE", required = true, value_parser = source())]
    sources: Vec<Source>,
    #[command(flatten)]
    report: report::Options,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Exit> {
    let mut summary = Summary::default();
    let mut exit = Exit::Good;
    to_stdout(|stdout| {
        let mut report = arguments.report.report(arguments.schema.root.name, stdout);
        for source in &arguments.sources {
            let bytes = match source.read() {
                Ok(bytes) => bytes,
                Err(problem) => {
                    error(format_args!("{problem:#}"));
                    report.file_end(&FileEnd {
                        source: &source.to_string(),
                        problem: Some(&problem.root_cause().to_string()),
                    })?;
                    summary.unreadable += 1;
                    exit = exit.max(Exit::NoVerdict);
                    continue;
                }
            };
            match (arguments.schema.root.check)(&bytes) {
                Ok(()) => summary.valid += 1,
                Err(_) => {
                    let diagnosis = (arguments.schema.root.diagnose)(&bytes, &Options::default());
                    report.record(&Record {
                        source: &source.to_string(),
                        record: None,
                        line: 1,
                        text: &bytes,
                        diagnosis: &diagnosis,
                    })?;
                    summary.count(&diagnosis);
                    summary.invalid += 1;
                    exit = exit.max(Exit::Findings);
                }
            }
            report.file_end(&FileEnd {
                source: &source.to_string(),
                problem: None,
            })?;
        }
        report.finish(&summary)?;
        Ok(())
    })?;
    let Summary {
        valid,
        invalid,
        unreadable,
        ..
    } = summary;
    note(format_args!(
        "{valid} valid, {invalid} invalid, {unreadable} unreadable"
    ));
    Ok(exit)
}
