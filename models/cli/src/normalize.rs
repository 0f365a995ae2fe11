//! `export-session normalize`: reads a document and writes it again.

use std::sync::Arc;

use anyhow::Result;
use models::Error;

use crate::input::{Source, source};
use crate::output::{Exit, error, printable, shortened, to_stdout};
use crate::resources::at_work;
use crate::root::Schema;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    schema: Schema,
    /// The document, or - for standard input
    #[arg(value_name = "FILE", value_parser = source())]
    source: Source,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Exit> {
    let source = &arguments.source;
    let _named = at_work(&Arc::new(source.clone()));
    match arguments.schema.root.normalize(&source.read()?) {
        Ok(text) => {
            to_stdout(|stdout| Ok(writeln!(stdout, "{text}")?))?;
            Ok(Exit::Good)
        }
        Err(problem) => {
            // Standard output is for the document alone.
            error(format_args!("{}", finding(source, &problem)));
            Ok(Exit::Findings)
        }
    }
}

/// `file:line:column: pointer: message [kind]`.
fn finding(source: &Source, problem: &Error) -> String {
    let location = match (problem.line(), problem.column()) {
        (Some(line), Some(column)) => format!(":{line}:{column}"),
        _ => String::new(),
    };
    let pointer = match problem.pointer() {
        "" => "the document",
        pointer => pointer,
    };
    let (pointer, message) = (printable(&shortened(pointer)), printable(problem.message()));
    let kind = problem.kind();
    format!("{source}{location}: {pointer}: {message} [{kind}]")
}
