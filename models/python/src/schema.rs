//! What judges documents: a compiled schema, or one of those that are built in.

use std::path::{Path, PathBuf};

use exactschema::diagnose::{Diagnosis, Options};
use exactschema::evaluate::{Exceeded, Settings, Validator};
use exactschema::schema::Draft;
use exactschema_frontend::compile::files::{self, Mappings, compile_file};
use exactschema_frontend::compile::{self, Compiled, Problem, compile};
use models::{RELEASED, ROOTS, ReleasedSchema, SchemaEntry};

/// What judges documents.
pub(crate) enum Judge {
    /// The types of a built-in schema.
    Types(SchemaEntry),
    /// A released version of a built-in schema.
    Released(ReleasedSchema),
    /// A schema that was compiled.
    Compiled(Validator),
}

/// Where a schema is.
pub(crate) enum Source {
    File(PathBuf),
    Text(String),
}

/// The reason why a schema judges nothing.
pub(crate) enum Failure {
    /// A file cannot be read.
    Unreadable(String),
    /// It is no schema.
    Problems(Vec<Problem>),
}

impl Judge {
    /// The built-in schema of a name.
    pub(crate) fn built_in(name: &str) -> Option<Self> {
        let types = ROOTS.iter().find(|root| root.name() == name);
        let released = RELEASED.iter().find(|released| released.name() == name);
        let types = types.copied().map(Judge::Types);
        types.or(released.copied().map(Judge::Released))
    }

    /// Whether a document is valid.
    ///
    /// # Errors
    ///
    /// The limit that was exceeded.
    pub(crate) fn is_valid(&self, document: &[u8]) -> Result<bool, Exceeded> {
        match self {
            Judge::Types(root) => Ok(root.is_valid(document)),
            Judge::Released(released) => Ok(released.is_valid(document)),
            Judge::Compiled(validator) => validator.is_valid(document),
        }
    }

    /// The findings of a document.
    ///
    /// # Errors
    ///
    /// The limit that was exceeded.
    pub(crate) fn diagnose(
        &self,
        document: &[u8],
        options: &Options,
    ) -> Result<Diagnosis, Exceeded> {
        match self {
            Judge::Types(root) => Ok(root.diagnose(document, options)),
            Judge::Released(released) => Ok(released.diagnose(document, options)),
            Judge::Compiled(validator) => validator.diagnose(document, options),
        }
    }
}

/// Compiles a schema; the second value are its warnings.
///
/// # Errors
///
/// [`Failure`].
pub(crate) fn compiled(
    source: &Source,
    mappings: &Mappings,
    dialect: Draft,
    settings: Settings,
) -> Result<(Judge, Vec<Problem>), Failure> {
    let Compiled {
        table, warnings, ..
    } = match source {
        Source::File(path) => from_file(path, mappings, dialect)?,
        Source::Text(text) => from_text(text, mappings, dialect)?,
    };
    let validator = Validator::with_settings(table, settings);
    Ok((Judge::Compiled(validator), warnings))
}

fn from_file(path: &Path, mappings: &Mappings, dialect: Draft) -> Result<Compiled, Failure> {
    compile_file(path, mappings, dialect).map_err(|error| match error {
        files::Error::Problems(problems) => Failure::Problems(problems),
        error => Failure::Unreadable(error.to_string()),
    })
}

fn from_text(text: &str, mappings: &Mappings, dialect: Draft) -> Result<Compiled, Failure> {
    let load = |url: &str| {
        let path = mappings.path(url)?;
        Some(compile::Loaded {
            text: std::fs::read_to_string(&path).ok()?,
            path: Some(path.display().to_string()),
        })
    };
    let options = compile::Options {
        dialect,
        load: &load,
        ..compile::Options::default()
    };
    compile(text, &options).map_err(Failure::Problems)
}

/// The names of the built-in schemas and their released versions.
pub(crate) fn names() -> Vec<&'static str> {
    let types = ROOTS.iter().map(|root| root.name());
    types
        .chain(RELEASED.iter().map(|released| released.name()))
        .collect()
}
