//! The schema of a command.

use std::borrow::Cow;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result};
use clap::ValueEnum;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::error::ErrorKind;
use exactschema::evaluate::{Exceeded, Output, Settings, Validator};
use exactschema::schema::Draft;
use exactschema_config::Config;
use exactschema_frontend::compile::files::{Error, MappingError, Mappings};
use exactschema_frontend::compile::{Compiled, Problem};
use models::diagnose::{Diagnosis, Finding, Options, SchemaPlace};
use models::{RELEASED, ROOTS, ReleasedSchema, SchemaEntry};

use crate::input::Source;
use crate::lookup::{Found, Lookup};
use crate::output::{self, printable};
use crate::schema_file;

/// A parser of the name of a schema with types.
pub(crate) fn typed() -> impl TypedValueParser<Value = SchemaEntry> {
    Typed
}

/// The options for reading schema files.
#[derive(Clone, clap::Args)]
pub(crate) struct Reading {
    /// The dialect of a schema file without $schema
    #[arg(long, value_name = "DIALECT", default_value = "2020-12", value_parser = dialects())]
    pub(crate) dialect: Draft,
    /// Read the schema of a URL from a file; or, where the URL ends in a slash, all schemas
    /// below it from a folder. May be repeated
    #[arg(long, value_name = "URL=PATH")]
    map: Vec<String>,
    /// Treat warnings on a schema file as errors
    #[arg(long)]
    strict: bool,
}

/// The options that name any schema.
#[derive(Clone, clap::Args)]
pub(crate) struct AnySchema {
    /// The schema of the documents: a file, or the name of a built-in schema or of a
    /// released version of one
    ///
    /// Without it, each document has the schema that the table `documents` of the
    /// configuration has for its path, or else the one that it names by $schema: a path from its
    /// folder, a URL that is mapped, or that of a dialect.
    ///
    /// A file may be of any dialect of JSON Schema from draft 4 on. Its references lead to
    /// files beside it and to those that --map names; nothing is fetched.
    #[arg(long, value_name = "NAME|FILE")]
    schema: Option<String>,
    #[command(flatten)]
    pub(crate) reading: Reading,
    /// Whether a schema file asserts format; built-in schemas always do
    #[arg(long, value_name = "WHEN", default_value = "always")]
    format_assertion: Assertion,
    /// Whether a schema file asserts contentEncoding: base64 and contentMediaType:
    /// application/json
    #[arg(long, value_name = "WHEN", default_value = "never")]
    content_assertion: Assertion,
}

/// Whether keywords that may be annotations are assertions.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Assertion {
    Always,
    Never,
}

/// The validator of the documents.
#[derive(Clone)]
pub(crate) enum Judge {
    /// The types.
    Types(SchemaEntry),
    /// The table of a schema without types.
    Table(ReleasedSchema),
    /// A schema file.
    File(Arc<Validator>),
    /// A schema for each document.
    Each(Arc<Lookup>),
    /// The schema of one.
    Found(Arc<Found>),
}

/// The reason why there is no schema.
pub(crate) enum Failure {
    /// The arguments contradict each other.
    Usage(String),
    /// The schema cannot be read, or has problems; or the configuration cannot be read. That has
    /// been reported.
    Schema(Option<Error>),
}

impl AnySchema {
    /// The file of the schema: as it was named, or from the root of its workspace.
    pub(crate) fn file(&self) -> String {
        match self.built_in() {
            Some(Judge::Types(root)) => format!("schema/{}.schema.json", root.name()),
            Some(Judge::Table(released)) => {
                format!("schema/history/{}.schema.json", released.name())
            }
            _ => self.schema.clone().unwrap_or_default(),
        }
    }

    /// The validator of the documents. Warnings and problems of a schema file go to
    /// standard error.
    ///
    /// # Errors
    ///
    /// [`Failure`].
    pub(crate) fn judge(&self) -> Result<Judge, Failure> {
        self.reading.usage().map_err(Failure::Usage)?;
        if let Some(judge) = self.built_in() {
            return match self.file_option() {
                None => Ok(judge),
                Some(option) => Err(Failure::Usage(format!(
                    "{option} applies to schema files only, and {:?} is a built-in schema",
                    self.schema.as_deref().unwrap_or_default()
                ))),
            };
        }
        let Some(schema) = &self.schema else {
            return match Lookup::new(self.clone()) {
                Ok(lookup) => Ok(Judge::Each(Arc::new(lookup))),
                Err(error) => Err(unreadable(&error)),
            };
        };
        let path = PathBuf::from(schema);
        if !path.exists() && !schema.contains(['/', '\\', '.']) {
            let names: Vec<&str> = names().collect();
            return Err(Failure::Usage(format!(
                "{schema:?} is neither a file nor a built-in schema; those are {}",
                names.join(", ")
            )));
        }
        let mappings = self.reading.mappings()?;
        let compiled = self.reading.compile(&path, &mappings)?;
        Ok(Judge::File(Arc::new(self.validator(compiled))))
    }

    /// The validator of a schema file.
    pub(crate) fn validator(&self, compiled: Compiled) -> Validator {
        let mut settings = Settings::default();
        settings.asserts_formats = self.format_assertion == Assertion::Always;
        settings.asserts_content = self.content_assertion == Assertion::Always;
        Validator::with_settings(compiled.table, settings)
    }

    /// An option that was given though it is for schema files only.
    fn file_option(&self) -> Option<&'static str> {
        if !self.reading.map.is_empty() {
            Some("--map")
        } else if self.format_assertion != Assertion::Always {
            Some("--format-assertion never")
        } else if self.content_assertion != Assertion::Never {
            Some("--content-assertion always")
        } else if self.reading.strict {
            Some("--strict")
        } else {
            None
        }
    }

    fn built_in(&self) -> Option<Judge> {
        let schema = self.schema.as_ref()?;
        let types = ROOTS.iter().find(|root| root.name() == schema);
        let table = RELEASED.iter().find(|released| released.name() == schema);
        let types = types.copied().map(Judge::Types);
        types.or(table.copied().map(Judge::Table))
    }
}

impl Reading {
    /// Compiles a schema file. Its warnings and problems go to standard error.
    ///
    /// # Errors
    ///
    /// [`Failure::Schema`].
    pub(crate) fn compile(&self, path: &Path, mappings: &Mappings) -> Result<Compiled, Failure> {
        let compiled = schema_file::compile(path, mappings, self.dialect);
        let compiled = compiled.map_err(unusable)?;
        let severity = if self.strict { "error" } else { "warning" };
        report_all(severity, &compiled.warnings);
        match self.strict && !compiled.warnings.is_empty() {
            true => Err(Failure::Schema(Some(Error::Problems(compiled.warnings)))),
            false => Ok(compiled),
        }
    }

    /// Rejects mappings that are none.
    ///
    /// # Errors
    ///
    /// A message for the user.
    pub(crate) fn usage(&self) -> Result<(), String> {
        let added = self.map_into(&mut Mappings::default());
        added.map_err(|error| error.to_string())
    }

    /// The mappings of URLs: those of the configuration, and those of the arguments.
    ///
    /// # Errors
    ///
    /// [`Failure::Schema`], if the configuration cannot be read, or is not as it should be.
    pub(crate) fn mappings(&self) -> Result<Mappings, Failure> {
        self.configured().map_err(|error| unreadable(&error))
    }

    fn configured(&self) -> Result<Mappings> {
        let here = std::env::current_dir().context("the current folder")?;
        let mut mappings = match Config::find(&here)? {
            Some((folder, config)) => config.mappings(&folder)?,
            None => Mappings::default(),
        };
        self.map_into(&mut mappings)?;
        Ok(mappings)
    }

    /// Adds the mappings of URLs.
    ///
    /// # Errors
    ///
    /// If one is none.
    pub(crate) fn map_into(&self, mappings: &mut Mappings) -> Result<(), MappingError> {
        self.map
            .iter()
            .try_for_each(|mapping| mappings.add(mapping))
    }
}

impl Judge {
    /// The judge of a file of documents, or of one document; `None` if it has no schema.
    ///
    /// # Errors
    ///
    /// The reason why there is no verdict.
    pub(crate) fn of(
        &self,
        source: &Source,
        document: Option<&[u8]>,
    ) -> io::Result<Option<Cow<'_, Self>>> {
        match self {
            Judge::Each(lookup) => {
                let found = lookup.find(source, document).map_err(io::Error::other)?;
                Ok(found.map(|found| Cow::Owned(Judge::Found(Arc::new(found)))))
            }
            judge => Ok(Some(Cow::Borrowed(judge))),
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
            Judge::Table(released) => Ok(released.diagnose(document, options)),
            Judge::File(validator) => validator.diagnose(document, options),
            Judge::Found(found) => {
                let mut diagnosis = found.validator.diagnose(document, options)?;
                for place in diagnosis.findings.iter_mut().flat_map(places) {
                    place.file.get_or_insert_with(|| found.name.clone());
                }
                Ok(diagnosis)
            }
            // The schema of the document is found first.
            Judge::Each(_) => Ok(Diagnosis::default()),
        }
    }

    /// The types of the schema.
    pub(crate) fn typed(&self) -> Option<&SchemaEntry> {
        match self {
            Judge::Types(root) => Some(root),
            _ => None,
        }
    }

    /// The validator of a schema without types.
    pub(crate) fn untyped(&self) -> Option<&Validator> {
        match self {
            Judge::Types(_) | Judge::Each(_) => None,
            Judge::Table(released) => Some(released.validator()),
            Judge::File(validator) => Some(validator),
            Judge::Found(found) => Some(&found.validator),
        }
    }

    /// The standard output of a document; `None` where its schema is still to be found.
    ///
    /// # Errors
    ///
    /// The limit that was exceeded.
    pub(crate) fn output(&self, document: &[u8]) -> Result<Option<Output>, Exceeded> {
        let typed = || self.typed().map(SchemaEntry::validator);
        let validator = self.untyped().or_else(typed);
        validator
            .map(|validator| validator.output(document))
            .transpose()
    }
}

/// Reports why a schema file cannot be used.
pub(crate) fn unusable(error: Error) -> Failure {
    match &error {
        Error::Problems(problems) => report_all("error", problems),
        Error::Read { .. } => output::error(format_args!("{error}")),
    }
    Failure::Schema(Some(error))
}

/// Reports why something cannot be read.
pub(crate) fn unreadable(error: &anyhow::Error) -> Failure {
    output::error(format_args!("{error:#}"));
    Failure::Schema(None)
}

/// The places in schemas that a finding names.
fn places(finding: &mut Finding) -> impl Iterator<Item = &mut SchemaPlace> {
    let within = finding.within.as_mut().map(|within| &mut within.schema);
    finding.schema.as_mut().into_iter().chain(within)
}

/// Reports problems of the schema: the first ones, and the number of the others.
fn report_all(severity: &str, problems: &[Problem]) {
    const MOST: usize = 100;
    for problem in problems.iter().take(MOST) {
        report(severity, problem);
    }
    if let Some(more @ 1..) = problems.len().checked_sub(MOST) {
        output::note(format_args!("{severity}: {more} more are not shown"));
    }
}

/// Reports a problem of the schema and its fix.
fn report(severity: &str, problem: &Problem) {
    let (message, fix) = (problem.to_string(), &problem.problem.fix);
    output::note(format_args!("{severity}: {}", printable(&message)));
    output::note(format_args!("  fix: {}", printable(fix)));
}

/// The names of all built-in schemas and their released versions.
fn names() -> impl Iterator<Item = &'static str> {
    let types = ROOTS.iter().map(|root| root.name());
    types.chain(RELEASED.iter().map(|released| released.name()))
}

fn dialects() -> impl TypedValueParser<Value = Draft> {
    let names = Draft::ALL
        .iter()
        .map(|draft| PossibleValue::new(draft.as_str()));
    PossibleValuesParser::new(names)
        .try_map(|name| Draft::by_name(&name).ok_or("there is no dialect of this name"))
}

/// Parses the name of a schema with types, and reports why another name has none.
#[derive(Clone)]
struct Typed;

impl TypedValueParser for Typed {
    type Value = SchemaEntry;

    fn parse_ref(
        &self,
        command: &clap::Command,
        argument: Option<&clap::Arg>,
        value: &std::ffi::OsStr,
    ) -> Result<SchemaEntry, clap::Error> {
        if RELEASED.iter().any(|released| value == released.name()) {
            let message = format!(
                "{} is a released version, which has no types: \
                 only validate and normalize take it\n",
                value.display()
            );
            return Err(clap::Error::raw(ErrorKind::InvalidValue, message).with_cmd(command));
        }
        let names = PossibleValuesParser::new(ROOTS.iter().map(|root| root.name()));
        let name = names.parse_ref(command, argument, value)?;
        let mut roots = ROOTS.iter().filter(|root| root.name() == name);
        roots
            .next()
            .copied()
            .ok_or_else(|| clap::Error::new(ErrorKind::InvalidValue).with_cmd(command))
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let names = ROOTS.iter().map(|root| PossibleValue::new(root.name()));
        Some(Box::new(names))
    }
}
