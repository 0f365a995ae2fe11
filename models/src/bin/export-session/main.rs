//! Reads, writes and validates session exports with the generated types.

use std::process::ExitCode;

use clap::{Parser, Subcommand};

mod input;
mod normalize;
mod output;
mod root;
mod schema;
mod validate;

use output::Exit;

/// Reads, writes and validates session exports.
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
    /// Tell of each document whether it is valid, and where it is not
    Validate(validate::Arguments),
}

const EXIT_CODES: &str = "\
Exit codes:
  0  good
  1  findings: a document is not valid
  2  usage
  3  no verdict possible: a document could not be read, or the output not be written
  130, 143  stopped by SIGINT or SIGTERM";

fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Schema(arguments) => schema::run(&arguments),
        Command::Normalize(arguments) => normalize::run(&arguments),
        Command::Validate(arguments) => validate::run(&arguments),
    };
    result
        .unwrap_or_else(|error| {
            output::error(format_args!("{error:#}"));
            Exit::NoVerdict
        })
        .into()
}
