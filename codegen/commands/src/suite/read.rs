//! The files of the JSON Schema Test Suite.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use exactschema::Kind;
use exactschema::document::{Document, Instance};
use exactschema::schema::Draft;
use exactschema_frontend::compile::Loaded;

/// The public home of the suite.
const SUITE: &str = "https://github.com/json-schema-org/JSON-Schema-Test-Suite";

/// The URI that the remote schemas of the suite are below.
const REMOTES: &str = "http://localhost:1234/";

/// The depth limit for documents of the suite.
const NESTING: usize = 127;

/// The suite, or a part of it.
pub(super) struct Suite {
    /// The directories of tests, each with its dialect.
    pub(super) dialects: Vec<(PathBuf, Draft)>,
    remotes: Option<PathBuf>,
}

/// A part of the suite.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// Every implementation must give these verdicts.
    Required,
    /// Implementations may give other verdicts.
    Optional,
    /// Implementations that assert formats must give these verdicts.
    Format,
}

/// A file of the suite.
pub(super) struct File {
    /// Its path from the directory of its dialect.
    pub(super) name: String,
    pub(super) part: Part,
    pub(super) groups: Vec<Group>,
}

/// A schema, and documents with a verdict on each.
pub(super) struct Group {
    pub(super) description: String,
    /// The text of the schema.
    pub(super) schema: String,
    pub(super) tests: Vec<Test>,
}

/// A document, and whether it is valid.
pub(super) struct Test {
    pub(super) description: String,
    pub(super) data: String,
    pub(super) valid: bool,
}

impl Suite {
    /// The suite at a path, which may be that of a dialect's directory.
    ///
    /// # Errors
    ///
    /// If there is none.
    pub(super) fn find(path: &Path) -> Result<Self> {
        let shown = path.display();
        ensure!(
            path.is_dir(),
            "{shown}: there is no such directory; give a clone of the JSON Schema Test Suite, \
             {SUITE}, or one of its directories, such as tests/draft2020-12"
        );
        let path = std::path::absolute(path)?;
        let dialect = |path: &Path| {
            let name = path.file_name()?.to_str()?;
            Draft::by_name(name)
        };
        let dialects = match dialect(&path) {
            Some(draft) => vec![(path.clone(), draft)],
            None => {
                let all = Draft::ALL.iter().copied();
                let directories = all.flat_map(|draft| {
                    let names = [draft.to_string(), format!("draft{draft}")];
                    names.map(|name| (path.join("tests").join(name), draft))
                });
                let mut found: Vec<_> = directories.filter(|(path, _)| path.is_dir()).collect();
                if found.is_empty() {
                    // A folder of files in the form of the suite.
                    found.push((path.clone(), Draft::Draft202012));
                }
                found
            }
        };
        let remotes = path.ancestors().map(|path| path.join("remotes"));
        let remotes = remotes.into_iter().find(|path| path.is_dir());
        Ok(Suite { dialects, remotes })
    }

    /// The remote schema of a URI.
    pub(super) fn remote(&self, uri: &str) -> Option<Loaded> {
        let path = self.remotes.as_ref()?.join(uri.strip_prefix(REMOTES)?);
        let text = std::fs::read_to_string(&path).ok()?;
        Some(Loaded {
            text,
            path: Some(path.display().to_string()),
        })
    }
}

/// All files of a dialect, sorted by part and name.
///
/// # Errors
///
/// If there are none, or one is no file of the suite.
pub(super) fn files(directory: &Path) -> Result<Vec<File>> {
    let mut files = Vec::new();
    let mut open = vec![directory.to_owned()];
    while let Some(folder) = open.pop() {
        let context = || folder.display().to_string();
        for entry in std::fs::read_dir(&folder).with_context(context)? {
            let path = entry.with_context(context)?.path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|ending| ending == "json") {
                let name = path.strip_prefix(directory).unwrap_or(&path);
                let name = name.display().to_string();
                let groups = groups(&path).with_context(|| path.display().to_string())?;
                files.push(File {
                    part: part(&name),
                    name,
                    groups,
                });
            }
        }
    }
    ensure!(
        !files.is_empty(),
        "{}: there is no *.json",
        directory.display()
    );
    files.sort_by(|left, right| (left.part, &left.name).cmp(&(right.part, &right.name)));
    Ok(files)
}

/// The part that a file belongs to; in v1 formats and proposals have directories of their
/// own.
fn part(name: &str) -> Part {
    match name {
        name if name.starts_with("optional/format/") || name.starts_with("format/") => Part::Format,
        name if name.starts_with("optional/") || name.starts_with("proposals/") => Part::Optional,
        _ => Part::Required,
    }
}

fn groups(path: &Path) -> Result<Vec<Group>> {
    let text = std::fs::read(path)?;
    let document = match Document::parse(&text, NESTING) {
        Ok(document) => document,
        Err(failure) => bail!("{}", failure.message),
    };
    let groups = expect(document.root(), Kind::Array, "an array of groups")?;
    groups.elements().map(group).collect()
}

fn group(json: Instance<'_>) -> Result<Group> {
    let tests = expect(property(json, "tests")?, Kind::Array, "an array of tests")?;
    Ok(Group {
        description: description(json)?,
        schema: property(json, "schema")?.source().to_owned(),
        tests: tests.elements().map(test).collect::<Result<_>>()?,
    })
}

fn test(json: Instance<'_>) -> Result<Test> {
    let valid = expect(property(json, "valid")?, Kind::Boolean, "a boolean")?;
    Ok(Test {
        description: description(json)?,
        data: property(json, "data")?.source().to_owned(),
        valid: valid.is_true(),
    })
}

fn description(json: Instance<'_>) -> Result<String> {
    let text = expect(property(json, "description")?, Kind::String, "a string")?;
    Ok(text.text().into_owned())
}

fn property<'d>(json: Instance<'d>, name: &str) -> Result<Instance<'d>> {
    json.get(name)
        .with_context(|| format!("not a file of the JSON Schema Test Suite: {name:?} is missing"))
}

fn expect<'d>(json: Instance<'d>, kind: Kind, words: &str) -> Result<Instance<'d>> {
    ensure!(
        json.kind() == kind,
        "not a file of the JSON Schema Test Suite: expected {words} at byte {}",
        json.range().0
    );
    Ok(json)
}
