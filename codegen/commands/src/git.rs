//! Queries of git, by its program.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use exactschema_frontend::compile::files::normal;
use semver::Version;

use crate::workspace::Workspace;

/// The branches that releases come from, the first that exists.
const MAIN: &[&str] = &["main", "origin/main"];

/// A repository.
pub(crate) struct Git {
    /// The folder in it that paths start from, an absolute path without `..`.
    pub(crate) root: PathBuf,
}

/// A commit.
pub(crate) struct Commit {
    pub(crate) hash: String,
    pub(crate) short: String,
    /// The day on which it was committed, in its own time zone (ISO 8601).
    pub(crate) date: String,
}

/// A change of the name of a file.
pub(crate) struct Rename {
    pub(crate) from: String,
    pub(crate) to: String,
}

/// A release: a tag such as `v1.2.3`.
pub(crate) struct Release {
    pub(crate) tag: String,
    pub(crate) version: Version,
}

impl Git {
    /// The repository that the workspace is in, if it is in one.
    pub(crate) fn around(workspace: &Workspace) -> Git {
        let root = workspace.path("");
        let root = std::path::absolute(&root).unwrap_or(root);
        Git {
            root: normal(&root),
        }
    }

    /// The repository that the current folder is in, from its top on, and the path of that folder
    /// in it.
    ///
    /// # Errors
    ///
    /// If it is in none.
    pub(crate) fn here() -> Result<(Git, PathBuf)> {
        let here = std::env::current_dir().context("the current folder")?;
        let git = Git { root: here };
        let query = |query| git.run(&["rev-parse", query]).map_err(anyhow::Error::msg);
        let (top, prefix) = (query("--show-toplevel")?, query("--show-prefix")?);
        let root = top.trim_end_matches('\n').into();
        Ok((Git { root }, prefix.trim_end_matches('\n').into()))
    }

    /// The repository of which the workspace is the top, or why there is none, in words.
    ///
    /// A workspace that only lies somewhere in a repository, as its copies in a
    /// target directory do, is not versioned by it.
    pub(crate) fn of(workspace: &Workspace) -> Result<Git, String> {
        let git = Git::around(workspace);
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

    /// The commit where the work on the tree left the main branch.
    ///
    /// # Errors
    ///
    /// If there is no git, no repository or no such branch.
    pub(crate) fn merge_base(&self) -> Result<String> {
        if let Err(words) = self.run(&["rev-parse", "--git-dir"]) {
            bail!("there is no git repository to compare with ({words}): name two versions");
        }
        for branch in MAIN {
            if let Ok(commit) = self.run(&["merge-base", "HEAD", branch]) {
                return Ok(commit.trim().to_owned());
            }
        }
        bail!(
            "there is no branch {} to compare with: name two versions",
            MAIN.join(" or ")
        )
    }

    /// The commit that a revision names.
    ///
    /// # Errors
    ///
    /// If there is none.
    pub(crate) fn commit(&self, revision: &str) -> Result<String> {
        let object = format!("{revision}^{{commit}}");
        let commit = self.run(&["rev-parse", "--verify", "--end-of-options", &object]);
        match commit {
            Ok(commit) => Ok(commit.trim().to_owned()),
            Err(words) if self.is_shallow() => bail!(
                "{revision}: {words}; the clone is shallow: fetch the rest by `git fetch --unshallow`"
            ),
            Err(_) => {
                bail!("{revision}: there is no such commit: `git log` lists those that there are")
            }
        }
    }

    /// Whether a commit is an ancestor of another, or the same.
    pub(crate) fn is_ancestor(&self, commit: &str, of: &str) -> bool {
        self.run(&["merge-base", "--is-ancestor", commit, of])
            .is_ok()
    }

    /// The path in a commit, as seen from the root, of a file; git knows no `..` there.
    pub(crate) fn path(&self, file: &Path) -> String {
        let path = file.strip_prefix(&self.root).unwrap_or(file);
        let path = normal(path).to_string_lossy().into_owned();
        path.trim_start_matches('/').to_owned()
    }

    /// The commits between two others that changed one of some files, from the first parent of each
    /// merge, the oldest first.
    ///
    /// # Errors
    ///
    /// If git fails.
    pub(crate) fn commits(&self, from: &str, to: &str, paths: &[String]) -> Result<Vec<Commit>> {
        self.log(&["--reverse"], from, to, paths)
    }

    /// The last of the commits between two others that gave a file its name, with the one that it
    /// had before.
    ///
    /// # Errors
    ///
    /// If git fails.
    pub(crate) fn renamed(
        &self,
        from: &str,
        to: &str,
        path: &str,
    ) -> Result<Option<(Commit, String)>> {
        let added = self.log(&["-m", "--diff-filter=A"], from, to, &[path.to_owned()])?;
        for commit in added {
            let mut renames = self.renames(&commit)?.into_iter();
            if let Some(rename) = renames.find(|rename| rename.to == path) {
                return Ok(Some((commit, rename.from)));
            }
        }
        Ok(None)
    }

    /// The files that have another name since a commit.
    ///
    /// # Errors
    ///
    /// If git fails.
    pub(crate) fn renames(&self, commit: &Commit) -> Result<Vec<Rename>> {
        let show = [
            "show",
            "--format=",
            "-m",
            "--first-parent",
            "--name-status",
            "-z",
        ];
        let renames = [
            "--find-renames",
            "--diff-filter=R",
            "--relative",
            &commit.hash,
        ];
        let listed = self
            .run(&[&show[..], &renames].concat())
            .map_err(anyhow::Error::msg)
            .with_context(|| commit.short.clone())?;
        // Of each: how alike they are, and the paths.
        let fields: Vec<&str> = listed.split_terminator('\0').collect();
        let renames = fields.chunks_exact(3).map(|fields| Rename {
            from: fields[1].to_owned(),
            to: fields[2].to_owned(),
        });
        Ok(renames.collect())
    }

    fn log(&self, options: &[&str], from: &str, to: &str, paths: &[String]) -> Result<Vec<Commit>> {
        let range = format!("{from}..{to}");
        let log = ["log", "--first-parent", "--format=%H %h %cs"];
        let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
        let listed = self.run(&[&log[..], options, &[&range, "--"], &paths].concat());
        let listed = listed
            .map_err(anyhow::Error::msg)
            .with_context(|| paths.join(", "))?;
        let commits = listed.lines().filter_map(|line| {
            let mut words = line.split(' ').map(str::to_owned);
            Some(Commit {
                hash: words.next()?,
                short: words.next()?,
                date: words.next()?,
            })
        });
        Ok(commits.collect())
    }

    /// The short name of a commit.
    pub(crate) fn short(&self, commit: &str) -> String {
        let short = self.run(&[
            "rev-parse",
            "--short",
            "--verify",
            "--end-of-options",
            commit,
        ]);
        short.map_or_else(|_| commit.to_owned(), |short| short.trim().to_owned())
    }

    /// The text of the file `REV:PATH`, or why there is none, in words.
    pub(crate) fn object(&self, name: &str) -> Result<String, String> {
        // Of a folder git would show the names of its files.
        match self
            .run(&["cat-file", "-t", "--end-of-options", name])?
            .trim()
        {
            "tree" => Err("it is a folder: name a file in it".to_owned()),
            _ => self.run(&["show", "--end-of-options", name]),
        }
    }

    /// The text of a file at a revision; `None` if it did not exist.
    ///
    /// # Errors
    ///
    /// If it is not UTF-8, or git fails.
    pub(crate) fn show(&self, revision: &str, path: &str) -> Result<Option<String>> {
        if self.files(revision, path)?.is_empty() {
            return Ok(None);
        }
        // A path is taken from the top of the repository, unless it starts with a dot.
        let object = format!("{revision}:./{path}");
        let text = self.object(&object).map_err(anyhow::Error::msg);
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

    /// The output of git, or the first line of its errors.
    fn run(&self, arguments: &[&str]) -> Result<String, String> {
        let output = Command::new("git")
            .args(arguments)
            .current_dir(&self.root)
            // The messages of git are in one language.
            .env("LC_ALL", "C")
            // A path is one, whatever signs it has.
            .env("GIT_LITERAL_PATHSPECS", "1")
            .stdin(Stdio::null())
            .output()
            .map_err(|error| format!("git cannot be run: {error}"))?;
        if output.status.success() {
            let text = String::from_utf8(output.stdout);
            return text.map_err(|_| "the bytes are not UTF-8".to_owned());
        }
        let words = String::from_utf8_lossy(&output.stderr);
        let first = words.lines().next().unwrap_or("git failed without a word");
        Err(first.trim_start_matches("fatal: ").to_owned())
    }
}
