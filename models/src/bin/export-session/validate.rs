//! `export-session validate`: a verdict on each document.

use anyhow::Result;
use models::Error;

use crate::input::{Source, source};
use crate::output::{Exit, error, note, printable, shortened, to_stdout};
use crate::root::Schema;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    schema: Schema,
    /// The documents, or - for standard input
    #[arg(value_name = "FILE", required = true, value_parser = source())]
    sources: Vec<Source>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Exit> {
    let mut exit = Exit::Good;
    let [mut valid, mut invalid, mut unread] = [0; 3];
    to_stdout(|stdout| {
        for source in &arguments.sources {
            let bytes = match source.read() {
                Ok(bytes) => bytes,
                Err(problem) => {
                    error(format_args!("{problem:#}"));
                    unread += 1;
                    exit = exit.max(Exit::NoVerdict);
                    continue;
                }
            };
            match (arguments.schema.root.check)(&bytes) {
                Ok(()) => valid += 1,
                Err(problem) => {
                    writeln!(stdout, "{}", finding(source, &problem))?;
                    invalid += 1;
                    exit = exit.max(Exit::Findings);
                }
            }
        }
        Ok(())
    })?;
    note(format_args!(
        "{valid} valid, {invalid} invalid, {unread} unreadable"
    ));
    Ok(exit)
}

/// One line: `file:line:column: pointer: message [kind]`.
pub(crate) fn finding(source: &Source, problem: &Error) -> String {
    let (line, column) = (problem.line(), problem.column());
    let pointer = match problem.pointer() {
        "" => "the document",
        pointer => pointer,
    };
    let (pointer, message) = (printable(&shortened(pointer)), printable(problem.message()));
    let kind = problem.kind();
    format!("{source}:{line}:{column}: {pointer}: {message} [{kind}]")
}
