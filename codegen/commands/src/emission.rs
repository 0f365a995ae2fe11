//! Whether the compiled types emit the schema they were generated from.

use anyhow::{Context, Result};
use exactschema_build::{Schemas, Source};
use exactschema_frontend::json::Json;
use exactschema_frontend::{Problem, Schema};

use crate::models::Program;
use crate::report::{self, Exit, Status};
use crate::workspace::Workspace;

/// Reports every difference between a schema and the emitted one; `None` if the
/// program has no types for the schema, which is reported too.
///
/// # Errors
///
/// If the source cannot be read, or the program not run.
pub(crate) fn check(
    workspace: &Workspace,
    schemas: &Schemas,
    program: &Program,
    source: &Source,
) -> Result<Option<Exit>> {
    let path = &source.path;
    let output = program.run(workspace, &["schema", "--schema", &source.name])?;
    if !output.status.success() {
        report::status(Status::Missing, format_args!("compiled types for {path}"));
        report::problem("the schema has not been generated yet");
        report::fix("cargo xtask generate");
        return Ok(None);
    }
    let emitted = String::from_utf8(output.stdout).context("the emitted schema")?;
    let text = workspace.read(path)?;
    let Ok(schema) = schemas.with(source, |options| codegen::parse_with(&text, options)) else {
        // Reported with the artifacts.
        return Ok(Some(Exit::FINDINGS));
    };
    let parsed = schemas.with(source, |options| codegen::parse_with(&emitted, options));
    let emitted = match parsed {
        Ok(emitted) => emitted,
        // An edited type may emit what is no schema; where it differs is reported even so.
        Err(_) => parse(&emitted).context("the emitted schema")?,
    };
    let drifts = exactschema_compare::drift::drift(&schema, &emitted);
    if drifts.is_empty() {
        report::status(Status::Equal, format_args!("{path} and the compiled types"));
        return Ok(Some(Exit::GOOD));
    }
    report::status(Status::Drift, format_args!("{path} and the compiled types"));
    for drift in &drifts {
        let (line, column) = (drift.place.line, drift.place.column);
        let side = |side: &Option<String>| side.clone().unwrap_or_else(|| "nothing".to_owned());
        report::problem(format_args!(
            "{path}:{line}:{column}: {}: the schema has {}, the types emit {}: {}",
            drift.pointer,
            side(&drift.source),
            side(&drift.emitted),
            drift.meaning
        ));
    }
    report::fix("cargo xtask generate, or undo the change in models/");
    Ok(Some(Exit::FINDINGS))
}

fn parse(text: &str) -> Result<Schema> {
    let json = Json::parse(text)?;
    Schema::new(&json).map_err(|problems| {
        let problems: Vec<String> = problems.iter().map(Problem::to_string).collect();
        anyhow::anyhow!(problems.join("; "))
    })
}
