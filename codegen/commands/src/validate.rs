//! `cargo xtask validate`: runs the release build of `export-session validate`.

use std::ffi::OsString;

use anyhow::{Context, Result};

use crate::models::{self, Profile};
use crate::report::Exit;
use crate::workspace::Workspace;

#[derive(clap::Args)]
#[allow(missing_docs, reason = "it would be the text of the help")]
pub struct Arguments {
    /// Arguments of `export-session validate`
    #[arg(
        value_name = "ARGS",
        required = true,
        trailing_var_arg = true,
        allow_hyphen_values = true
    )]
    arguments: Vec<OsString>,
}

/// Validates documents with the release build of the program.
///
/// # Errors
///
/// Any failure that makes a verdict impossible.
pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<Exit> {
    let program = match models::build(workspace, Profile::Release)? {
        Ok(program) => program,
        Err(error) => {
            models::failure(&error);
            return Ok(Exit::NO_VERDICT);
        }
    };
    let status = program
        .command()
        .arg("validate")
        .args(&arguments.arguments)
        .status();
    let code = status.context("export-session")?.code();
    // Ended by a signal, or in a way that it should not: there is no verdict.
    Ok(match code {
        Some(code @ (0..=3 | 130 | 143)) => Exit(code as u8),
        _ => Exit::NO_VERDICT,
    })
}
