//! Checks that the released schemas are unchanged, and reports the state of their sources.

use anyhow::{Context, Result};

use super::{FOLDER, Released, Sums, checksum, newest, read};
use crate::report::{self, Exit, Status};
use crate::workspace::Workspace;

/// Reports on every release, then on every source that has any.
///
/// # Errors
///
/// If a file cannot be read.
pub(crate) fn check(workspace: &Workspace) -> Result<Exit> {
    let (releases, others) = read(workspace)?;
    let sums = Sums::read(workspace)?;
    let mut exit = Exit::GOOD;
    for release in &releases {
        exit = exit.max(intact(workspace, release, &sums)?);
    }
    for file in &others {
        report::status(Status::Altered, format_args!("{FOLDER}/{file}"));
        report::problem("its name is not NAME@VERSION.schema.json");
        report::fix("remove it: cargo xtask release-schema alone adds files here");
        exit = exit.max(Exit::FINDINGS);
    }
    let is_released = |file: &str| releases.iter().any(|release| release.file() == file);
    for file in sums.files().filter(|file| !is_released(file)) {
        report::status(Status::Missing, format_args!("{FOLDER}/{file}"));
        report::problem(format_args!("{} lists it", Sums::path()));
        report::fix("restore it: a released schema stays");
        exit = exit.max(Exit::FINDINGS);
    }
    standing(workspace, &releases)?;
    Ok(exit)
}

/// Checks that a release is unchanged. The check of artifacts covers whether it is still
/// supported.
fn intact(workspace: &Workspace, release: &Released, sums: &Sums) -> Result<Exit> {
    let path = release.path();
    let bytes = std::fs::read(workspace.path(&path)).with_context(|| path.clone())?;
    let problem = match sums.get(&release.file()) {
        Some(sum) if sum == checksum(&bytes) => None,
        Some(_) => Some((
            "it is not what was released",
            "bring back what was released",
        )),
        None => Some((
            "its checksum is not listed",
            "cargo xtask release-schema, which alone adds files here",
        )),
    };
    if let Some((problem, fix)) = problem {
        report::status(Status::Altered, &path);
        report::problem(format_args!("{problem} ({})", Sums::path()));
        report::fix(fix);
        return Ok(Exit::FINDINGS);
    }
    report::status(Status::Intact, &path);
    Ok(Exit::GOOD)
}

/// Reports for every source that was released whether it has changed since.
fn standing(workspace: &Workspace, releases: &[Released]) -> Result<()> {
    let newest = newest(releases);
    for source in workspace.schemas()? {
        let Some(release) = newest.get(source.name.as_str()) else {
            continue;
        };
        let same = workspace.read(&source.path)? == workspace.read(&release.path())?;
        let standing = if same { "as" } else { "changed since" };
        report::status(
            Status::Released,
            format_args!("{}: {standing} {}", source.path, release.version),
        );
    }
    Ok(())
}
