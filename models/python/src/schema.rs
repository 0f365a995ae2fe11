//! What judges documents: a compiled schema, or one of those that are built in.

use std::path::{Path, PathBuf};
use std::time::Duration;

use exactschema::diagnose::{Diagnosis, Options};
use exactschema::evaluate::{Exceeded, Settings, Validator};
use exactschema::schema::{Draft, Table};
use exactschema_frontend::compile::files::{self, Mappings, compile_file};
use exactschema_frontend::compile::{self, Compiled, Problem, compile};
use models::{RELEASED, ROOTS, ReleasedSchema, SchemaEntry};
use pyo3::{FromPyObject, IntoPyObject};

/// What judges documents.
pub(crate) enum Judge {
    /// The types of a built-in schema.
    Types(SchemaEntry),
    /// A released version of a built-in schema.
    Released(ReleasedSchema),
    /// A schema that was compiled.
    Compiled(Validator),
}

/// A compiled schema for another process.
#[derive(FromPyObject, IntoPyObject)]
#[pyo3(from_item_all)]
pub(crate) struct Encoded {
    version: String,
    table: String,
    asserts_formats: bool,
    asserts_content: bool,
    /// In seconds.
    time: Option<f64>,
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

    /// The name, if it is built in.
    pub(crate) fn built_in_name(&self) -> Option<&'static str> {
        match self {
            Judge::Types(root) => Some(root.name()),
            Judge::Released(released) => Some(released.name()),
            Judge::Compiled(_) => None,
        }
    }

    /// The compiled schema, unless it is built in.
    pub(crate) fn encode(&self) -> Option<Encoded> {
        let Judge::Compiled(validator) = self else {
            return None;
        };
        let settings = validator.settings();
        let time = settings.limits.time;
        Some(Encoded {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            table: validator.table().encode(),
            asserts_formats: settings.asserts_formats,
            asserts_content: settings.asserts_content,
            time: time.map(|time| time.as_secs_f64()),
        })
    }

    /// The judge that was encoded; none if another version did that.
    pub(crate) fn decode(encoded: Encoded) -> Option<Self> {
        if encoded.version != env!("CARGO_PKG_VERSION") {
            return None;
        }
        let mut settings = Settings::default();
        settings.asserts_formats = encoded.asserts_formats;
        settings.asserts_content = encoded.asserts_content;
        let time = encoded.time.map(Duration::try_from_secs_f64);
        settings.limits.time = time.transpose().ok()?;
        let table = Table::decode(&encoded.table)?;
        Some(Judge::Compiled(Validator::with_settings(table, settings)))
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
