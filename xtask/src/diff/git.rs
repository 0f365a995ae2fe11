//! What git has.

use anyhow::{Context, Result, bail};

use crate::workspace::Workspace;

/// The branches that releases come from, the first that is there.
const MAIN: &[&str] = &["main", "origin/main"];

/// The commit where the work on the tree left the main branch.
///
/// # Errors
///
/// If there is no git, no repository or no such branch.
pub(super) fn merge_base(workspace: &Workspace) -> Result<String> {
    git(workspace, &["rev-parse", "--git-dir"])?.map_err(|error| {
        anyhow::anyhow!("there is no git repository to compare with ({error}): name two versions")
    })?;
    for branch in MAIN {
        if let Ok(commit) = git(workspace, &["merge-base", "HEAD", branch])? {
            return Ok(commit.trim().to_owned());
        }
    }
    bail!(
        "there is no branch {} to compare with: name two versions",
        MAIN.join(" or ")
    )
}

/// The short name of a commit.
///
/// # Errors
///
/// If git cannot be run.
pub(super) fn short(workspace: &Workspace, commit: &str) -> Result<String> {
    let short = git(workspace, &["rev-parse", "--short", commit])?;
    Ok(short.map_or_else(|_| commit.to_owned(), |short| short.trim().to_owned()))
}

/// The files of a folder in a commit.
///
/// # Errors
///
/// If git cannot be run or does not know the commit.
pub(super) fn files(workspace: &Workspace, commit: &str, folder: &str) -> Result<Vec<String>> {
    let listed = git(
        workspace,
        &["ls-tree", "--name-only", commit, &format!("{folder}/")],
    )?;
    let listed = listed.map_err(|error| anyhow::anyhow!("{commit}: {error}"))?;
    Ok(listed.lines().map(ToOwned::to_owned).collect())
}

/// The text of `REV:PATH`, or why there is none.
///
/// # Errors
///
/// If git cannot be run.
pub(super) fn show(workspace: &Workspace, object: &str) -> Result<Result<String, String>> {
    git(workspace, &["show", object])
}

/// What git prints, or what it says is wrong.
fn git(workspace: &Workspace, arguments: &[&str]) -> Result<Result<String, String>> {
    let output = crate::git::output(&workspace.path(""), arguments);
    let output = output.context("git cannot be run: name two files")?;
    Ok(output.and_then(|bytes| {
        String::from_utf8(bytes).map_err(|_| "the bytes are not UTF-8".to_owned())
    }))
}
