//! `export-session schema`: a JSON Schema as one document, or as a page for people.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::error::ErrorKind;
use models::SchemaEntry;

use crate::output::{Exit, note, printable, to_stdout};
use crate::root::{self, Failure, Reading};
use crate::schema_file;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// A schema file, of JSON, of JSON with comments or of YAML
    ///
    /// It is printed with all files that it refers to, as one document in which these are
    /// definitions.
    #[arg(value_name = "FILE", conflicts_with = "schema")]
    file: Option<PathBuf>,
    /// The built-in schema that compiled types emit
    #[arg(id = "schema", long, value_name = "NAME", value_parser = root::typed())]
    root: Option<SchemaEntry>,
    #[cfg(feature = "generate")]
    /// Print a page in Markdown on what a schema file accepts: its types, with their constraints
    #[arg(long, requires = "file")]
    page: bool,
    #[command(flatten)]
    reading: Reading,
}

/// Prints a schema. Its warnings and problems go to standard error.
///
/// # Errors
///
/// If standard output cannot be written.
pub(crate) fn run(arguments: &Arguments, command: &mut clap::Command) -> Result<Exit> {
    let text = match (&arguments.file, &arguments.root) {
        (Some(path), _) => match file(arguments, path) {
            Ok(text) => text,
            Err(Failure::Usage(message)) => {
                let answer = command.error(ErrorKind::ValueValidation, message);
                return crate::output::answer(&answer);
            }
            Err(Failure::Schema(_)) => return Ok(Exit::NoVerdict),
        },
        (None, Some(root)) => models::to_string_pretty(&root.schema())?,
        (None, None) => {
            let message = "name a schema file, or a built-in schema by --schema";
            let answer = command.error(ErrorKind::MissingRequiredArgument, message);
            return crate::output::answer(&answer);
        }
    };
    to_stdout(|stdout| Ok(writeln!(stdout, "{text}")?))?;
    Ok(Exit::Good)
}

/// The schema in a file as one document, or the page on it.
fn file(arguments: &Arguments, path: &Path) -> Result<String, Failure> {
    let reading = &arguments.reading;
    reading.usage().map_err(Failure::Usage)?;
    let mappings = reading.mappings()?;
    let table = reading.compile(path, &mappings)?.table;
    let bundle = schema_file::bundle(path, &mappings, reading.dialect);
    let bundle = bundle.map_err(root::unusable)?;
    let draft = table
        .nodes()
        .first()
        .map_or(reading.dialect, |root| root.draft);
    let (nodes, files) = (table.nodes().len(), table.sources().len());
    let shown = printable(&path.to_string_lossy());
    note(format_args!(
        "{shown}: {draft}, subschemas: {nodes}, files: {files}"
    ));
    #[cfg(feature = "generate")]
    if arguments.page {
        let page = exactschema_commands::page::of(&bundle, path, reading.dialect);
        return page.map_err(|error| root::unreadable(&error));
    }
    Ok(bundle)
}
