//! `export-session schema`: the JSON Schema that the compiled types emit.

use anyhow::Result;

use crate::output::{Exit, to_stdout};
use crate::root::Schema;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    schema: Schema,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Exit> {
    let schema = arguments.schema.root.schema();
    let text = models::to_string_pretty(&schema)?;
    to_stdout(|stdout| Ok(writeln!(stdout, "{text}")?))?;
    Ok(Exit::Good)
}
