//! `cargo xtask check`: the whole loop, from the schema to the verdicts of the
//! compiled types.

use anyhow::Result;

use crate::models::{self, Profile};
use crate::report::{self, Exit};
use crate::workspace::Workspace;
use crate::{emission, generate, samples};

pub(crate) fn run(workspace: &Workspace) -> Result<Exit> {
    let artifacts = generate::check(workspace)?;
    let compiled = match models::build(workspace, Profile::Dev)? {
        Ok(program) => {
            emission::check(workspace, &program)?.max(samples::check(workspace, &program)?)
        }
        Err(error) => {
            models::failure(&error);
            Exit::NO_VERDICT
        }
    };
    let exit = artifacts.max(compiled);
    report::summary(
        exit,
        match exit {
            Exit::GOOD => "schema, artifacts, compiled types and samples agree",
            _ => "see above",
        },
    );
    Ok(exit)
}
