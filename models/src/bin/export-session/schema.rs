//! `export-session schema`: what schemars emits for the compiled types.

use anyhow::Result;
use models::ExportSession;

use crate::output::{Exit, to_stdout};

pub(crate) fn run() -> Result<Exit> {
    let schema = schemars::schema_for!(ExportSession);
    let text = serde_json::to_string_pretty(&schema)?;
    to_stdout(|stdout| Ok(writeln!(stdout, "{text}")?))?;
    Ok(Exit::Good)
}
