//! Files that are no JSON, for the compiler of schemas, which reads JSON alone.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use exactschema_frontend::compile::Problem;
use exactschema_frontend::{Place, problem};

use crate::{LaidOut, Syntax, laid_out};

/// The files of a schema that are no JSON, by the names that messages have for them.
#[derive(Debug, Default)]
pub struct Sources(Mutex<BTreeMap<String, Result<LaidOut, Problem>>>);

impl Sources {
    /// The text of a file as JSON: it is of the language that the name of the file ends in. A
    /// schema in TOML is none.
    ///
    /// # Errors
    ///
    /// The reason why there is none, which [`refused`](Self::refused) has too.
    pub fn json(&self, path: &Path, shown: &str, text: String) -> Result<String, String> {
        let ending = path.extension().and_then(|ending| ending.to_str());
        let syntax = ending.and_then(|ending| Syntax::of_ending(&ending.to_ascii_lowercase()));
        let Some(syntax) = syntax.filter(|syntax| *syntax != Syntax::Toml) else {
            return Ok(text);
        };
        let (made, json) = match laid_out(syntax, &text) {
            Ok((json, laid_out)) => (Ok(laid_out), Ok(json)),
            Err(error) => {
                let (line, column) = (error.line, error.column);
                let reason = format!("{line}:{column}: {}", error.message);
                let problem = problem::Problem {
                    place: Place {
                        pointer: String::new(),
                        line,
                        column,
                    },
                    message: error.message,
                    fix: "write a schema as YAML 1.2 that JSON could express".to_owned(),
                };
                let file = Some(shown.to_owned());
                (Err(Problem { file, problem }), Err(reason))
            }
        };
        let mut files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        files.insert(shown.to_owned(), made);
        json
    }

    /// The problem of a file that JSON could not express.
    #[must_use]
    pub fn refused(&self, shown: &str) -> Option<Problem> {
        let files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        files.get(shown)?.as_ref().err().cloned()
    }

    /// Moves a place in the JSON of a file to the file.
    pub fn relocate(&self, shown: &str, place: &mut Place) {
        let files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(Ok(laid_out)) = files.get(shown) {
            (place.line, place.column) = laid_out.source((place.line, place.column));
        }
    }

    /// Moves problems to their files.
    pub fn relocate_all(&self, problems: &mut [Problem]) {
        for Problem { file, problem } in problems {
            if let Some(file) = file {
                self.relocate(file, &mut problem.place);
            }
        }
    }
}
