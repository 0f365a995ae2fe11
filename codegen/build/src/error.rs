//! The reasons why nothing is generated.

use std::fmt;

use exactschema_frontend::compile::Problem;

use crate::schemas::{ENDINGS, Source};

/// The reason why nothing is generated: all of them, one for each schema.
///
/// Its `Debug` is its `Display`, for `main` of a build script prints that.
#[derive(Clone, PartialEq)]
pub struct Error(pub Vec<Failure>);

/// The reason why nothing is generated of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Failure {
    /// The file or folder, as it was named.
    pub path: String,
    /// The reason.
    pub reason: Reason,
}

/// A reason why nothing is generated of a file.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// It cannot be read, or is no text: the words of the system, after its path.
    Unreadable(String),
    /// It cannot be written: the words of the system, after its path.
    Unwritable(String),
    /// The folder has no schemas.
    Empty,
    /// The name of the file does not become that of a module of Rust.
    Name,
    /// Another schema has this module.
    Taken(String),
    /// It is no JSON, or no schema, or typify failed.
    Refused(codegen::Error),
    /// It has warnings, and these are not allowed.
    Warnings(Vec<Problem>),
    /// A setting has no meaning: what it is, and what to write.
    Setting(String, String),
}

impl Failure {
    pub(crate) fn new(path: impl Into<String>, reason: Reason) -> Self {
        Failure {
            path: path.into(),
            reason,
        }
    }

    /// What is wrong, each with the file, the place in it if there is one, and its fix.
    #[must_use]
    pub fn problems(&self) -> Vec<(String, String)> {
        let path = &self.path;
        let one = |message: &dyn fmt::Display, fix: &str| {
            vec![(format!("{path}: {message}"), fix.to_owned())]
        };
        match &self.reason {
            Reason::Unreadable(reason) => {
                vec![(
                    reason.clone(),
                    "make it a readable file of UTF-8 text".into(),
                )]
            }
            Reason::Unwritable(reason) => {
                vec![(reason.clone(), "make it a file that can be written".into())]
            }
            Reason::Empty => one(
                &"there is no *.schema.json in this folder",
                "name the files of the schemas one by one, or end their names in .schema.json",
            ),
            Reason::Name => name(path),
            Reason::Taken(module) => one(
                &format_args!("there is another schema whose module is {module}"),
                "name one of them otherwise",
            ),
            Reason::Refused(codegen::Error::NotJson(syntax)) => {
                let (line, column) = (syntax.line, syntax.column);
                vec![(
                    format!("{path}:{line}:{column}: {syntax}"),
                    syntax.fix().into(),
                )]
            }
            Reason::Refused(codegen::Error::Refused(problems)) | Reason::Warnings(problems) => {
                let located = problems.iter().map(|problem| {
                    let file = problem.file.as_ref().unwrap_or(path);
                    let fix = problem.problem.fix.clone();
                    (format!("{file}:{}", problem.problem), fix)
                });
                located.collect()
            }
            Reason::Refused(error) => one(
                error,
                "report this defect; until it is corrected, rewrite the definition",
            ),
            Reason::Setting(message, fix) => one(message, fix),
        }
    }
}

/// The problem of a file whose name does not become that of a module.
fn name(path: &str) -> Vec<(String, String)> {
    let name = Source::of(path).name;
    let is_kebab = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let is_word = name.chars().all(is_kebab) && name.starts_with(|c: char| c.is_ascii_lowercase());
    let (message, fix) = match is_word {
        false if !path.ends_with(ENDINGS[1]) => (
            "types are made of schemas in JSON",
            format!("name a file in JSON, such as what `exactschema schema {path}` prints"),
        ),
        true => (
            "the name of its module is taken by Rust or by what is generated",
            format!("name it otherwise, such as {name}-schema"),
        ),
        false => (
            "its name cannot become the name of a Rust module",
            "name it in lower case, with hyphens between words".to_owned(),
        ),
    };
    vec![(format!("{path}: {message}"), fix)]
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let problems = self.0.iter().flat_map(Failure::problems);
        for (index, (problem, fix)) in problems.enumerate() {
            let separator = if index == 0 { "" } else { "\n" };
            write!(f, "{separator}{problem}\n  fix: {fix}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Error {}
