//! The versions that are compared.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Mutex;

use anyhow::{Context, Result, bail};
use codegen::Error;
use exactschema_frontend::compile::files::{Mappings, normal};
use exactschema_frontend::compile::{Bundle, Options, Problem, compile};
use exactschema_frontend::json::{Json, SyntaxError};
use exactschema_frontend::{Place, Schema};
use exactschema_import::{File, Imported, Refusal, Request, Syntax, is_document};

use super::outcome::Refused;
use crate::git::Git;
use crate::import::name_of;
use crate::neighbours::{Tree, bundled, regular};
use crate::workspace::Workspace;

/// The ending of a schema file.
const SCHEMA: &str = ".schema.json";

/// A version of a schema.
pub(super) struct Version {
    /// Its label in reports.
    pub(super) label: String,
    /// The text of its file.
    pub(super) source: String,
    /// The schema: the text of the file, with those that it refers to; or that of all components
    /// of an OpenAPI document; or the reason why there is none.
    pub(super) schema: Result<Made, Error>,
    /// The other files of the same commit that it was made of, by their paths.
    pub(super) others: BTreeSet<String>,
}

/// A schema by its origin.
pub(super) enum Made {
    /// A file, and those that it refers to.
    Bundle(Bundle),
    /// An OpenAPI document.
    Import(Imported),
}

impl Made {
    /// The text of the schema.
    fn text(&self) -> &str {
        match self {
            Made::Bundle(bundle) => &bundle.text,
            Made::Import(imported) => &imported.schema,
        }
    }
}

impl Version {
    /// Reads what the text of a file is: a schema, or an OpenAPI document.
    fn of(label: String, path: &Path, source: String, tree: &Tree<'_>) -> Self {
        let schema = match is_openapi(&path.to_string_lossy(), &source) {
            true => imported(&label, path, &source, tree),
            false => schema(&label, path, &source, tree),
        };
        Version {
            label,
            source,
            schema,
            others: BTreeSet::new(),
        }
    }

    /// The text of the schema, if there is one.
    pub(super) fn text(&self) -> Option<&str> {
        self.schema.as_ref().ok().map(Made::text)
    }

    /// The file of a place in the schema, as reports name it, and the place there.
    pub(super) fn origin(&self, place: &Place) -> (String, Place) {
        let own = || (self.label.clone(), place.clone());
        match &self.schema {
            Ok(Made::Bundle(bundle)) => match bundle.origin(&place.pointer) {
                Some((file, place)) => (file.to_owned(), place),
                None => own(),
            },
            Ok(Made::Import(imported)) => match imported.origin(&place.pointer) {
                Some((file, place)) => (named(&self.label, &file), place),
                None => own(),
            },
            Err(_) => own(),
        }
    }
}

/// The schema of a file, with those that it refers to.
fn schema(label: &str, path: &Path, source: &str, tree: &Tree<'_>) -> Result<Made, Error> {
    if let Err(error) = Json::parse(source) {
        return Err(match Syntax::of(&path.to_string_lossy(), source) {
            Syntax::Json => Error::NotJson(error),
            Syntax::Yaml => Error::Refused(vec![yaml()]),
        });
    }
    let bundle = bundled(label, source, path, tree);
    bundle.map(Made::Bundle).map_err(Error::Refused)
}

/// The problem of a schema in YAML.
fn yaml() -> Problem {
    Problem {
        file: None,
        problem: exactschema_frontend::Problem {
            place: Place {
                pointer: String::new(),
                line: 1,
                column: 1,
            },
            message: "a schema in YAML is not compared".to_owned(),
            fix: "write it as JSON, or if it is an OpenAPI document, give it `openapi`".to_owned(),
        },
    }
}

/// Whether a text is an OpenAPI document. One that cannot be read as YAML is taken for one, since
/// the import reports why.
fn is_openapi(path: &str, text: &str) -> bool {
    match Syntax::of(path, text) {
        Syntax::Yaml => is_document(text, Syntax::Yaml).unwrap_or(true),
        Syntax::Json => {
            text.contains("\"openapi\"") && is_document(text, Syntax::Json).unwrap_or(false)
        }
    }
}

/// The schema of all components of a document.
fn imported(label: &str, path: &Path, document: &str, tree: &Tree<'_>) -> Result<Made, Error> {
    let imported = exactschema_import::import(&Request {
        document,
        syntax: Syntax::of(&path.to_string_lossy(), document),
        path: &name_of(path),
        load: &|other| tree.beside(path, other),
        root: None,
        overlay: None,
    });
    let problem = |refusal: Refusal| Problem {
        file: (refusal.file != File::Document).then(|| named(label, &refusal.file)),
        problem: refusal.problem,
    };
    match imported {
        Ok(imported) => Ok(Made::Import(imported)),
        Err(exactschema_import::Error::Syntax(file, error)) => {
            Err(Error::Refused(vec![problem(unread(file, error))]))
        }
        Err(exactschema_import::Error::Refused(refusals)) => {
            Err(Error::Refused(refusals.into_iter().map(problem).collect()))
        }
    }
}

/// A text that is neither YAML nor JSON.
fn unread(file: File, error: SyntaxError) -> Refusal {
    Refusal {
        file,
        problem: exactschema_frontend::Problem {
            place: Place {
                pointer: String::new(),
                line: error.line,
                column: error.column,
            },
            message: error.message,
            fix: "write JSON (RFC 8259) or YAML 1.2 in UTF-8".to_owned(),
        },
        target: None,
    }
}

/// A file of a document, as reports name it.
fn named(label: &str, file: &File) -> String {
    match file {
        File::Document | File::Overlay => label.to_owned(),
        File::Other(path) if path.contains(':') => path.clone(),
        File::Other(path) => match revision(label) {
            Some((revision, document)) => format!("{revision}:{}", beside(document, path)),
            None => beside(label, path),
        },
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
            Some(version(workspace, mappings, old)?),
            Some(version(workspace, mappings, new)?),
        )]),
        (Some(old), None) => match revision(old) {
            Some((_, path)) => Ok(vec![pair(
                path,
                Some(version(workspace, mappings, old)?),
                Some(version(workspace, mappings, path)?),
            )]),
            None => {
                let git = Git::around(workspace);
                let base = git.merge_base()?;
                let before = since(workspace, &git, mappings, &base, old)?;
                let before = before.with_context(|| format!("{old}: it is not in {base}"))?;
                let now = version(workspace, mappings, old)?;
                Ok(vec![pair(old, Some(before), Some(now))])
            }
        },
        (None, _) => all(workspace, mappings),
    }
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
    let Some((revision, path)) = revision(argument) else {
        let bytes = std::fs::read(argument).with_context(|| argument.to_owned())?;
        let text = String::from_utf8(bytes).with_context(|| argument.to_owned())?;
        return Ok(file(label, Path::new(argument), text, mappings));
    };
    let git = Git::around(workspace);
    match git.object(argument) {
        Ok(text) => {
            let read = |path: &Path| git.object(&format!("{revision}:{}", within(workspace, path)));
            let tree = Tree {
                mappings,
                read: &read,
                root: Some(workspace.path("")),
            };
            Ok(Version::of(label, &Path::new("/").join(path), text, &tree))
        }
        Err(error) => bail!("{argument}: {error}"),
    }
}

/// The version of a file as it is.
fn file(label: String, path: &Path, text: String, mappings: &Mappings) -> Version {
    let tree = Tree {
        mappings,
        read: &regular,
        root: None,
    };
    Version::of(label, path, text, &tree)
}

/// The path of another file, which is named as seen from the folder of one.
fn beside(path: &str, other: &str) -> String {
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
    workspace: &Workspace,
    git: &Git,
    mappings: &Mappings,
    commit: &str,
    path: &str,
) -> Result<Option<Version>> {
    let Some(text) = git.show(commit, path)? else {
        return Ok(None);
    };
    let label = format!("{}:{path}", git.short(commit));
    let others = Mutex::new(BTreeSet::new());
    let read = |path: &Path| {
        let path = within(workspace, path);
        let text = in_commit(git, commit, &path)?;
        if let Ok(mut others) = others.lock() {
            others.insert(path);
        }
        Ok(text)
    };
    let tree = Tree {
        mappings,
        read: &read,
        root: Some(workspace.path("")),
    };
    let mut version = Version::of(label, &Path::new("/").join(path), text, &tree);
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

/// A path in a tree of git, whose top is taken for the root of the files; that of a file in
/// the workspace is below it.
fn within(workspace: &Workspace, path: &Path) -> String {
    let path = path.strip_prefix(workspace.path("")).unwrap_or(path);
    // git knows no `..` in a path of a commit.
    let path = normal(path).to_string_lossy().into_owned();
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
            true => {
                let text = workspace.read(&path)?;
                Some(file(path.clone(), &workspace.path(&path), text, mappings))
            }
            false => None,
        };
        let old = since(workspace, &git, mappings, &base, &path)?;
        Ok(self::pair(&path, old, new))
    };
    paths.into_iter().map(pair).collect()
}

/// The schema of a version, or why there is none. One without types is one too.
pub(super) fn parsed(version: &Version) -> Result<(Schema, &str), Refused> {
    let refused = |error| Refused {
        label: version.label.clone(),
        error,
    };
    let text = match &version.schema {
        Ok(schema) => schema.text(),
        Err(error) => return Err(refused(error.clone())),
    };
    let json = Json::parse(text).map_err(|error| refused(Error::NotJson(error)))?;
    compile(text, &Options::default()).map_err(|problems| refused(Error::Refused(problems)))?;
    match Schema::new(&json) {
        Ok(schema) => Ok((schema, text)),
        Err(problems) => Err(refused(Error::Refused(
            problems.into_iter().map(Into::into).collect(),
        ))),
    }
}
