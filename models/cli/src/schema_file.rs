//! Schemas in files: of JSON, and of YAML or JSON with comments, as documents are.

use std::path::Path;

use exactschema::schema::Draft;
use exactschema_convert::Sources;
use exactschema_frontend::compile::Compiled;
use exactschema_frontend::compile::files::{
    self, Error, Mappings, Read, bundle_file, compile_file_with,
};

/// Compiles the schema in a file, with the files that it refers to.
///
/// # Errors
///
/// The error of reading, or the problems of the schema, at their places in the files.
pub(crate) fn compile(path: &Path, mappings: &Mappings, dialect: Draft) -> Result<Compiled, Error> {
    let (mut compiled, sources) = reading(|read| compile_file_with(path, mappings, dialect, read))?;
    sources.relocate_all(&mut compiled.warnings);
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
fn reading<T>(make: impl FnOnce(&Read<'_>) -> Result<T, Error>) -> Result<(T, Sources), Error> {
    let sources = Sources::default();
    let made = make(&|path, shown| sources.json(path, shown, files::read(path)?));
    match made {
        Ok(made) => Ok((made, sources)),
        Err(Error::Problems(mut problems)) => {
            sources.relocate_all(&mut problems);
            Err(Error::Problems(problems))
        }
        Err(Error::Read { path, reason }) => Err(match sources.refused(&path) {
            Some(problem) => Error::Problems(vec![problem]),
            None => Error::Read { path, reason },
        }),
    }
}
