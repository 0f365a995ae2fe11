//! `export-session validate`: a verdict on each document.

use anyhow::Result;
use models::diagnose::Options;

use crate::input::{Source, source};
use crate::output::{Exit, error, note, to_stdout};
use crate::root::AnySchema;
use report::{Record, Summary, Text};

mod report;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    schema: AnySchema,
    /// The documents, or - for standard input
    #[arg(value_name = "FILE", required = true, value_parser = source())]
    sources: Vec<Source>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Exit> {
    let mut summary = Summary::default();
    let mut exit = Exit::Good;
    to_stdout(|stdout| {
        let report: &mut dyn report::Report = &mut Text::new(stdout);
        for source in &arguments.sources {
            let bytes = match source.read() {
                Ok(bytes) => bytes,
                Err(problem) => {
                    error(format_args!("{problem:#}"));
                    summary.unreadable += 1;
                    exit = exit.max(Exit::NoVerdict);
                    continue;
                }
            };
            let judge = arguments.schema.judge;
            match judge.is_valid(&bytes) {
                true => summary.valid += 1,
                false => {
                    let diagnosis = judge.diagnose(&bytes, &Options::default());
                    report.record(&Record {
                        source: &source.to_string(),
                        record: None,
                        line: 1,
                        text: &bytes,
                        diagnosis: &diagnosis,
                    })?;
                    summary.invalid += 1;
                    exit = exit.max(Exit::Findings);
                }
            }
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
