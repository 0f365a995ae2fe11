//! The checked-in generated files: what they should be, and what they are.

use anyhow::{Context, Result};
use codegen::Error;
use exactschema_build::{Failure, Plan, Reason, Request, Source};
use exactschema_frontend::compile::Problem;

use crate::history;
use crate::report::{self, Exit, Status};
use crate::workspace::Workspace;

/// A generated file.
pub(crate) struct Artifact {
    /// Its path from the root of the workspace.
    pub(crate) path: String,
    /// The actual content, empty if it is not text; `None` if the file is missing.
    pub(crate) actual: Option<String>,
    /// The expected content; `None` if there should be no file.
    pub(crate) expected: Option<String>,
}

impl Artifact {
    /// Whether it is as it should be.
    pub(crate) fn status(&self) -> Status {
        match (&self.actual, &self.expected) {
            (actual, expected) if actual == expected => Status::Fresh,
            (_, None) => Status::Orphan,
            (None, Some(_)) => Status::Missing,
            (Some(_), Some(_)) => Status::Stale,
        }
    }
}

/// All artifacts, sorted by path, with the warnings on their schemas; or, if a schema is rejected,
/// the end of the command, after all problems of all schemas were reported.
///
/// # Errors
///
/// If a file cannot be read.
pub(crate) fn plan(workspace: &Workspace) -> Result<Result<(Vec<Artifact>, Warnings), Exit>> {
    let plan = match expected(workspace)? {
        Ok(plan) => plan,
        Err(exit) => return Ok(Err(exit)),
    };
    let mut artifacts = Vec::new();
    for (path, text) in plan.artifacts {
        let actual = present(workspace, &path)?;
        artifacts.push(Artifact {
            path,
            actual,
            expected: Some(text),
        });
    }
    artifacts.extend(orphans(workspace, &artifacts)?);
    artifacts.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(Ok((artifacts, Warnings(plan.warnings))))
}

/// Warnings, each with the path of the schema.
pub(crate) struct Warnings(Vec<(String, Problem)>);

impl Warnings {
    /// Reports them on standard error.
    pub(crate) fn report(&self) {
        for (path, warning) in &self.0 {
            let file = warning.file.as_ref().unwrap_or(path);
            report::progress("Warning", format_args!("{file}:{}", warning.problem));
        }
    }
}

/// The path and the text of everything that is generated, or the end of the
/// command.
fn expected(workspace: &Workspace) -> Result<Result<Plan, Exit>> {
    let layout = &workspace.layout;
    let schemas = workspace.texts()?;
    let released = match layout.has_models {
        true => Some(released(workspace)?),
        false => None,
    };
    let planned = exactschema_build::plan(&Request {
        schemas: &schemas,
        released: released.as_deref(),
        origin: &layout.origin(),
        modules: &layout.modules,
        pages: layout.pages.as_deref(),
        settings: &layout.settings,
        overrides: &layout.overrides,
        is_strict: layout.is_strict,
    });
    let exit = strays(workspace)?;
    let plan = match planned {
        Ok(plan) if exit == Exit::GOOD => plan,
        Ok(_) => return Ok(Err(exit)),
        Err(error) => return Ok(Err(error.0.iter().map(failed).fold(exit, Exit::max))),
    };
    let foreign = match layout.repairs {
        true => Vec::new(),
        false => exactschema_build::foreign(&workspace.path(""), &plan),
    };
    Ok(match foreign.is_empty() {
        true => Ok(plan),
        false => Err(foreign.iter().map(failed).fold(exit, Exit::max)),
    })
}

fn released(workspace: &Workspace) -> Result<Vec<Source>> {
    let released = history::read(workspace)?.0;
    let released = released.iter();
    let released = released.map(|release| Source::new(&release.name(), &release.path()));
    Ok(released.collect())
}

/// Reports overlays that no import would read.
fn strays(workspace: &Workspace) -> Result<Exit> {
    let mut exit = Exit::GOOD;
    for overlay in workspace.stray_overlays()? {
        exit = Exit::FINDINGS;
        report::status(Status::Orphan, &overlay.path);
        let schema = workspace.schema(&overlay.name);
        report::problem(format_args!("there is no {schema}"));
        report::fix(format_args!(
            "{} import SPEC --name {}; or remove the overlay",
            workspace.layout.command, overlay.name
        ));
    }
    Ok(exit)
}

/// Reports why nothing is generated of a file.
fn failed(failure: &Failure) -> Exit {
    let exit = match &failure.reason {
        Reason::Refused(error) => return refused(&failure.path, error),
        Reason::Unreadable(_) | Reason::Unwritable(_) => Exit::NO_VERDICT,
        _ => Exit::FINDINGS,
    };
    let status = match exit {
        Exit::FINDINGS => Status::Refused,
        _ => Status::Failure,
    };
    report::status(status, &failure.path);
    for (problem, fix) in failure.problems() {
        report::problem(problem);
        report::fix(fix);
    }
    exit
}

/// Reports why there is no code for a schema.
pub(crate) fn refused(path: &str, error: &Error) -> Exit {
    match error {
        Error::NotJson(syntax) => {
            report::status(Status::Refused, path);
            let (line, column) = (syntax.line, syntax.column);
            report::problem(format_args!("{path}:{line}:{column}: {error}"));
            report::fix(syntax.fix());
            Exit::FINDINGS
        }
        Error::Refused(found) => problems(path, found),
        Error::Typify { .. } | Error::Unexpected { .. } => {
            report::status(Status::Failure, path);
            report::problem(error);
            report::fix("report this defect; until it is corrected, rewrite the definition");
            Exit::NO_VERDICT
        }
    }
}

/// Reports the problems of a schema.
fn problems(path: &str, problems: &[Problem]) -> Exit {
    report::status(Status::Refused, path);
    for problem in problems {
        let file = problem.file.as_deref().unwrap_or(path);
        report::problem(format_args!("{file}:{}", problem.problem));
        report::fix(&problem.problem.fix);
    }
    Exit::FINDINGS
}

/// The text of an artifact; junk that is no text counts as empty.
///
/// # Errors
///
/// If the file cannot be read.
pub(crate) fn present(workspace: &Workspace, path: &str) -> Result<Option<String>> {
    match std::fs::read(workspace.path(path)) {
        Ok(bytes) => Ok(Some(String::from_utf8(bytes).unwrap_or_default())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| path.to_owned()),
    }
}

/// Generated files that no schema generates any more. What a person put into the
/// folders is not ours to remove.
fn orphans(workspace: &Workspace, artifacts: &[Artifact]) -> Result<Vec<Artifact>> {
    let expected = artifacts.iter().map(|artifact| artifact.path.as_str());
    let expected: Vec<&str> = expected.collect();
    let layout = &workspace.layout;
    let (pages, stamp) = (layout.pages.as_deref(), layout.settings.stamp());
    let root = workspace.path("");
    let orphans = exactschema_build::orphans(&root, &layout.modules, pages, &stamp, &expected)?;
    let orphan = |path: String| {
        Ok(Artifact {
            actual: present(workspace, &path)?,
            path,
            expected: None,
        })
    };
    orphans.into_iter().map(orphan).collect()
}

/// Makes artifacts what they should be. Nothing is changed unless all files could be written.
///
/// # Errors
///
/// If a file cannot be written or removed; it is then as it was.
pub(crate) fn settle(workspace: &Workspace, artifacts: &[&Artifact]) -> Result<()> {
    let prepared = artifacts.iter().filter_map(|artifact| {
        let text = artifact.expected.as_ref()?;
        let prepared = workspace.prepare(&artifact.path, text);
        Some(prepared.map(|prepared| (&artifact.path, prepared)))
    });
    for (path, file) in prepared.collect::<Result<Vec<_>>>()? {
        file.finish().with_context(|| path.clone())?;
    }
    for artifact in artifacts
        .iter()
        .filter(|artifact| artifact.expected.is_none())
    {
        let removed = std::fs::remove_file(workspace.path(&artifact.path));
        removed.with_context(|| artifact.path.clone())?;
    }
    Ok(())
}
