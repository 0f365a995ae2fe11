//! The checked-in generated files: what they should be, and what they are.

use anyhow::{Context, Result, bail};
use codegen::{Error, Registered};

use crate::report::{self, Exit, Status};
use crate::workspace::Workspace;

/// The folder that belongs to the artifacts alone.
const FOLDER: &str = "models/src/generated";

/// A generated file.
pub(crate) struct Artifact {
    /// Its path from the root of the workspace.
    pub(crate) path: String,
    /// What is there; `None` if nothing is, or no text.
    pub(crate) there: Option<String>,
    /// What should be there; `None` if nothing should.
    pub(crate) expected: Option<String>,
}

impl Artifact {
    /// Whether it is as it should be.
    pub(crate) fn status(&self) -> Status {
        match (&self.there, &self.expected) {
            (there, expected) if there == expected => Status::Fresh,
            (_, None) => Status::Orphan,
            (None, Some(_)) => Status::Missing,
            (Some(_), Some(_)) => Status::Stale,
        }
    }
}

/// All artifacts, sorted by path; or, if a schema is refused, the end of the
/// command, after all problems of all schemas were reported.
///
/// # Errors
///
/// If a file cannot be read.
pub(crate) fn plan(workspace: &Workspace) -> Result<Result<Vec<Artifact>, Exit>> {
    let mut expected = Vec::new();
    let mut schemas = Vec::new();
    let mut exit = Exit::GOOD;
    for source in workspace.schemas()? {
        let Some(module) = codegen::module_name(&source.name) else {
            report::status(Status::Refused, &source.path);
            report::problem("its name does not make the name of a Rust module");
            report::fix("name it in lower case, with hyphens between words");
            exit = exit.max(Exit::FINDINGS);
            continue;
        };
        let text = match workspace.read(&source.path) {
            Ok(text) => text,
            Err(error) => {
                report::status(Status::Failure, &source.path);
                report::problem(format_args!("{error:#}"));
                report::fix("make it a readable file of UTF-8 text");
                exit = Exit::NO_VERDICT;
                continue;
            }
        };
        match codegen::generate(&text, &source.path, &module) {
            Ok(generated) => {
                expected.push((format!("{FOLDER}/{module}.rs"), generated.text));
                schemas.push(Registered {
                    name: source.name,
                    source: source.path,
                    module,
                    root: generated.root,
                });
            }
            Err(error) => exit = exit.max(refused(&source.path, &error)),
        }
    }
    if exit != Exit::GOOD {
        return Ok(Err(exit));
    }
    expected.push((format!("{FOLDER}/mod.rs"), codegen::registry(&schemas)));
    let mut artifacts = Vec::new();
    for (path, text) in expected {
        let there = present(workspace, &path)?;
        artifacts.push(Artifact {
            path,
            there,
            expected: Some(text),
        });
    }
    for orphan in orphans(workspace, &artifacts)? {
        artifacts.push(Artifact {
            there: present(workspace, &orphan)?,
            path: orphan,
            expected: None,
        });
    }
    artifacts.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(Ok(artifacts))
}

/// Reports why there is no code for a schema.
fn refused(path: &str, error: &Error) -> Exit {
    match error {
        Error::NotJson(syntax) => {
            report::status(Status::Refused, path);
            let (line, column) = (syntax.line, syntax.column);
            report::problem(format_args!("{path}:{line}:{column}: {error}"));
            report::fix("write JSON (RFC 8259) in UTF-8, without a byte order mark");
            Exit::FINDINGS
        }
        Error::Refused(problems) => {
            report::status(Status::Refused, path);
            for problem in problems {
                report::problem(format_args!("{path}:{problem}"));
                report::fix(&problem.fix);
            }
            Exit::FINDINGS
        }
        Error::Typify { .. } | Error::Unexpected { .. } => {
            report::status(Status::Failure, path);
            report::problem(error);
            report::fix("report this defect; until then, write the definition otherwise");
            Exit::NO_VERDICT
        }
    }
}

/// The text of an artifact; junk that is no text counts as empty.
fn present(workspace: &Workspace, path: &str) -> Result<Option<String>> {
    match std::fs::read(workspace.path(path)) {
        Ok(bytes) => Ok(Some(String::from_utf8(bytes).unwrap_or_default())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| path.to_owned()),
    }
}

/// Generated files that no schema generates any more. What a person put into the
/// folder is not ours to remove.
fn orphans(workspace: &Workspace, artifacts: &[Artifact]) -> Result<Vec<String>> {
    if !workspace.path(FOLDER).is_dir() {
        return Ok(Vec::new());
    }
    let mut orphans = Vec::new();
    for name in workspace.files(FOLDER, ".rs")? {
        let path = format!("{FOLDER}/{name}");
        let known = artifacts.iter().any(|artifact| artifact.path == path);
        let there = present(workspace, &path)?;
        if !known && there.is_some_and(|text| text.starts_with(codegen::STAMP)) {
            orphans.push(path);
        }
    }
    Ok(orphans)
}

/// Makes an artifact what it should be: at once, or not at all.
///
/// # Errors
///
/// If the file cannot be written or removed; it is then as it was.
pub(crate) fn settle(workspace: &Workspace, artifact: &Artifact) -> Result<()> {
    let path = workspace.path(&artifact.path);
    let context = || artifact.path.clone();
    let Some(text) = &artifact.expected else {
        return std::fs::remove_file(&path).with_context(context);
    };
    let Some(folder) = path.parent() else {
        bail!("{}: has no folder", artifact.path);
    };
    std::fs::create_dir_all(folder).with_context(context)?;
    let mut file = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // As the umask leaves any other file, not for the owner alone.
        file.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let mut file = file.tempfile_in(folder).with_context(context)?;
    std::io::Write::write_all(&mut file, text.as_bytes()).with_context(context)?;
    file.persist(&path)
        .map_err(|error| error.error)
        .with_context(context)?;
    Ok(())
}
