//! Whether the compiled types emit the schema they were generated from.

use std::process::Output;

use anyhow::{Context, Result};
use codegen::json::Json;
use codegen::{Problem, Schema};

use crate::models::Program;
use crate::report::{self, Exit, Status};
use crate::workspace::{Source, Workspace};

/// Whether the program has types for a schema; reports if not.
///
/// # Errors
///
/// If the program cannot be run.
pub(crate) fn has_types(workspace: &Workspace, program: &Program, source: &Source) -> Result<bool> {
    let output = emit(workspace, program, source)?;
    if !output.status.success() {
        report::status(
            Status::Missing,
            format_args!("compiled types for {}", source.path),
        );
        report::problem("the schema has not been generated yet");
        report::fix("cargo xtask generate");
    }
    Ok(output.status.success())
}

/// Reports every difference between a schema and the emitted one.
///
/// # Errors
///
/// If the source cannot be read, or the program not run.
pub(crate) fn check(workspace: &Workspace, program: &Program, source: &Source) -> Result<Exit> {
    let path = &source.path;
    let output = emit(workspace, program, source)?;
    let emitted = String::from_utf8(output.stdout).context("the emitted schema")?;
    let Ok(schema) = codegen::parse(&workspace.read(path)?) else {
        // Reported with the artifacts.
        return Ok(Exit::FINDINGS);
    };
    let emitted = parse(&emitted).context("the emitted schema")?;
    let drifts = codegen::drift::drift(&schema, &emitted);
    if drifts.is_empty() {
        report::status(Status::Equal, format_args!("{path} and the compiled types"));
        return Ok(Exit::GOOD);
    }
    report::status(Status::Drift, format_args!("{path} and the compiled types"));
    for drift in &drifts {
        let (line, column) = (drift.place.line, drift.place.column);
        let side = |side: &Option<String>| side.clone().unwrap_or_else(|| "nothing".to_owned());
        report::problem(format_args!(
            "{path}:{line}:{column}: {}: the schema says {}, the types say {}: {}",
            drift.pointer,
            side(&drift.source),
            side(&drift.emitted),
            drift.meaning
        ));
    }
    report::fix("cargo xtask generate, or undo the change in models/src");
    Ok(Exit::FINDINGS)
}

fn emit(workspace: &Workspace, program: &Program, source: &Source) -> Result<Output> {
    program.run(workspace, &["schema", "--schema", &source.name])
}

fn parse(text: &str) -> Result<Schema> {
    let json = Json::parse(text)?;
    Schema::new(&json).map_err(|problems| {
        let problems: Vec<String> = problems.iter().map(Problem::to_string).collect();
        anyhow::anyhow!(problems.join("; "))
    })
}
