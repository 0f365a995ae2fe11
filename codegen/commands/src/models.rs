//! The compiled models, as a program to run.

use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use anyhow::{Context, Result};

use crate::workspace::Workspace;
use crate::{cargo, report};

/// The build profile of the program.
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
    // Without the generator, which it does not need here.
    let package = ["--package", "exactschema-cli", "--no-default-features"];
    let mut arguments = [&package[..], &["--bin", "export-session"]].concat();
    if profile == Profile::Release {
        arguments.push("--release");
    }
    report::progress("Compiling", "models, if they have changed");
    let built = cargo::build(workspace.path(""), &arguments)?;
    Ok(built.map(Program).map_err(|failure| failure.first()))
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
    report::fix("cargo xtask generate; if that changes nothing, correct models/");
}
