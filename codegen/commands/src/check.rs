//! `check`: checks artifacts and samples against the schemas; in the workspace of `cargo xtask`
//! released schemas, the version and the compiled types too.

use anyhow::Result;

use crate::models::{self, Profile};
use crate::report::{self, Exit};
use crate::samples::{self, ByTable, ByTypes};
use crate::workspace::Workspace;
use crate::{emission, generate, history, version};

/// Checks that schemas, artifacts and samples agree; and compiled types, where they can be run.
///
/// # Errors
///
/// Any failure that makes a verdict impossible.
pub fn run(workspace: &Workspace) -> Result<Exit> {
    let exit = generate::check(workspace)?;
    let (exit, subjects) = match workspace.layout.has_models {
        true => {
            let exit = exit.max(history::check(workspace)?);
            let exit = exit.max(version::check(workspace)?);
            let exit = exit.max(compiled(workspace)?);
            (exit, "schemas, artifacts, compiled types and samples")
        }
        false => {
            let exit = exit.max(by_tables(workspace)?);
            (exit, "schemas, generated types and samples")
        }
    };
    match exit {
        Exit::GOOD => report::summary(exit, format_args!("{subjects} agree")),
        _ => report::summary(exit, "see above"),
    }
    Ok(exit)
}

/// Checks the compiled types, and the samples by them.
fn compiled(workspace: &Workspace) -> Result<Exit> {
    let program = match models::build(workspace, Profile::Dev)? {
        Ok(program) => program,
        Err(error) => {
            models::failure(&error);
            return Ok(Exit::NO_VERDICT);
        }
    };
    let mut exit = Exit::GOOD;
    let schemas = workspace.texts()?;
    for source in schemas.sources() {
        let emission = emission::check(workspace, &schemas, &program, source)?;
        let Some(emission) = emission else {
            exit = exit.max(Exit::FINDINGS);
            continue;
        };
        let judge = ByTypes::new(workspace, &program, source);
        exit = exit
            .max(emission)
            .max(samples::check(workspace, &judge, source)?);
    }
    Ok(exit)
}

/// Checks the samples by the schemas themselves.
fn by_tables(workspace: &Workspace) -> Result<Exit> {
    let mut exit = Exit::GOOD;
    let schemas = workspace.texts()?;
    for source in schemas.sources().iter().filter(|source| !source.is_found) {
        // What is wrong with a schema was reported with the artifacts.
        if let Some(judge) = ByTable::new(workspace, &schemas, source) {
            exit = exit.max(samples::check(workspace, &judge, source)?);
        }
    }
    Ok(exit)
}
