//! The checked-in generated files: what they should be, and what they are.

use anyhow::{Context, Result};
use codegen::{Error, Generated, Registered, STAMP};
use exactschema_frontend::Problem;

use crate::history::{self, Released};
use crate::report::{self, Exit, Status};
use crate::shared::Shared;
use crate::workspace::{Source, Workspace, schema};

/// The folder of the modules.
const MODULES: &str = "models/src/generated";

/// The folder of the tables.
const TABLES: &str = "models/src/generated/tables";

/// The folder of the reference pages, beside the schemas.
const PAGES: &str = "schema";

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

/// All artifacts, sorted by path; or, if a schema is rejected, the end of the command, after
/// all problems of all schemas were reported.
///
/// # Errors
///
/// If a file cannot be read.
pub(crate) fn plan(workspace: &Workspace) -> Result<Result<Vec<Artifact>, Exit>> {
    let expected = match expected(workspace)? {
        Ok(expected) => expected,
        Err(exit) => return Ok(Err(exit)),
    };
    let mut artifacts = Vec::new();
    for (path, text) in expected {
        let actual = present(workspace, &path)?;
        artifacts.push(Artifact {
            path,
            actual,
            expected: Some(text),
        });
    }
    artifacts.extend(orphans(workspace, &artifacts)?);
    artifacts.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(Ok(artifacts))
}

/// The path and the text of everything that is generated, or the end of the
/// command.
fn expected(workspace: &Workspace) -> Result<Result<Vec<(String, String)>, Exit>> {
    let mut expected = Vec::new();
    let mut schemas = Vec::new();
    let schemas_there = workspace.schemas()?;
    let shared = Shared::of(workspace)?;
    let mut exit = strays(workspace)?;
    for source in schemas_there {
        let (module, generated) = match generated(workspace, &shared, &source) {
            Ok(generated) => generated,
            Err(refused) => {
                exit = exit.max(refused);
                continue;
            }
        };
        expected.push((format!("{MODULES}/{module}.rs"), generated.text));
        expected.push((format!("{TABLES}/{module}.table"), generated.table));
        expected.push((format!("{PAGES}/{}.md", source.name), generated.reference));
        schemas.push(Registered {
            name: source.name,
            source: source.path,
            module,
            root: generated.root,
            referred: generated.referred,
        });
    }
    let mut released = Vec::new();
    for release in history::read(workspace)?.0 {
        match table(workspace, &release) {
            Ok((module, table)) => {
                let path = format!("{TABLES}/{module}.table");
                if expected.iter().any(|(other, _)| *other == path) {
                    // Such as session@3-1 beside the schema session-3-1.
                    exit = exit.max(taken(&release, &module));
                    continue;
                }
                expected.push((path, table));
                let name = release.name();
                released.push(codegen::Released { name, module });
            }
            Err(refused) => exit = exit.max(refused),
        }
    }
    if exit != Exit::GOOD {
        return Ok(Err(exit));
    }
    let registry = codegen::registry(&schemas, &released);
    expected.push((format!("{MODULES}/mod.rs"), registry));
    Ok(Ok(expected))
}

/// Reports overlays that no import would read.
fn strays(workspace: &Workspace) -> Result<Exit> {
    let mut exit = Exit::GOOD;
    for overlay in workspace.stray_overlays()? {
        exit = Exit::FINDINGS;
        report::status(Status::Orphan, &overlay.path);
        report::problem(format_args!("there is no {}", schema(&overlay.name)));
        report::fix(format_args!(
            "cargo xtask import SPEC --name {}; or remove the overlay",
            overlay.name
        ));
    }
    Ok(exit)
}

/// The name of the module of a schema and what is generated from it; reports why
/// there is nothing.
fn generated(
    workspace: &Workspace,
    shared: &Shared,
    source: &Source,
) -> Result<(String, Generated), Exit> {
    let Some(module) = codegen::module_name(&source.name) else {
        report::status(Status::Refused, &source.path);
        report::problem("its name cannot become the name of a Rust module");
        report::fix("name it in lower case, with hyphens between words");
        return Err(Exit::FINDINGS);
    };
    let text = readable(workspace, &source.path)?;
    let generated = shared.with(source, |options| {
        codegen::generate_with(&text, &source.path, &module, options)
    });
    match generated {
        // The schemas of a workspace are checked strictly.
        Ok(generated) if !generated.warnings.is_empty() => {
            Err(problems(&source.path, &generated.warnings))
        }
        Ok(generated) => Ok((module, generated)),
        Err(error) => Err(refused(&source.path, &error)),
    }
}

/// The module of a released version and its table; reports why there is none.
fn table(workspace: &Workspace, release: &Released) -> Result<(String, String), Exit> {
    let path = release.path();
    let table = codegen::table(&readable(workspace, &path)?, &path);
    let module = release.name().replace(['-', '.', '@'], "_");
    table
        .map(|table| (module, table))
        .map_err(|error| refused(&path, &error))
}

/// Reports that the table of a released version would be that of something else.
fn taken(release: &Released, module: &str) -> Exit {
    report::status(Status::Refused, release.path());
    report::problem(format_args!(
        "there is another schema whose module is {module}"
    ));
    report::fix("name that schema otherwise");
    Exit::FINDINGS
}

/// The text of a schema; reports why there is none.
fn readable(workspace: &Workspace, path: &str) -> Result<String, Exit> {
    workspace.read(path).map_err(|error| {
        report::status(Status::Failure, path);
        report::problem(format_args!("{error:#}"));
        report::fix("make it a readable file of UTF-8 text");
        Exit::NO_VERDICT
    })
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
        report::problem(format_args!("{path}:{problem}"));
        report::fix(&problem.fix);
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
    let mut orphans = Vec::new();
    for (folder, ending) in [(MODULES, ".rs"), (TABLES, ".table"), (PAGES, ".md")] {
        if !workspace.path(folder).is_dir() {
            continue;
        }
        for name in workspace.files(folder, ending)? {
            let path = format!("{folder}/{name}");
            if artifacts.iter().any(|artifact| artifact.path == path) {
                continue;
            }
            let actual = present(workspace, &path)?;
            let first_line = actual.as_deref().and_then(|text| text.lines().next());
            if first_line.is_some_and(|line| line.contains(STAMP)) {
                orphans.push(Artifact {
                    path,
                    actual,
                    expected: None,
                });
            }
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
    let Some(text) = &artifact.expected else {
        let removed = std::fs::remove_file(workspace.path(&artifact.path));
        return removed.with_context(|| artifact.path.clone());
    };
    workspace.write(&artifact.path, text)
}
