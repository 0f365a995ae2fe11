//! `cargo xtask import`: imports components of an OpenAPI document as a schema.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use exactschema_import::{Error, File, Imported, Refusal, Request, Root, Syntax};

use crate::artifacts::{self, Artifact};
use crate::neighbours::{Tree, regular};
use crate::report::{self, Exit, Status};
use crate::workspace::{self, Workspace};

#[derive(clap::Args)]
#[allow(missing_docs, reason = "it would be the text of the help")]
pub struct Arguments {
    /// The OpenAPI 3.0, 3.1 or 3.2 document, in YAML or JSON; files that it refers to are read too
    #[arg(value_name = "SPEC")]
    document: PathBuf,
    /// The component to import, with the components that it refers to
    #[arg(long, value_name = "COMPONENT", default_value = "ExportSession")]
    root: String,
    /// Import all components, as the properties of an object
    #[arg(long, conflicts_with = "root")]
    all: bool,
    /// The name of the schema, whose additions are in schema/NAME.overlay.json
    /// [default: export-session, or with --all that of the document]
    #[arg(long, value_parser = name)]
    name: Option<String>,
    /// Write nothing; show what would change
    #[arg(long)]
    dry_run: bool,
}

/// The files of an import, as messages name them.
struct Paths {
    document: String,
    overlay: String,
    schema: String,
}

/// Imports components of an OpenAPI document as a schema.
///
/// # Errors
///
/// Any failure that makes a verdict impossible.
pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<Exit> {
    let schema = match (&arguments.name, arguments.all) {
        (Some(name), _) => name.clone(),
        (None, false) => "export-session".to_owned(),
        (None, true) => {
            let stem = arguments.document.file_stem().unwrap_or_default();
            name(&stem.to_string_lossy()).map_err(|message| {
                anyhow::anyhow!(
                    "{}: {message}: name it by --name",
                    arguments.document.display()
                )
            })?
        }
    };
    let paths = Paths {
        document: arguments.document.display().to_string(),
        overlay: workspace.overlay(&schema),
        schema: workspace.schema(&schema),
    };
    let bytes = std::fs::read(&arguments.document).with_context(|| paths.document.clone())?;
    let document = workspace::text(bytes, &paths.document)?;
    let overlay = workspace.path(&paths.overlay);
    let overlay = match overlay
        .try_exists()
        .with_context(|| paths.overlay.clone())?
    {
        true => Some(workspace.read(&paths.overlay)?),
        false => None,
    };
    let tree = Tree {
        mappings: &workspace.layout.mappings,
        read: &regular,
        commit: None,
    };
    let imported = exactschema_import::import(&Request {
        document: &document,
        syntax: Syntax::of(&paths.document, &document),
        path: &name_of(&arguments.document),
        load: &|other| tree.beside(&arguments.document, other),
        root: match arguments.all {
            true => Root::Components,
            false => Root::One(&arguments.root),
        },
        overlay: overlay.as_deref(),
    });
    match imported {
        Ok(imported) => deliver(workspace, &paths, imported, arguments.dry_run),
        Err(error) => {
            refused(&paths, &error);
            report::summary(Exit::FINDINGS, "nothing was written");
            Ok(Exit::FINDINGS)
        }
    }
}

/// Shows what changes, and writes it.
fn deliver(
    workspace: &Workspace,
    paths: &Paths,
    imported: Imported,
    dry_run: bool,
) -> Result<Exit> {
    for note in &imported.notes {
        let (line, column) = (note.place.line, note.place.column);
        let (file, pointer) = (paths.of(&note.file), note.place.pointer.escape_debug());
        let text = format_args!("{file}:{line}:{column}: {pointer}: {}", note.message);
        report::progress("Note", text);
    }
    let artifact = Artifact {
        path: paths.schema.clone(),
        actual: artifacts::present(workspace, &paths.schema)?,
        expected: Some(imported.schema),
    };
    let status = artifact.status();
    if status == Status::Fresh {
        report::status(status, &artifact.path);
        report::summary(Exit::GOOD, "the schema is up to date with the document");
        return Ok(Exit::GOOD);
    }
    let text = |side: &Option<String>| side.clone().unwrap_or_default();
    let (actual, expected) = (text(&artifact.actual), text(&artifact.expected));
    report::diff_to(
        &artifact.path,
        &format!("{} (imported)", artifact.path),
        &actual,
        &expected,
    );
    if dry_run {
        report::status(status, &artifact.path);
        report::summary(Exit::FINDINGS, "nothing was written");
        return Ok(Exit::FINDINGS);
    }
    artifacts::settle(workspace, &[&artifact])?;
    report::status(
        match status {
            Status::Missing => Status::Created,
            _ => Status::Updated,
        },
        &artifact.path,
    );
    let command = workspace.layout.command;
    report::summary(
        Exit::GOOD,
        format_args!("review `{command} diff`, then run `{command} generate`"),
    );
    Ok(Exit::GOOD)
}

/// Reports why there is no schema.
fn refused(paths: &Paths, error: &Error) {
    match error {
        Error::Syntax(file, syntax) => {
            let path = paths.of(file);
            let (line, column) = (syntax.line, syntax.column);
            report::status(Status::Refused, &path);
            report::problem(format_args!("{path}:{line}:{column}: {syntax}"));
            report::fix(match file {
                File::Document | File::Other(_) => "write JSON (RFC 8259) or YAML 1.2 in UTF-8",
                File::Overlay => "write JSON (RFC 8259): an object of pointers and keywords",
            });
        }
        Error::Refused(refusals) => {
            for of_file in refusals.chunk_by(|one, other| one.file == other.file) {
                report::status(Status::Refused, paths.of(&of_file[0].file));
                of_file.iter().for_each(|refusal| problem(paths, refusal));
            }
        }
    }
}

fn problem(paths: &Paths, refusal: &Refusal) {
    let path = paths.of(&refusal.file);
    report::problem(format_args!("{path}:{}", refusal.problem));
    report::fix(&refusal.problem.fix);
    if let Some(target) = &refusal.target {
        report::fix(format_args!(
            "or change it by an entry {target:?} in {}",
            paths.overlay
        ));
    }
}

impl Paths {
    fn of(&self, file: &File) -> String {
        match file {
            File::Document => self.document.clone(),
            File::Other(path) if path.contains(':') => path.clone(),
            File::Other(path) => Path::new(&self.document)
                .with_file_name(path)
                .display()
                .to_string(),
            File::Overlay => self.overlay.clone(),
        }
    }
}

/// The name of a file, without folders.
pub(crate) fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

fn name(name: &str) -> Result<String, &'static str> {
    match codegen::module_name(name) {
        Some(_) => Ok(name.to_owned()),
        None => Err("a schema is named in lower case, with hyphens between words"),
    }
}
