//! The compiled models, as a program to run.

use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use anyhow::{Context, Result};
use cargo_metadata::Message;
use cargo_metadata::diagnostic::DiagnosticLevel;

use crate::report;
use crate::workspace::Workspace;

/// How optimized the program is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    Dev,
    Release,
}

/// The `export-session` program.
pub(crate) struct Program(PathBuf);

/// Builds the program; or returns the first error of the compiler.
///
/// # Errors
///
/// If cargo cannot be run.
pub(crate) fn build(workspace: &Workspace, profile: Profile) -> Result<Result<Program, String>> {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo
        .args([
            "build",
            "--quiet",
            "--package",
            "models",
            "--features",
            "cli",
        ])
        .args(["--bin", "export-session", "--message-format", "json"])
        .current_dir(workspace.path(""))
        .stdin(Stdio::null());
    if profile == Profile::Release {
        cargo.arg("--release");
    }
    report::progress("Compiling", "models, if they have changed");
    let output = cargo.output().context("cargo")?;
    let mut first_error = None;
    let mut program = None;
    for message in Message::parse_stream(output.stdout.as_slice()) {
        match message.context("the messages of cargo")? {
            Message::CompilerArtifact(artifact) => program = artifact.executable.or(program),
            Message::CompilerMessage(message)
                if matches!(message.message.level, DiagnosticLevel::Error) =>
            {
                first_error = first_error.or(message.message.rendered);
            }
            _ => {}
        }
    }
    match (output.status.success(), program) {
        (true, Some(program)) => Ok(Ok(Program(program.into()))),
        _ => Ok(Err(first_error.unwrap_or_else(|| {
            String::from_utf8_lossy(&output.stderr).into_owned()
        }))),
    }
}

impl Program {
    /// A run in the root of the workspace, with its output caught.
    ///
    /// # Errors
    ///
    /// If the program cannot be started.
    pub(crate) fn run(&self, workspace: &Workspace, arguments: &[&str]) -> Result<Output> {
        let mut command = self.command();
        command
            .current_dir(workspace.path(""))
            .args(arguments)
            .stdin(Stdio::null());
        command
            .output()
            .with_context(|| self.0.display().to_string())
    }

    /// The program, to be run with more.
    pub(crate) fn command(&self) -> Command {
        Command::new(&self.0)
    }
}

/// Reports that the models do not compile.
pub(crate) fn failure(error: &str) {
    report::status(report::Status::Failure, "models do not compile");
    report::problem(error.trim_end());
    report::fix("cargo xtask generate; if that changes nothing, mend models/src");
}
