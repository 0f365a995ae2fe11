//! What git knows of the workspace, by its program.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};
use semver::Version;

use crate::workspace::Workspace;

/// The repository of which the workspace is the top.
pub(crate) struct Git {
    root: PathBuf,
}

/// A release: a tag such as `v1.2.3`.
pub(crate) struct Release {
    pub(crate) tag: String,
    pub(crate) version: Version,
}

impl Git {
    /// The repository, or why there is none, in words.
    ///
    /// A workspace that only lies somewhere in a repository, as its copies in a
    /// target directory do, is not versioned by it.
    pub(crate) fn find(workspace: &Workspace) -> Result<Git, String> {
        let git = Git {
            root: workspace.path(""),
        };
        let top = git.run(&["rev-parse", "--show-toplevel"])?;
        let real = |path: PathBuf| path.canonicalize().ok();
        match real(top.trim_end().into()) == real(git.root.clone()) {
            true => Ok(git),
            false => Err("the workspace is not the top of a git repository".to_owned()),
        }
    }

    /// The highest version that was released before the commit that is checked out.
    ///
    /// Versions such as `1.0.0-rc.1` promise nothing, so they are none.
    ///
    /// # Errors
    ///
    /// The words of git.
    pub(crate) fn last_release(&self) -> Result<Option<Release>, String> {
        // A repository without a commit has no HEAD to be reached from.
        if self
            .run(&["rev-parse", "--verify", "--quiet", "HEAD"])
            .is_err()
        {
            return Ok(None);
        }
        let tags = self.run(&["tag", "--list", "v*", "--merged", "HEAD"])?;
        let releases = tags.lines().filter_map(|tag| {
            let version = Version::parse(tag.strip_prefix('v')?).ok()?;
            version.pre.is_empty().then(|| Release {
                tag: tag.to_owned(),
                version,
            })
        });
        Ok(releases.max_by(|a, b| a.version.cmp(&b.version)))
    }

    /// Whether commits, and tags with them, were left out of the clone.
    pub(crate) fn is_shallow(&self) -> bool {
        let answer = self.run(&["rev-parse", "--is-shallow-repository"]);
        answer.is_ok_and(|answer| answer.trim() == "true")
    }

    /// The text of a file at a revision; `None` if it was not there.
    ///
    /// # Errors
    ///
    /// If it is not UTF-8, or git fails.
    pub(crate) fn show(&self, revision: &str, path: &str) -> Result<Option<String>> {
        if !self.files(revision, path)?.iter().any(|file| file == path) {
            return Ok(None);
        }
        let object = format!("{revision}:{path}");
        let text = self.run(&["show", &object]).map_err(anyhow::Error::msg);
        text.with_context(|| object).map(Some)
    }

    /// The paths of the files directly in a folder at a revision, or of one file;
    /// a folder ends with a slash.
    ///
    /// # Errors
    ///
    /// If git fails.
    pub(crate) fn files(&self, revision: &str, path: &str) -> Result<Vec<String>> {
        // Names apart by NUL are not quoted.
        let listed = self
            .run(&["ls-tree", "-z", "--name-only", revision, "--", path])
            .map_err(anyhow::Error::msg)
            .with_context(|| revision.to_owned())?;
        Ok(listed.split_terminator('\0').map(str::to_owned).collect())
    }

    /// The output of git, or what it said.
    fn run(&self, arguments: &[&str]) -> Result<String, String> {
        let output = output(&self.root, arguments);
        let output = output.map_err(|error| format!("git cannot be run: {error}"))?;
        let bytes = output.map_err(|words| format!("git: {words}"))?;
        String::from_utf8(bytes).map_err(|_| "git: its output is not UTF-8".to_owned())
    }
}

/// What git prints in a directory, or the first line of what it says is wrong.
///
/// # Errors
///
/// If git cannot be run.
pub(crate) fn output(directory: &Path, arguments: &[&str]) -> io::Result<Result<Vec<u8>, String>> {
    let output = Command::new("git")
        .args(arguments)
        .current_dir(directory)
        // What it says is told in one language.
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .output()?;
    if output.status.success() {
        return Ok(Ok(output.stdout));
    }
    let words = String::from_utf8_lossy(&output.stderr);
    let first = words.lines().next().unwrap_or("it failed without a word");
    Ok(Err(first.trim_start_matches("fatal: ").to_owned()))
}
