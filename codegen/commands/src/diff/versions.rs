//! The versions that are compared.

use std::path::Path;

use anyhow::{Context, Result, bail};
use codegen::Error;
use exactschema_frontend::Schema;
use exactschema_frontend::compile::files::Mappings;
use exactschema_frontend::compile::{Options, Problem, compile};
use exactschema_frontend::json::Json;

use super::outcome::Refused;
use crate::git::Git;
use crate::neighbours::bundled;
use crate::workspace::Workspace;

/// The ending of a schema file.
const SCHEMA: &str = ".schema.json";

/// A version of a schema.
pub(super) struct Version {
    /// Its label in reports.
    pub(super) label: String,
    /// Its text, with what it refers to in it.
    pub(super) text: String,
    /// The reasons why what it refers to is not in it.
    problems: Vec<Problem>,
}

impl Version {
    /// A version, whose neighbours `read` gives by their paths.
    fn new(
        label: String,
        text: String,
        path: &Path,
        mappings: &Mappings,
        read: &(dyn Fn(&Path) -> Option<String> + Sync),
    ) -> Self {
        match bundled(&label, &text, path, mappings, read) {
            Ok(text) => Version {
                label,
                text,
                problems: Vec::new(),
            },
            Err(problems) => Version {
                label,
                text,
                problems,
            },
        }
    }
}

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
            version(workspace, mappings, old)?,
            version(workspace, mappings, new)?,
        )]),
        (Some(old), None) => match revision(old) {
            Some((_, path)) => Ok(vec![pair(
                path,
                version(workspace, mappings, old)?,
                version(workspace, mappings, path)?,
            )]),
            None => {
                let git = Git::around(workspace);
                let base = git.merge_base()?;
                let before = since(workspace, &git, mappings, &base, old)?;
                let before = before.with_context(|| format!("{old}: it is not in {base}"))?;
                Ok(vec![pair(old, before, version(workspace, mappings, old)?)])
            }
        },
        (None, _) => all(workspace, mappings),
    }
}

fn pair(path: &str, old: Version, new: Version) -> Pair {
    Pair {
        name: name(path),
        path: path.to_owned(),
        old: Some(old),
        new: Some(new),
    }
}

/// The name of a schema by its file.
fn name(path: &str) -> String {
    let path = revision(path).map_or(path, |(_, path)| path);
    let file = Path::new(path).file_name().unwrap_or_default();
    let file = file.to_string_lossy();
    let name = file.strip_suffix(SCHEMA).or(file.strip_suffix(".json"));
    name.unwrap_or(&file).to_owned()
}

/// The revision and the path of `REV:PATH`; a file may be called so as well.
fn revision(argument: &str) -> Option<(&str, &str)> {
    let (revision, path) = argument.split_once(':')?;
    (!Path::new(argument).exists() && !revision.is_empty()).then_some((revision, path))
}

fn version(workspace: &Workspace, mappings: &Mappings, argument: &str) -> Result<Version> {
    let label = argument.to_owned();
    if let Some((revision, path)) = revision(argument) {
        let git = Git::around(workspace);
        let text = match git.object(argument) {
            Ok(text) => text,
            Err(error) => bail!("{argument}: {error}"),
        };
        let read = |path: &Path| {
            git.object(&format!("{revision}:{}", within(workspace, path)))
                .ok()
        };
        let path = Path::new("/").join(path);
        return Ok(Version::new(label, text, &path, mappings, &read));
    }
    let bytes = std::fs::read(argument).with_context(|| label.clone())?;
    let text = String::from_utf8(bytes).with_context(|| label.clone())?;
    Ok(file(label, text, Path::new(argument), mappings))
}

/// The version of a file as it is.
fn file(label: String, text: String, path: &Path, mappings: &Mappings) -> Version {
    let read = |path: &Path| std::fs::read_to_string(path).ok();
    Version::new(label, text, path, mappings, &read)
}

/// The version of a file in a commit, if it exists.
fn since(
    workspace: &Workspace,
    git: &Git,
    mappings: &Mappings,
    commit: &str,
    path: &str,
) -> Result<Option<Version>> {
    let text = git.show(commit, path)?;
    let label = format!("{}:{path}", git.short(commit));
    let read = |path: &Path| git.show(commit, &within(workspace, path)).ok()?;
    let path = Path::new("/").join(path);
    Ok(text.map(|text| Version::new(label, text, &path, mappings, &read)))
}

/// A path in a tree of git, whose top is taken for the root of the files; that of a file in
/// the workspace is below it.
fn within(workspace: &Workspace, path: &Path) -> String {
    let path = path.strip_prefix(workspace.path("")).unwrap_or(path);
    let path = path.to_string_lossy();
    path.trim_start_matches('/').to_owned()
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
            true => Some(file(
                path.clone(),
                workspace.read(&path)?,
                &workspace.path(&path),
                mappings,
            )),
            false => None,
        };
        Ok(Pair {
            name: name(&path),
            old: since(workspace, &git, mappings, &base, &path)?,
            new,
            path,
        })
    };
    paths.into_iter().map(pair).collect()
}

/// The schema of a version, or why there is none. One without types is one too.
pub(super) fn parsed(version: &Version) -> Result<Schema, Refused> {
    let refused = |error| Refused {
        label: version.label.clone(),
        error,
    };
    let json = Json::parse(&version.text).map_err(|error| refused(Error::NotJson(error)))?;
    if !version.problems.is_empty() {
        return Err(refused(Error::Refused(version.problems.clone())));
    }
    compile(&version.text, &Options::default())
        .map_err(|problems| refused(Error::Refused(problems)))?;
    Schema::new(&json).map_err(|problems| {
        refused(Error::Refused(
            problems.into_iter().map(Into::into).collect(),
        ))
    })
}
