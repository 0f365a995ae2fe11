//! Whether the compiled types emit the schema they were generated from.

use anyhow::{Context, Result};
use codegen::json::Json;
use codegen::{Problem, Schema};

use crate::models::Program;
use crate::report::{self, Exit, Status};
use crate::workspace::Workspace;

/// The schema of the types that the program is built on.
const SOURCE: &str = "schema/export-session.schema.json";

/// Reports every difference between the schema and the emitted one.
///
/// # Errors
///
/// If the source cannot be read, or the program not run.
pub(crate) fn check(workspace: &Workspace, program: &Program) -> Result<Exit> {
    let output = program.run(workspace, &["schema"])?;
    anyhow::ensure!(output.status.success(), "export-session schema failed");
    let emitted = String::from_utf8(output.stdout).context("the emitted schema")?;
    let source = parse(&workspace.read(SOURCE)?).context(SOURCE)?;
    let emitted = parse(&emitted).context("the emitted schema")?;
    let drifts = codegen::drift::drift(&source, &emitted);
    if drifts.is_empty() {
        report::status(
            Status::Equal,
            format_args!("{SOURCE} and the compiled types"),
        );
        return Ok(Exit::GOOD);
    }
    report::status(
        Status::Drift,
        format_args!("{SOURCE} and the compiled types"),
    );
    for drift in &drifts {
        let (line, column) = (drift.place.line, drift.place.column);
        let side = |side: &Option<String>| side.clone().unwrap_or_else(|| "nothing".to_owned());
        report::problem(format_args!(
            "{SOURCE}:{line}:{column}: {}: the schema says {}, the types say {}: {}",
            drift.pointer,
            side(&drift.source),
            side(&drift.emitted),
            drift.meaning
        ));
    }
    report::fix("cargo xtask generate, or undo the change in models/src");
    Ok(Exit::FINDINGS)
}

fn parse(text: &str) -> Result<Schema> {
    let json = Json::parse(text)?;
    Schema::new(&json).map_err(|problems| {
        let problems: Vec<String> = problems.iter().map(Problem::to_string).collect();
        anyhow::anyhow!(problems.join("; "))
    })
}
