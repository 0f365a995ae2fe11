//! The files of the suite.

use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use codegen::json::{Json, Value};

use crate::report;

/// Where the suite is to be had.
const SUITE: &str = "https://github.com/json-schema-org/JSON-Schema-Test-Suite";

/// The directories below the given one, which need not all be there.
const FOLDERS: &[&str] = &["", "optional/", "optional/format/"];

/// Formats are asserted here, as in `optional/format`; this file wants them not
/// to be, which is the other of the two ways that the specification allows.
const SKIPPED: &str = "format.json";

/// A file of the suite.
pub(crate) struct File {
    /// Its path from the given directory.
    pub(crate) name: String,
    pub(crate) groups: Vec<Group>,
}

/// A schema, and documents with a verdict on each.
pub(crate) struct Group {
    pub(crate) description: String,
    /// The text of the schema.
    pub(crate) schema: String,
    pub(crate) tests: Vec<Test>,
}

/// A document, and whether it is valid.
pub(crate) struct Test {
    pub(crate) description: String,
    pub(crate) data: Json,
    pub(crate) valid: bool,
}

/// All files, sorted by name, those that are optional last.
///
/// # Errors
///
/// If there are none, or one is no file of the suite.
pub(crate) fn files(path: &Path) -> Result<Vec<File>> {
    let shown = path.display();
    ensure!(
        path.is_dir(),
        "{shown}: there is no such directory; give one of the JSON Schema Test Suite, such as \
         tests/draft2020-12 of {SUITE}"
    );
    let mut files = Vec::new();
    for folder in FOLDERS {
        for name in names(&path.join(folder))? {
            let name = format!("{folder}{name}");
            if name == SKIPPED {
                report::progress(
                    "Skipping",
                    format_args!("{name}: it is about formats that are not asserted"),
                );
                continue;
            }
            let groups = groups(&path.join(&name)).with_context(|| name.clone())?;
            files.push(File { name, groups });
        }
    }
    ensure!(
        !files.is_empty(),
        "{shown}: there is no *.json to judge by; give a directory of test files, such as \
         tests/draft2020-12 of {SUITE}"
    );
    Ok(files)
}

/// The names of the JSON files in a directory, sorted.
fn names(folder: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    if !folder.is_dir() {
        return Ok(names);
    }
    let context = || folder.display().to_string();
    for entry in std::fs::read_dir(folder).with_context(context)? {
        let entry = entry.with_context(context)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.ends_with(".json") && !entry.path().is_dir() {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

fn groups(path: &Path) -> Result<Vec<Group>> {
    let text = std::fs::read_to_string(path)?;
    let json = Json::parse(&text).map_err(|error| {
        let (line, column) = (error.line, error.column);
        anyhow::anyhow!("{line}:{column}: {error}")
    })?;
    elements(&json, "an array of groups")?
        .iter()
        .map(group)
        .collect()
}

fn group(json: &Json) -> Result<Group> {
    let tests = elements(property(json, "tests")?, "an array of tests")?;
    Ok(Group {
        description: description(json)?,
        schema: property(json, "schema")?.compact(),
        tests: tests.iter().map(test).collect::<Result<_>>()?,
    })
}

fn test(json: &Json) -> Result<Test> {
    let valid = property(json, "valid")?;
    Ok(Test {
        description: description(json)?,
        data: property(json, "data")?.clone(),
        valid: match valid.value {
            Value::Bool(valid) => valid,
            _ => return misfit(valid, "a boolean"),
        },
    })
}

fn description(json: &Json) -> Result<String> {
    let description = property(json, "description")?;
    match &description.value {
        Value::String(text) => Ok(text.clone()),
        _ => misfit(description, "a string"),
    }
}

fn property<'a>(json: &'a Json, name: &str) -> Result<&'a Json> {
    match json.get(name) {
        Some(value) => Ok(value),
        None => misfit(json, &format!("an object with {name:?}")),
    }
}

fn elements<'a>(json: &'a Json, expected: &str) -> Result<&'a [Json]> {
    match &json.value {
        Value::Array(elements) => Ok(elements),
        _ => misfit(json, expected),
    }
}

/// A file of another kind.
fn misfit<T>(json: &Json, expected: &str) -> Result<T> {
    let (line, column) = (json.line, json.column);
    bail!("{line}:{column}: no file of the JSON Schema Test Suite, which has {expected} here")
}
