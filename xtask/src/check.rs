//! `cargo xtask check`: the whole loop, from the schemas to the verdicts of the
//! compiled types.

use anyhow::Result;

use crate::models::{self, Profile};
use crate::report::{self, Exit};
use crate::workspace::Workspace;
use crate::{emission, generate, history, samples, version};

pub(crate) fn run(workspace: &Workspace) -> Result<Exit> {
    let mut exit = generate::check(workspace)?;
    exit = exit.max(history::check(workspace)?);
    exit = exit.max(version::check(workspace)?);
    match models::build(workspace, Profile::Dev)? {
        Ok(program) => {
            for source in workspace.schemas()? {
                let Some(emission) = emission::check(workspace, &program, &source)? else {
                    exit = exit.max(Exit::FINDINGS);
                    continue;
                };
                exit = exit.max(emission);
                exit = exit.max(samples::check(workspace, &program, &source)?);
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
