//! The program `export-session`, for other programs to run: it validates JSON documents by
//! any JSON Schema, and reads and writes session exports.

use std::ffi::OsString;

use anyhow::Result;
use clap::{CommandFactory, Parser, Subcommand};

mod completions;
mod input;
mod man;
mod normalize;
mod output;
mod resources;
mod root;
mod schema;
mod validate;

use output::Exit;

/// Validates JSON documents by any JSON Schema, and reads and writes session exports.
#[derive(Parser)]
#[command(version, after_help = EXIT_CODES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Print the JSON Schema that the compiled types emit
    Schema(schema::Arguments),
    /// Read a document with the types and write it as pretty JSON
    Normalize(normalize::Arguments),
    /// Validate documents, and report every problem with its location
    #[command(after_long_help = include_str!("validate/examples.txt"))]
    Validate(validate::Arguments),
    /// Print a script that makes a shell complete the arguments
    Completions(completions::Arguments),
    /// Print the man page
    Man(man::Arguments),
}

const EXIT_CODES: &str = "\
Exit codes:
  0  good
  1  findings: a document is not valid
  2  usage
  3  no verdict possible: a schema or document could not be read, or output not written
  130, 143  stopped by SIGINT or SIGTERM";

/// A command, for messages on its usage.
fn command(name: &str) -> clap::Command {
    let mut program = Arguments::command();
    // Commands have their full names only then.
    program.build();
    program.find_subcommand(name).cloned().unwrap_or(program)
}

/// Runs the program with its arguments, of which the first is its name; returns the exit code.
/// Once in a process: it handles the signals, and ends the process for some.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    resources::watch();
    let result = resources::on_a_whole_stack(|| parse_and_run(arguments)).unwrap_or_else(Err);
    let exit = result.unwrap_or_else(|error| {
        // Who closes the pipe has seen enough, and needs no words.
        if !error.is::<output::SeenEnough>() {
            output::error(format_args!("{error:#}"));
        }
        Exit::NoVerdict
    });
    exit as u8
}

fn parse_and_run(arguments: Vec<OsString>) -> Result<Exit> {
    output::force_colour();
    match Arguments::try_parse_from(arguments) {
        Ok(arguments) => run(arguments.command),
        Err(answer) => output::answer(&answer),
    }
}

fn run(command: Command) -> Result<Exit> {
    match command {
        Command::Schema(arguments) => schema::run(&arguments),
        Command::Normalize(arguments) => normalize::run(&arguments),
        Command::Validate(arguments) => validate::run(&arguments, &mut self::command("validate")),
        Command::Completions(arguments) => completions::run(&arguments, Arguments::command()),
        Command::Man(arguments) => man::run(&arguments, Arguments::command()),
    }
}
