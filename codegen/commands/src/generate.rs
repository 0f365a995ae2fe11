//! `cargo xtask generate`: generates the artifacts of the schemas.

use anyhow::Result;

use crate::artifacts::{self, Artifact};
use crate::report::{self, Exit, Status};
use crate::workspace::Workspace;

#[derive(clap::Args)]
#[allow(missing_docs, reason = "it would be the text of the help")]
pub struct Arguments {
    /// Write nothing; show what is stale, missing or orphaned
    #[arg(long)]
    check: bool,
}

/// Generates what is stale, missing or broken, or compares only.
///
/// # Errors
///
/// Any failure that makes a verdict impossible.
pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<Exit> {
    match arguments.check {
        true => {
            let exit = check(workspace)?;
            report::summary(exit, "the artifacts were compared with the schemas");
            Ok(exit)
        }
        false => write(workspace),
    }
}

fn write(workspace: &Workspace) -> Result<Exit> {
    let (artifacts, warnings) = match artifacts::plan(workspace)? {
        Ok(plan) => plan,
        Err(exit) => {
            report::summary(exit, "nothing was written");
            return Ok(exit);
        }
    };
    warnings.report();
    if workspace.layout.is_option && spares(&artifacts) == Exit::FINDINGS {
        report::summary(Exit::FINDINGS, "nothing was written");
        return Ok(Exit::FINDINGS);
    }
    let changed = stale(&artifacts);
    artifacts::settle(workspace, &changed)?;
    for artifact in &artifacts {
        let done = match artifact.status() {
            Status::Missing => Status::Created,
            Status::Stale => Status::Updated,
            Status::Orphan => Status::Removed,
            status => status,
        };
        report::status(done, &artifact.path);
    }
    // All artifacts are read again, in case another process changed them.
    let Ok((again, _)) = artifacts::plan(workspace)? else {
        return Ok(Exit::NO_VERDICT);
    };
    let stale = stale(&again);
    for artifact in &stale {
        report::status(artifact.status(), &artifact.path);
        report::problem("another process changes this file, or generation is not deterministic");
    }
    let exit = if stale.is_empty() {
        Exit::GOOD
    } else {
        Exit::NO_VERDICT
    };
    let (written, fresh) = (changed.len(), artifacts.len() - changed.len());
    report::summary(
        exit,
        format_args!("{written} written, {fresh} fresh already; checked again"),
    );
    Ok(exit)
}

/// Reports the artifacts of schemas that are not named this time, which may be needed still.
fn spares(artifacts: &[Artifact]) -> Exit {
    let orphans = artifacts
        .iter()
        .filter(|artifact| artifact.status() == Status::Orphan);
    let mut exit = Exit::GOOD;
    for artifact in orphans {
        exit = Exit::FINDINGS;
        report::status(Status::Orphan, &artifact.path);
        report::problem("--schemas does not name the schema of this file, which would be removed");
        report::fix("name all schemas, or another folder by --output; or remove the file");
    }
    exit
}

fn stale(artifacts: &[Artifact]) -> Vec<&Artifact> {
    let artifacts = artifacts.iter();
    artifacts
        .filter(|artifact| artifact.status() != Status::Fresh)
        .collect()
}

/// Shows every artifact that is not fresh.
///
/// # Errors
///
/// If a file cannot be read.
pub(crate) fn check(workspace: &Workspace) -> Result<Exit> {
    let (artifacts, warnings) = match artifacts::plan(workspace)? {
        Ok(plan) => plan,
        Err(exit) => return Ok(exit),
    };
    warnings.report();
    let mut exit = Exit::GOOD;
    for artifact in &artifacts {
        let status = artifact.status();
        report::status(status, &artifact.path);
        if status == Status::Fresh {
            continue;
        }
        exit = Exit::FINDINGS;
        report::problem(match status {
            Status::Orphan => "no schema generates this file",
            Status::Missing => "this file is missing",
            _ => "the schema has changed since this file was generated, or the file was edited",
        });
        report::fix(format_args!("{} generate", workspace.layout.command));
        let text = |side: &Option<String>| side.clone().unwrap_or_default();
        report::diff(
            &artifact.path,
            &text(&artifact.actual),
            &text(&artifact.expected),
        );
    }
    Ok(exit)
}
