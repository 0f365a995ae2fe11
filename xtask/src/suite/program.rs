//! The program that judges: the types of all groups, in one crate of their own.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use cargo_metadata::MetadataCommand;
use cargo_metadata::diagnostic::{Diagnostic, DiagnosticSpan};
use codegen::json::{Json, Value, quoted};

use crate::workspace::Workspace;
use crate::{cargo, report};

/// What the program does; the modules are declared below it.
const JUDGE: &str = include_str!("judge.rs");

/// The types of a group, and what they are to read.
pub(crate) struct Module {
    pub(crate) name: String,
    pub(crate) text: String,
    /// The type of the documents.
    pub(crate) root: String,
    /// Each on one line.
    pub(crate) documents: Vec<String>,
}

/// What became of a module.
pub(crate) enum Outcome {
    /// An answer to each document.
    Answers(Vec<Answer>),
    /// It did not compile, or ended the program.
    Failed(String),
}

/// What the types say of a document.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Answer {
    /// They hold it, and write this.
    Valid(String),
    /// It is not valid, for this reason.
    Invalid(String),
    /// It holds what they refuse by name.
    HeldBack(String),
    /// They hold it, and do not write it for this reason.
    Unwritable(String),
    /// They panicked.
    Panicked,
}

/// What becomes of each module; or the first error of the compiler, if it is the
/// error of none of them.
///
/// # Errors
///
/// If the crate cannot be written, or cargo not be run.
pub(crate) fn judge(
    workspace: &Workspace,
    mut modules: Vec<Module>,
) -> Result<Result<BTreeMap<String, Outcome>, String>> {
    let folder = folder(workspace)?;
    write(workspace, &folder, &modules).with_context(|| folder.display().to_string())?;
    let mut outcomes = BTreeMap::new();
    loop {
        report::progress(
            "Compiling",
            format_args!("the types of the groups: {}", modules.len()),
        );
        declare(&folder, &modules)?;
        let failure = match cargo::build(folder.clone(), &[])? {
            Ok(program) => {
                run(&program, &folder, &modules, &mut outcomes)?;
                return Ok(Ok(outcomes));
            }
            Err(failure) => failure,
        };
        // A compiler that stopped at these has not seen all of the others.
        let before = modules.len();
        for error in &failure.errors {
            let at_fault = |module: &mut Module| mentions(error, &module.name);
            for module in modules.extract_if(.., at_fault) {
                let rendered = error.rendered.clone().unwrap_or_default();
                let reason = format!("the generated code does not compile: {rendered}");
                outcomes.insert(module.name, Outcome::Failed(reason));
            }
        }
        if modules.len() == before {
            return Ok(Err(failure.first()));
        }
    }
}

/// Below the target directory, where it is in nobody's way.
fn folder(workspace: &Workspace) -> Result<PathBuf> {
    let mut metadata = MetadataCommand::new();
    let metadata = metadata.current_dir(workspace.path("")).no_deps().exec();
    let target = metadata.context("cargo metadata")?.target_directory;
    Ok(target.join("suite").into())
}

/// Writes all but the root of the crate.
fn write(workspace: &Workspace, folder: &Path, modules: &[Module]) -> Result<()> {
    if folder.exists() {
        std::fs::remove_dir_all(folder)?;
    }
    for part in ["src", "documents", ".cargo"] {
        std::fs::create_dir_all(folder.join(part))?;
    }
    std::fs::write(folder.join("Cargo.toml"), manifest(workspace)?)?;
    // The versions of the workspace, and nothing built twice.
    std::fs::copy(workspace.path("Cargo.lock"), folder.join("Cargo.lock"))?;
    let target = folder.parent().context("the target directory")?;
    let target = quoted(&target.display().to_string());
    let config = format!("[build]\ntarget-dir = {target}\n");
    std::fs::write(folder.join(".cargo/config.toml"), config)?;
    for module in modules {
        let source = folder.join("src").join(format!("{}.rs", module.name));
        std::fs::write(source, &module.text)?;
        let documents = folder.join("documents").join(&module.name);
        std::fs::write(documents, module.documents.join("\n"))?;
    }
    Ok(())
}

/// A string of JSON is one of TOML too.
fn manifest(workspace: &Workspace) -> Result<String> {
    let models = std::path::absolute(workspace.path("models"))?;
    let models = quoted(&models.display().to_string());
    Ok(format!(
        r#"[package]
name = "suite"
edition = "2024"

[workspace]

[dependencies]
models = {{ path = {models} }}
serde_json = "1.0"

[profile.dev.package.suite]
debug = false
"#
    ))
}

/// Writes the root of the crate.
fn declare(folder: &Path, modules: &[Module]) -> Result<()> {
    let mut text = JUDGE.to_owned();
    for Module { name, .. } in modules {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "mod {name};");
    }
    text += "\nconst GROUPS: &[Group] = &[\n";
    for Module { name, root, .. } in modules {
        let _ = writeln!(text, "    ({name:?}, judge::<{name}::{root}>),");
    }
    text += "];\n";
    let path = folder.join("src/main.rs");
    std::fs::write(&path, text).with_context(|| path.display().to_string())
}

/// Whether an error is one in a module: in its file, in what a macro makes of
/// it, or where the root names it.
fn mentions(error: &Diagnostic, module: &str) -> bool {
    let file = format!("src/{module}.rs");
    let path = format!("{module}::");
    let in_span = |span: &DiagnosticSpan| {
        let mut span = Some(span);
        while let Some(at) = span {
            let mut lines = at.text.iter();
            if Path::new(&at.file_name) == Path::new(&file)
                || lines.any(|line| line.text.contains(&format!("<{path}")))
            {
                return true;
            }
            span = at.expansion.as_ref().map(|expansion| &expansion.span);
        }
        false
    };
    error.spans.iter().any(in_span)
}

/// Has the program judge; where it ends too early, the group that it was at has
/// failed, and it goes on behind that.
fn run(
    program: &Path,
    folder: &Path,
    modules: &[Module],
    outcomes: &mut BTreeMap<String, Outcome>,
) -> Result<()> {
    let mut rest = modules;
    while let Some(first) = rest.first() {
        let output = Command::new(program)
            .arg(&first.name)
            .current_dir(folder)
            .stdin(Stdio::null())
            .output()
            .with_context(|| program.display().to_string())?;
        let mut answers: BTreeMap<String, Vec<Answer>> = BTreeMap::new();
        for line in String::from_utf8_lossy(&output.stdout).lines() {
            let (group, answer) = answer(line)?;
            answers.entry(group).or_default().push(answer);
        }
        let mut judged = 0;
        for module in rest {
            let answers = answers.remove(&module.name).unwrap_or_default();
            let complete = answers.len() == module.documents.len();
            judged += 1;
            if !complete {
                let words = String::from_utf8_lossy(&output.stderr);
                let reason = format!("the program ended: {}: {words}", output.status);
                outcomes.insert(module.name.clone(), Outcome::Failed(reason));
                break;
            }
            outcomes.insert(module.name.clone(), Outcome::Answers(answers));
        }
        rest = &rest[judged..];
    }
    Ok(())
}

/// A line of the program: a group, and the answer to its next document.
fn answer(line: &str) -> Result<(String, Answer)> {
    let json = Json::parse(line).with_context(|| format!("the program said {line:?}"))?;
    let text = |name: &str| match json.get(name).map(|json| &json.value) {
        Some(Value::String(text)) => Ok(text.clone()),
        _ => bail!("the program said {line:?}"),
    };
    let answer = match text("answer")?.as_str() {
        "valid" => Answer::Valid(text("text")?),
        "invalid" => Answer::Invalid(text("text")?),
        "held back" => Answer::HeldBack(text("text")?),
        "unwritable" => Answer::Unwritable(text("text")?),
        _ => Answer::Panicked,
    };
    Ok((text("group")?, answer))
}
