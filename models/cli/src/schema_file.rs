//! Schemas in files: of JSON, and of YAML or JSON with comments, as documents are.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use exactschema::schema::Draft;
use exactschema_frontend::compile::files::{
    self, Error, Mappings, Read, bundle_file, compile_file_with,
};
use exactschema_frontend::compile::{Compiled, Problem};
use exactschema_frontend::{Place, problem};

use crate::input::Source;
use crate::validate::convert::{LaidOut, convert};
use crate::validate::inputs::{Syntax, syntax};

/// Files that are no JSON, by the names that messages have for them.
#[derive(Default)]
struct Others {
    laid_out: BTreeMap<String, LaidOut>,
    refused: BTreeMap<String, Problem>,
}

/// Compiles the schema in a file, with the files that it refers to.
///
/// # Errors
///
/// The error of reading, or the problems of the schema, at their places in the files.
pub(crate) fn compile(path: &Path, mappings: &Mappings, dialect: Draft) -> Result<Compiled, Error> {
    let (mut compiled, others) = reading(|read| compile_file_with(path, mappings, dialect, read))?;
    others.relocate(&mut compiled.warnings);
    Ok(compiled)
}

/// The schema in a file and all that it refers to, as one document.
///
/// # Errors
///
/// As [`compile`]; or the reason why it would be another schema.
pub(crate) fn bundle(path: &Path, mappings: &Mappings, dialect: Draft) -> Result<String, Error> {
    let (bundle, _) = reading(|read| bundle_file(path, mappings, dialect, read))?;
    // It is JSON, with the lines of the file.
    let value = models::from_str::<models::Value>(&bundle.text);
    let pretty = value.and_then(|value| models::to_string_pretty(&value));
    Ok(pretty.unwrap_or(bundle.text))
}

/// What is made of files, with those that are no JSON.
fn reading<T>(make: impl FnOnce(&Read<'_>) -> Result<T, Error>) -> Result<(T, Others), Error> {
    let others = Mutex::new(Others::default());
    let made = make(&|path, shown| read(path, shown, &others));
    let mut others = others.into_inner().unwrap_or_else(PoisonError::into_inner);
    match made {
        Ok(made) => Ok((made, others)),
        Err(Error::Problems(mut problems)) => {
            others.relocate(&mut problems);
            Err(Error::Problems(problems))
        }
        Err(Error::Read { path, reason }) => Err(match others.refused.remove(&path) {
            Some(problem) => Error::Problems(vec![problem]),
            None => Error::Read { path, reason },
        }),
    }
}

/// The text of a file as JSON.
fn read(path: &Path, shown: &str, others: &Mutex<Others>) -> Result<String, String> {
    let text = files::read(path)?;
    let syntax = syntax(&Source::File(path.to_owned()), None);
    let Some(syntax) = syntax.filter(|syntax| *syntax != Syntax::Toml) else {
        return Ok(text);
    };
    let mut others = others.lock().unwrap_or_else(PoisonError::into_inner);
    let mut documents = convert(syntax, text.as_bytes());
    let several = documents.len() > 1;
    let (place, message) = match documents.pop() {
        Some(Err(refusal)) => (refusal.position(text.as_bytes()), refusal.message),
        Some(Ok(document)) if !several => {
            let (json, laid_out) = document.laid_out(text.as_bytes());
            others.laid_out.insert(shown.to_owned(), laid_out);
            return Ok(json);
        }
        _ => (
            (1, 1),
            "expected one document, which is the schema".to_owned(),
        ),
    };
    let reason = format!("{}:{}: {message}", place.0, place.1);
    let problem = problem::Problem {
        place: Place {
            pointer: String::new(),
            line: place.0,
            column: place.1,
        },
        message,
        fix: "write a schema as YAML 1.2 that JSON could express".to_owned(),
    };
    let file = Some(shown.to_owned());
    let problem = Problem { file, problem };
    others.refused.insert(shown.to_owned(), problem);
    Err(reason)
}

impl Others {
    /// Moves problems from the JSON to the files.
    fn relocate(&self, problems: &mut [Problem]) {
        for Problem { file, problem } in problems {
            let laid_out = file.as_ref().and_then(|file| self.laid_out.get(file));
            let place = &mut problem.place;
            if let Some(laid_out) = laid_out {
                (place.line, place.column) = laid_out.source((place.line, place.column));
            }
        }
    }
}
