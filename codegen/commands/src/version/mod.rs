//! Whether the version of `models` was raised as far as the changes of the schemas
//! since the last release ask for.
//!
//! A release is a tag `vX.Y.Z`. Its schemas are taken from git and go through the
//! codegen of today, as do those of the working tree.

mod changes;
mod manifest;

use anyhow::Result;
use exactschema_compare::api::Step;
use semver::Version;

use crate::git::{Git, Release};
use crate::report::{self, Exit, Status};
use crate::workspace::Workspace;

use changes::{Asked, asked};

/// Reports on the version.
///
/// # Errors
///
/// If a manifest or a schema cannot be read.
pub(crate) fn check(workspace: &Workspace) -> Result<Exit> {
    let now = manifest::version(|path| workspace.read(path).map(Some))?;
    let released = Git::of(workspace).and_then(|git| Ok((git.last_release()?, git)));
    let (release, git) = match released {
        Ok((Some(release), git)) => (release, git),
        Ok((None, git)) => {
            let shallow = if git.is_shallow() {
                " of this shallow clone"
            } else {
                ""
            };
            let why = format!("no tag vX.Y.Z is reachable from HEAD{shallow}");
            return Ok(not_compared(&now, &why));
        }
        Err(why) => return Ok(not_compared(&now, &why)),
    };
    let before = manifest::version(|path| git.show(&release.tag, path))?;
    let Some(asked) = asked(workspace, &git, &release.tag)? else {
        return Ok(not_compared(&now, "a schema is refused"));
    };
    Ok(judge(&now, &before, &release, &asked))
}

/// There is no release to compare with.
fn not_compared(now: &Version, why: &str) -> Exit {
    report::status(
        Status::Version,
        format_args!("models {now}: not compared with a release: {why}"),
    );
    Exit::GOOD
}

fn judge(now: &Version, before: &Version, release: &Release, asked: &[Asked]) -> Exit {
    let step = asked.iter().map(|asked| asked.step).max();
    let needed = needed(before, step);
    let tag = &release.tag;
    let why = match step {
        None => format!("the types are those of {tag}"),
        Some(step) => format!("since {tag} the schemas ask for {needed} ({step})"),
    };
    if is_enough(now, &needed) {
        report::status(Status::Version, format_args!("models {now}: {why}"));
        return Exit::GOOD;
    }
    report::status(Status::Behind, format_args!("models {now}: {why}"));
    // What the version allows needs no words.
    let unmet = asked
        .iter()
        .filter(|asked| !is_enough(now, &self::needed(before, Some(asked.step))));
    for asked in unmet {
        report::problem(format_args!("{} ({})", asked.words, asked.step));
    }
    if step.is_none() {
        report::problem(format_args!("{before} is released already"));
    }
    report::fix(format_args!(
        "raise the version in models/Cargo.toml to {needed}"
    ));
    Exit::FINDINGS
}

/// The least version that a step leads to. Before 1.0.0 a breaking change raises
/// the minor number, and before 0.1.0 every change breaks.
fn needed(before: &Version, step: Option<Step>) -> Version {
    let (major, minor, patch) = (before.major, before.minor, before.patch);
    match (step, major, minor) {
        (None, ..) => Version::new(major, minor, patch),
        (Some(Step::Major), 1.., _) => Version::new(major + 1, 0, 0),
        (Some(Step::Minor), 1.., _) => Version::new(major, minor + 1, 0),
        (Some(Step::Major), 0, 1..) => Version::new(0, minor + 1, 0),
        _ => Version::new(major, minor, patch + 1),
    }
}

/// Whether a version is as high as another. One on the way there is.
fn is_enough(version: &Version, needed: &Version) -> bool {
    let numbers = |version: &Version| (version.major, version.minor, version.patch);
    numbers(version) >= numbers(needed)
}

#[cfg(test)]
mod tests {
    use super::{Step, Version, is_enough, needed};

    #[test]
    fn steps_are_those_of_cargo() {
        for (before, step, after) in [
            ((1, 2, 3), Step::Major, (2, 0, 0)),
            ((1, 2, 3), Step::Minor, (1, 3, 0)),
            ((1, 2, 3), Step::Patch, (1, 2, 4)),
            ((0, 2, 3), Step::Major, (0, 3, 0)),
            ((0, 2, 3), Step::Minor, (0, 2, 4)),
            ((0, 2, 3), Step::Patch, (0, 2, 4)),
            ((0, 0, 3), Step::Major, (0, 0, 4)),
            ((0, 0, 3), Step::Patch, (0, 0, 4)),
        ] {
            let version = |(x, y, z)| Version::new(x, y, z);
            assert_eq!(needed(&version(before), Some(step)), version(after));
            assert_eq!(needed(&version(before), None), version(before));
            assert!(!is_enough(&version(before), &version(after)));
            assert!(is_enough(&version(after), &version(after)));
        }
    }
}
