//! `cargo xtask check`: checks artifacts, released schemas, the version, compiled types
//! and samples against the schemas.

use anyhow::Result;

use crate::models::{self, Profile};
use crate::report::{self, Exit};
use crate::workspace::Workspace;
use crate::{emission, generate, history, samples, version};

/// Checks that schemas, artifacts, compiled types and samples agree.
///
/// # Errors
///
/// Any failure that makes a verdict impossible.
pub fn run(workspace: &Workspace) -> Result<Exit> {
    let mut exit = generate::check(workspace)?;
    exit = exit.max(history::check(workspace)?);
    exit = exit.max(version::check(workspace)?);
    match models::build(workspace, Profile::Dev)? {
        Ok(program) => {
            let schemas = workspace.texts()?;
            for source in schemas.sources() {
                let emission = emission::check(workspace, &schemas, &program, source)?;
                let Some(emission) = emission else {
                    exit = exit.max(Exit::FINDINGS);
                    continue;
                };
                exit = exit.max(emission);
                exit = exit.max(samples::check(workspace, &program, source)?);
            }
        }
        Err(error) => {
            models::failure(&error);
            exit = Exit::NO_VERDICT;
        }
    }
    report::summary(
        exit,
        match exit {
            Exit::GOOD => "schemas, artifacts, compiled types and samples agree",
            _ => "see above",
        },
    );
    Ok(exit)
}
