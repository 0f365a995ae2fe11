//! `cargo xtask release-schema`: freezes a schema as a released version.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use codegen::Error;
use exactschema_build::Source;
use exactschema_frontend::json::Json;

use crate::artifacts;
use crate::history::{self, Released, Sums, Version, checksum};
use crate::neighbours::{Tree, bundled, regular};
use crate::report::{self, Exit, Status};
use crate::workspace::Workspace;

#[derive(clap::Args)]
#[allow(missing_docs, reason = "it would be the text of the help")]
pub struct Arguments {
    /// The schema: NAME of schema/NAME.schema.json
    name: String,

    /// The version: numbers with - or . between, such as 2026-02
    version: Version,

    /// Release this file instead of the current schema, such as an older version
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
}

/// Freezes a schema as a released version.
///
/// # Errors
///
/// Any failure that makes a verdict impossible.
pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<Exit> {
    let source = source(workspace, &arguments.name)?;
    let (from, text) = match &arguments.from {
        Some(file) => {
            let text = std::fs::read_to_string(file).with_context(|| file.display().to_string())?;
            (file.display().to_string(), text)
        }
        None => (source.path.clone(), workspace.read(&source.path)?),
    };
    let text = match bundle(workspace, &from, text) {
        Ok(text) => text,
        Err(error) => {
            let exit = artifacts::refused(&from, &error);
            report::summary(exit, "nothing was released");
            return Ok(exit);
        }
    };
    let exit = match codegen::parse(&text) {
        Ok(_) => release(workspace, arguments, &from, &text)?,
        Err(error) => artifacts::refused(&from, &error),
    };
    if exit != Exit::GOOD {
        report::summary(exit, "nothing was released");
    }
    Ok(exit)
}

/// The text with the files that it refers to in it, so that nothing changes what is released.
fn bundle(workspace: &Workspace, from: &str, text: String) -> Result<String, Error> {
    // What is no JSON is refused by that name.
    if Json::parse(&text).is_err() {
        return Ok(text);
    }
    let path = match Path::new(from).exists() {
        true => PathBuf::from(from),
        false => workspace.path(from),
    };
    let tree = Tree {
        mappings: &workspace.layout.mappings,
        read: &regular,
        commit: None,
    };
    let bundled = bundled(from, &text, &path, &tree)?;
    Ok(bundled.bundle.text)
}

/// The schema of a name.
fn source(workspace: &Workspace, name: &str) -> Result<Source> {
    let mut sources = workspace.schemas()?;
    match sources.iter().position(|source| source.name == name) {
        Some(index) => Ok(sources.swap_remove(index)),
        None => {
            let names: Vec<&str> = sources.iter().map(|source| source.name.as_str()).collect();
            bail!("there is no schema {name:?}; there is {}", names.join(", "))
        }
    }
}

fn release(workspace: &Workspace, arguments: &Arguments, from: &str, text: &str) -> Result<Exit> {
    let wanted = Released {
        name: arguments.name.clone(),
        version: arguments.version.clone(),
    };
    let (releases, _) = history::read(workspace)?;
    let mut sums = Sums::read(workspace)?;
    let sum = checksum(text.as_bytes());
    let same =
        |release: &&Released| release.name == wanted.name && release.version == wanted.version;
    if let Some(released) = releases.iter().find(same) {
        let old = workspace.read(&released.path())?;
        if old != text || released.file() != wanted.file() {
            return Ok(released_already(&released.path(), from, &old, text));
        }
    }
    if sums.get(&wanted.file()).is_some_and(|listed| listed != sum) {
        report::status(Status::Refused, wanted.path());
        report::problem(format_args!(
            "{} lists the checksum of another text",
            Sums::path()
        ));
        report::fix("restore the released text, and release this as another version");
        return Ok(Exit::FINDINGS);
    }
    sums.insert(wanted.file(), sum);
    put(workspace, &wanted.path(), text)?;
    put(workspace, &Sums::path(), &sums.text())?;
    let is_last = releases
        .iter()
        .all(|r| r.name != wanted.name || r.version <= wanted.version);
    let standing = if is_last {
        "the newest"
    } else {
        "not the newest"
    };
    report::summary(
        Exit::GOOD,
        format_args!(
            "{from} is released as {}, {standing} version",
            wanted.version
        ),
    );
    Ok(Exit::GOOD)
}

/// Reports that another text has the version.
fn released_already(path: &str, from: &str, old: &str, text: &str) -> Exit {
    report::status(Status::Refused, path);
    report::problem(match old == text {
        true => "this version is released already, in another spelling".to_owned(),
        false => format!("this version is released already, and is not {from}"),
    });
    report::fix("release it as another version");
    report::diff_to(path, from, old, text);
    Exit::FINDINGS
}

/// Writes a file unless it has this text already.
fn put(workspace: &Workspace, path: &str, text: &str) -> Result<()> {
    let actual = match workspace.path(path).exists() {
        true => Some(workspace.read(path)?),
        false => None,
    };
    let status = match actual {
        Some(actual) if actual == text => Status::Fresh,
        Some(_) => Status::Updated,
        None => Status::Created,
    };
    if status != Status::Fresh {
        workspace.write(path, text)?;
    }
    report::status(status, path);
    Ok(())
}
