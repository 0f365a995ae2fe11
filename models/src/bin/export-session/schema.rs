//! `export-session schema`: what schemars emits for the compiled types.

use anyhow::Result;

use crate::output::{Exit, to_stdout};
use crate::root::Schema;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    schema: Schema,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Exit> {
    let schema = (arguments.schema.root.schema)();
    let text = serde_json::to_string_pretty(&schema)?;
    to_stdout(|stdout| Ok(writeln!(stdout, "{text}")?))?;
    Ok(Exit::Good)
}
