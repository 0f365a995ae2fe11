//! `export-session normalize`: reads an export and writes it again.

use anyhow::Result;
use models::ExportSession;

use crate::input::Source;
use crate::output::{Exit, error, to_stdout};
use crate::validate::finding;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The export, or - for standard input
    #[arg(value_name = "FILE")]
    source: Source,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Exit> {
    let source = &arguments.source;
    let session: ExportSession = match models::from_slice(&source.read()?) {
        Ok(session) => session,
        Err(problem) => {
            // Standard output is for the document alone.
            error(format_args!("{}", finding(source, &problem)));
            return Ok(Exit::Findings);
        }
    };
    to_stdout(|stdout| {
        models::to_writer_pretty(&mut *stdout, &session)?;
        Ok(writeln!(stdout)?)
    })?;
    Ok(Exit::Good)
}
