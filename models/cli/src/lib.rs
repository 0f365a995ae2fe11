//! The program: validates JSON documents by any JSON Schema, and generates, checks and compares
//! what belongs to schemas.
//!
//! It has two names. They differ in the schema of documents for which none is named, and in how
//! reports call the program.

use std::ffi::OsString;
use std::sync::OnceLock;

use anyhow::Result;
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
#[cfg(feature = "generate")]
use exactschema_commands::{Location, Workspace, check, diff, generate, import, report};

mod completions;
mod file;
mod identity;
mod input;
mod lookup;
mod man;
mod normalize;
mod output;
mod resources;
mod root;
mod schema;
mod schema_file;
mod show;
mod validate;

use output::Exit;
pub use validate::elsewhere;

/// The name under which the program runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Program {
    /// Documents name their schemas, or the configuration or the user does.
    Exactschema,
    /// Documents are session exports, unless the user names another schema.
    ExportSession,
}

static PROGRAM: OnceLock<Program> = OnceLock::new();

impl Program {
    /// The one that runs.
    fn running() -> Self {
        PROGRAM.get().copied().unwrap_or(Program::ExportSession)
    }

    /// Its name.
    fn name(self) -> &'static str {
        match self {
            Program::Exactschema => "exactschema",
            Program::ExportSession => "export-session",
        }
    }

    /// The schema of documents for which none is named.
    fn default_schema(self) -> Option<&'static str> {
        match self {
            Program::Exactschema => None,
            Program::ExportSession => Some("export-session"),
        }
    }
}

/// Validates JSON documents by any JSON Schema, and generates Rust types of schemas.
#[derive(Parser)]
#[command(version, after_help = EXIT_CODES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Validate documents, and report every problem with its location
    #[command(after_long_help = include_str!("validate/examples.txt"))]
    Validate(validate::Arguments),
    #[cfg(feature = "generate")]
    /// Generate Rust types of schemas into files to be checked in; or check these
    #[command(after_help = CONFIGURATION)]
    Generate {
        #[command(flatten)]
        location: Location,
        #[command(flatten)]
        arguments: generate::Arguments,
    },
    #[cfg(feature = "generate")]
    /// Check that generated types and sample documents are those of their schemas
    #[command(after_long_help = SAMPLES)]
    Check(Location),
    #[cfg(feature = "generate")]
    /// Compare versions of schemas: changes, and documents that break
    Diff(diff::Arguments),
    #[cfg(feature = "generate")]
    /// Import a component of an OpenAPI document as a schema
    Import {
        #[command(flatten)]
        location: Location,
        #[command(flatten)]
        arguments: import::Arguments,
    },
    /// Print a schema file with all that it refers to, or a page on it; or a built-in schema
    Schema(schema::Arguments),
    /// Show a session export as a page for people
    Show(show::Arguments),
    /// Write documents in the order of their schema and in one layout; or check that they are
    Normalize(normalize::Arguments),
    /// Print a script that makes a shell complete the arguments
    Completions(completions::Arguments),
    /// Print the man page
    Man(man::Arguments),
}

#[cfg(feature = "generate")]
const CONFIGURATION: &str = "\
The table [package.metadata.exactschema] or [workspace.metadata.exactschema] of Cargo.toml, or
exactschema.toml, here or in a folder above, configures it; paths are from that folder:
  schemas = [\"schema\"]          files, and folders of *.schema.json
  output = \"src/schemas\"        the folder of the modules, declared by `mod schemas;`
  pages = \"docs/schemas\"        the folder of a page on each schema
  map = { \"URL\" = \"PATH\" }     the file of a URL, or the folder of those below URL/
  format-assertion = true       whether formats are asserted
  strict = false                whether warnings are problems
  derive, derive-for, format-types, names, runtime, facade, module-path
                                as the methods of exactschema_build::Builder";

#[cfg(feature = "generate")]
const SAMPLES: &str = "\
Generated types are compared as by `generate --check`; the configuration is that of generate.
Beside NAME.schema.json there may be a folder NAME.samples: documents in accepted/ must be valid,
and those in refused/ must not, for the reason that their names begin with: refused/required.json
for a missing property, refused/type.name.json for a value of another type. Versions of schemas
are compared by `diff`.";

const EXIT_CODES: &str = "\
Exit codes:
  0  good
  1  findings: a document is not valid; something is stale, differs, breaks, or is refused
  2  usage
  3  no verdict possible: a schema or document could not be read, or output not written
  130, 143  stopped by SIGINT or SIGTERM";

/// The arguments of the program that runs.
fn program() -> clap::Command {
    let program = Program::running();
    let command = Arguments::command().name(program.name());
    let Some(default) = program.default_schema() else {
        return command;
    };
    let set = |command: clap::Command| {
        command.mut_arg("schema", |arg| arg.default_value(default).required(false))
    };
    ["validate", "normalize", "schema"]
        .into_iter()
        .fold(command, |command, name| command.mut_subcommand(name, set))
}

/// A command, for messages on its usage.
fn command(name: &str) -> clap::Command {
    let mut program = program();
    // Commands have their full names only then.
    program.build();
    program.find_subcommand(name).cloned().unwrap_or(program)
}

/// Runs the program with its arguments, of which the first is its name; returns the exit code.
/// Once in a process: it handles the signals, and ends the process for some.
pub fn main(program: Program, arguments: impl IntoIterator<Item = OsString>) -> u8 {
    PROGRAM.get_or_init(|| program);
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    resources::watch();
    let result = resources::on_a_whole_stack(|| parse_and_run(arguments)).unwrap_or_else(Err);
    result.unwrap_or_else(|error| {
        // Who closes the pipe has seen enough, and needs no words.
        if !error.is::<output::SeenEnough>() {
            output::error(format_args!("{error:#}"));
        }
        Exit::NoVerdict as u8
    })
}

fn parse_and_run(arguments: Vec<OsString>) -> Result<u8> {
    output::force_colour();
    let matches = program().try_get_matches_from(arguments);
    let arguments = matches.and_then(|matches| Arguments::from_arg_matches(&matches));
    match arguments {
        Ok(arguments) => run(arguments.command),
        Err(answer) => Ok(output::answer(&answer)? as u8),
    }
}

fn run(command: Command) -> Result<u8> {
    let exit = match command {
        Command::Schema(arguments) => schema::run(&arguments, &mut self::command("schema"))?,
        Command::Normalize(arguments) => {
            normalize::run(&arguments, &mut self::command("normalize"))?
        }
        Command::Validate(arguments) => validate::run(&arguments, &mut self::command("validate"))?,
        Command::Show(arguments) => show::run(&arguments, &mut self::command("show"))?,
        Command::Completions(arguments) => completions::run(&arguments, program())?,
        Command::Man(arguments) => man::run(&arguments, program())?,
        // These have reports, and words on lost ones, of their own.
        #[cfg(feature = "generate")]
        Command::Generate {
            location,
            arguments,
        } => {
            let workspace = Workspace::configured(&location);
            return Ok(end(workspace.and_then(|it| generate::run(&it, &arguments))));
        }
        #[cfg(feature = "generate")]
        Command::Check(location) => {
            let workspace = Workspace::configured(&location);
            return Ok(end(workspace.and_then(|it| check::run(&it))));
        }
        #[cfg(feature = "generate")]
        Command::Diff(arguments) => {
            let workspace = Workspace::configured(&Location::default());
            return Ok(end(workspace.and_then(|it| diff::run(&it, &arguments))));
        }
        #[cfg(feature = "generate")]
        Command::Import {
            location,
            arguments,
        } => {
            let workspace = Workspace::configured(&location);
            return Ok(end(workspace.and_then(|it| import::run(&it, &arguments))));
        }
    };
    Ok(exit as u8)
}

#[cfg(feature = "generate")]
fn end(result: Result<exactschema_commands::Exit>) -> u8 {
    report::end(result).code()
}
