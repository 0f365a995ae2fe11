//! The commands of this workspace: `cargo xtask --help`.
//!
//! The program takes arguments apart, and hands them to a command of
//! [`exactschema_commands`]. It does not depend on `models`, and nothing that it depends
//! on does, so that it builds and runs when the generated code is broken.

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use exactschema_commands::{
    Workspace, check, diff, generate, import, release_schema, report, suite, validate,
};

/// Keeps schemas and generated types in step.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", after_help = EXIT_CODES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Generate the Rust types from the schemas, then check them
    Generate(generate::Arguments),
    /// Check that artifacts, compiled types, released schemas and samples agree with the schemas
    Check,
    /// Freeze the current schema as a released version
    ReleaseSchema(release_schema::Arguments),
    /// Import a component of an OpenAPI document as a schema, with its overlay
    Import(import::Arguments),
    /// Validate documents with the release build of export-session
    Validate(validate::Arguments),
    /// Compare versions of the schemas: changes, and documents that break
    Diff(diff::Arguments),
    /// Test the evaluator with the official JSON Schema Test Suite
    Suite(suite::Arguments),
}

const EXIT_CODES: &str = "\
Exit codes:
  0  good
  1  findings: something is stale, differs, or is refused
  2  usage
  3  no verdict possible: unreadable input, lost output, models that do not compile";

fn main() -> ExitCode {
    let command = Arguments::parse().command;
    let result = Workspace::find().and_then(|workspace| match &command {
        Command::Generate(arguments) => generate::run(&workspace, arguments),
        Command::Check => check::run(&workspace),
        Command::ReleaseSchema(arguments) => release_schema::run(&workspace, arguments),
        Command::Import(arguments) => import::run(&workspace, arguments),
        Command::Validate(arguments) => validate::run(&workspace, arguments),
        Command::Diff(arguments) => diff::run(&workspace, arguments),
        Command::Suite(arguments) => suite::run(&workspace, arguments),
    });
    report::end(result).into()
}
