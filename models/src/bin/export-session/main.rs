//! Reads, writes and validates session exports with the generated types.

use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

mod completions;
mod input;
mod man;
mod normalize;
mod output;
mod root;
mod schema;
mod validate;

use output::Exit;

/// Reads, writes and validates session exports.
#[derive(Parser)]
// Without it the man page and the completions have the name of the package.
#[command(name = env!("CARGO_BIN_NAME"), version, after_help = EXIT_CODES)]
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
    /// Tell of each document whether it is valid, and where it is not
    #[command(after_long_help = include_str!("validate/examples.txt"))]
    Validate(validate::Arguments),
    /// Print what makes a shell complete the arguments
    Completions(completions::Arguments),
    /// Print the man page
    Man(man::Arguments),
}

const EXIT_CODES: &str = "\
Exit codes:
  0  good
  1  findings: a document is not valid
  2  usage
  3  no verdict possible: a document could not be read, or the output not be written
  130, 143  stopped by SIGINT or SIGTERM";

/// A command, to tell how it is used.
fn command(name: &str) -> clap::Command {
    let mut program = Arguments::command();
    // Commands have their full names only then.
    program.build();
    program.find_subcommand(name).cloned().unwrap_or(program)
}

fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Schema(arguments) => schema::run(&arguments),
        Command::Normalize(arguments) => normalize::run(&arguments),
        Command::Validate(arguments) => validate::run(&arguments, &mut command("validate")),
        Command::Completions(arguments) => completions::run(&arguments, Arguments::command()),
        Command::Man(arguments) => man::run(&arguments, Arguments::command()),
    };
    result
        .unwrap_or_else(|error| {
            output::error(format_args!("{error:#}"));
            Exit::NoVerdict
        })
        .into()
}
