//! The versions that are compared.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Mutex;

use anyhow::{Context, Result, bail};
use exactschema_frontend::compile::files::{Mappings, normal};

use super::version::Version;
use crate::git::Git;
use crate::neighbours::{At, Tree, regular};
use crate::workspace::Workspace;

/// The ending of a schema file.
const SCHEMA: &str = ".schema.json";

/// Two versions of a schema, or one if it was added or removed.
pub(super) struct Pair {
    /// The name of the schema.
    pub(super) name: String,
    /// The path of the new version, or of the old one if there is no new one.
    pub(super) path: String,
    pub(super) old: Option<Version>,
    pub(super) new: Option<Version>,
}

/// The pairs that the arguments ask for.
///
/// # Errors
///
/// If a version cannot be read.
pub(super) fn pairs(
    workspace: &Workspace,
    mappings: &Mappings,
    old: Option<&str>,
    new: Option<&str>,
) -> Result<Vec<Pair>> {
    match (old, new) {
        (Some(old), Some(new)) => Ok(vec![pair(
            new,
            Some(version(mappings, old)?),
            Some(version(mappings, new)?),
        )]),
        (Some(old), None) => match revision(old) {
            Some((_, path)) => Ok(vec![pair(
                path,
                Some(version(mappings, old)?),
                Some(since_then(mappings, path)?),
            )]),
            None => {
                let (git, here) = Git::here()?;
                let base = git.merge_base()?;
                let path = name_at(&git, &base, git.path(&here.join(old)))?;
                let before = since(&git, mappings, &base, &path)?;
                let before = before.with_context(|| format!("{old}: it is not in {base}"))?;
                let now = version(mappings, old)?;
                Ok(vec![pair(old, Some(before), Some(now))])
            }
        },
        (None, _) => all(workspace, mappings),
    }
}

/// The name at a commit of a file that has a name now.
///
/// # Errors
///
/// If git fails.
fn name_at(git: &Git, commit: &str, mut path: String) -> Result<String> {
    let mut to = "HEAD".to_owned();
    while let Some((renaming, before)) = git.renamed(commit, &to, &path)? {
        to = format!("{}^", renaming.hash);
        path = before;
    }
    Ok(path)
}

/// Two versions of a file, or one.
pub(super) fn pair(path: &str, old: Option<Version>, new: Option<Version>) -> Pair {
    Pair {
        name: name(path),
        path: path.to_owned(),
        old,
        new,
    }
}

/// The name of a schema by its file.
fn name(path: &str) -> String {
    let file = Path::new(in_tree(path)).file_name().unwrap_or_default();
    let file = file.to_string_lossy();
    let name = file.strip_suffix(SCHEMA).or(file.strip_suffix(".json"));
    name.unwrap_or(&file).to_owned()
}

/// The revision and the path of `REV:PATH`; a file may be called so as well.
pub(super) fn revision(argument: &str) -> Option<(&str, &str)> {
    let (revision, path) = argument.split_once(':')?;
    (!Path::new(argument).exists() && !revision.is_empty()).then_some((revision, path))
}

/// The path of a version in the working tree, where another revision of it may be.
pub(super) fn in_tree(argument: &str) -> &str {
    revision(argument).map_or(argument, |(_, path)| path)
}

fn version(mappings: &Mappings, argument: &str) -> Result<Version> {
    let label = argument.to_owned();
    let Some((revision, path)) = revision(argument) else {
        return named(label, Path::new(argument), mappings);
    };
    let (git, here) = Git::here().with_context(|| argument.to_owned())?;
    let path = in_repository(&git, &here, path);
    let object = |path: &str| git.object(&format!("{revision}:{path}"));
    match object(&path) {
        Ok(text) => {
            let tree = Tree {
                mappings,
                read: &|path| object(&git.path(path)),
                commit: Some(At {
                    revision,
                    root: &git.root,
                }),
            };
            Ok(Version::of(label, &git.root.join(path), text, &tree))
        }
        Err(error) => bail!("{argument}: {error}"),
    }
}

/// The version in the working tree of a file that git has: its path is one of `REV:PATH`.
fn since_then(mappings: &Mappings, path: &str) -> Result<Version> {
    let (git, here) = Git::here()?;
    let file = git.root.join(in_repository(&git, &here, path));
    named(path.to_owned(), &file, mappings)
}

/// The path from the top of a repository of one in `REV:PATH`: as to git, it is seen from the
/// current folder if it begins with a dot.
fn in_repository(git: &Git, here: &Path, path: &str) -> String {
    match path.starts_with("./") || path.starts_with("../") {
        true => git.path(&here.join(path)),
        false => path.to_owned(),
    }
}

/// The version of a file that was named.
fn named(label: String, path: &Path, mappings: &Mappings) -> Result<Version> {
    let bytes = std::fs::read(path).with_context(|| label.clone())?;
    let text = String::from_utf8(bytes).with_context(|| label.clone())?;
    Ok(file(label, path, text, mappings))
}

/// The version of a file as it is.
fn file(label: String, path: &Path, text: String, mappings: &Mappings) -> Version {
    let tree = Tree {
        mappings,
        read: &regular,
        commit: None,
    };
    Version::of(label, path, text, &tree)
}

/// The path of another file, which is named as seen from the folder of one.
pub(super) fn beside(path: &str, other: &str) -> String {
    // git knows no `..` in a path of a commit.
    let path = normal(&Path::new(path).with_file_name(other));
    path.display().to_string()
}

/// The version of a file in a commit, if it exists.
///
/// # Errors
///
/// If git fails.
pub(super) fn since(
    git: &Git,
    mappings: &Mappings,
    commit: &str,
    path: &str,
) -> Result<Option<Version>> {
    if git.files(commit, path)?.is_empty() {
        return Ok(None);
    }
    let revision = git.short(commit);
    let label = format!("{revision}:{path}");
    let text = match git.show(commit, path) {
        Ok(text) => text.unwrap_or_default(),
        Err(_) if !git.files(commit, &format!("{path}/"))?.is_empty() => {
            bail!("{path}: it is a folder: name the schemas in it")
        }
        Err(error) => return Ok(Some(Version::unread(label, error.root_cause()))),
    };
    let others = Mutex::new(BTreeSet::new());
    let read = |path: &Path| {
        let path = git.path(path);
        let text = in_commit(git, commit, &path)?;
        if let Ok(mut others) = others.lock() {
            others.insert(path);
        }
        Ok(text)
    };
    let tree = Tree {
        mappings,
        read: &read,
        commit: Some(At {
            revision: &revision,
            root: &git.root,
        }),
    };
    let mut version = Version::of(label, &git.root.join(path), text, &tree);
    version.others = others.into_inner().unwrap_or_default();
    Ok(Some(version))
}

/// The text of a file in a commit, or the reason why there is none.
fn in_commit(git: &Git, commit: &str, path: &str) -> Result<String, String> {
    match git.show(commit, path) {
        Ok(text) => text.ok_or_else(|| format!("there is no such file in {}", git.short(commit))),
        Err(error) => Err(format!("{error:#}")),
    }
}

/// Every schema, at the merge-base with the main branch and in the working tree.
fn all(workspace: &Workspace, mappings: &Mappings) -> Result<Vec<Pair>> {
    let git = Git::around(workspace);
    let base = git.merge_base()?;
    let now = workspace.schemas()?.into_iter().map(|source| source.path);
    let mut paths: Vec<String> = now.collect();
    let before = git.files(&base, &format!("{}/", workspace.layout.folder()))?;
    paths.extend(before.into_iter().filter(|path| path.ends_with(SCHEMA)));
    paths.sort();
    paths.dedup();
    let pair = |path: String| {
        let new = match workspace.path(&path).exists() {
            true => {
                let text = workspace.read(&path)?;
                Some(file(path.clone(), &workspace.path(&path), text, mappings))
            }
            false => None,
        };
        let old = since(&git, mappings, &base, &path)?;
        Ok(self::pair(&path, old, new))
    };
    paths.into_iter().map(pair).collect()
}
