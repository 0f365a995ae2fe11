//! Runs of cargo whose messages are read.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result};
use cargo_metadata::Message;
use cargo_metadata::diagnostic::{Diagnostic, DiagnosticLevel};

/// The reason why nothing was built.
pub(crate) struct Failure {
    /// The errors of the compiler.
    pub(crate) errors: Vec<Diagnostic>,
    /// The message of cargo itself.
    words: String,
}

impl Failure {
    /// The first error, as the compiler prints it; or the words of cargo, if it
    /// did not come to compiling.
    pub(crate) fn first(&self) -> String {
        let mut rendered = self
            .errors
            .iter()
            .filter_map(|error| error.rendered.clone());
        rendered.next().unwrap_or_else(|| self.words.clone())
    }
}

/// The cargo that runs this program.
fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Builds a program in a directory.
///
/// # Errors
///
/// If cargo cannot be run.
pub(crate) fn build(directory: PathBuf, arguments: &[&str]) -> Result<Result<PathBuf, Failure>> {
    let output = cargo()
        .args(["build", "--quiet", "--message-format", "json"])
        .args(arguments)
        .current_dir(directory)
        .stdin(Stdio::null())
        .output()
        .context("cargo")?;
    let mut errors = Vec::new();
    let mut program = None;
    for message in Message::parse_stream(output.stdout.as_slice()) {
        match message.context("the messages of cargo")? {
            Message::CompilerArtifact(artifact) => program = artifact.executable.or(program),
            Message::CompilerMessage(message)
                if matches!(message.message.level, DiagnosticLevel::Error) =>
            {
                errors.push(message.message);
            }
            _ => {}
        }
    }
    match (output.status.success(), program) {
        (true, Some(program)) => Ok(Ok(program.into())),
        _ => Ok(Err(Failure {
            errors,
            words: String::from_utf8_lossy(&output.stderr).into_owned(),
        })),
    }
}
