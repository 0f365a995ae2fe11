//! The versions that are compared.

use std::path::Path;

use anyhow::{Context, Result, bail};
use codegen::Error;
use exactschema_frontend::Schema;
use exactschema_frontend::compile::{Options, compile};
use exactschema_frontend::json::Json;

use super::outcome::Refused;
use crate::git::Git;
use crate::workspace::Workspace;

/// The ending of a schema file.
const SCHEMA: &str = ".schema.json";

/// A version of a schema.
pub(super) struct Version {
    /// Its label in reports.
    pub(super) label: String,
    pub(super) text: String,
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
    old: Option<&str>,
    new: Option<&str>,
) -> Result<Vec<Pair>> {
    match (old, new) {
        (Some(old), Some(new)) => Ok(vec![pair(
            new,
            version(workspace, old)?,
            version(workspace, new)?,
        )]),
        (Some(old), None) => match revision(old) {
            Some((_, path)) => Ok(vec![pair(
                path,
                version(workspace, old)?,
                version(workspace, path)?,
            )]),
            None => {
                let git = Git::around(workspace);
                let base = git.merge_base()?;
                let before = since(&git, &base, old)?;
                let before = before.with_context(|| format!("{old}: it is not in {base}"))?;
                Ok(vec![pair(old, before, version(workspace, old)?)])
            }
        },
        (None, _) => all(workspace),
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

fn version(workspace: &Workspace, argument: &str) -> Result<Version> {
    let text = match revision(argument) {
        Some(_) => match Git::around(workspace).object(argument) {
            Ok(text) => text,
            Err(error) => bail!("{argument}: {error}"),
        },
        None => {
            let bytes = std::fs::read(argument).with_context(|| argument.to_owned())?;
            String::from_utf8(bytes).with_context(|| argument.to_owned())?
        }
    };
    Ok(Version {
        label: argument.to_owned(),
        text,
    })
}

/// The version of a file in a commit, if it exists.
fn since(git: &Git, commit: &str, path: &str) -> Result<Option<Version>> {
    let text = git.show(commit, path)?;
    Ok(text.map(|text| Version {
        label: format!("{}:{path}", git.short(commit)),
        text,
    }))
}

/// Every schema, at the merge-base with the main branch and in the working tree.
fn all(workspace: &Workspace) -> Result<Vec<Pair>> {
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
            true => Some(Version {
                label: path.clone(),
                text: workspace.read(&path)?,
            }),
            false => None,
        };
        Ok(Pair {
            name: name(&path),
            old: since(&git, &base, &path)?,
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
    compile(&version.text, &Options::default())
        .map_err(|problems| refused(Error::Refused(problems)))?;
    Schema::new(&json).map_err(|problems| {
        refused(Error::Refused(
            problems.into_iter().map(Into::into).collect(),
        ))
    })
}
