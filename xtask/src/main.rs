//! The commands of this workspace: `cargo xtask --help`.
//!
//! This crate is files, processes and words; what a schema means is the
//! business of `codegen`. Neither depends on `models`, so that both build and
//! run when the generated code is broken, which is when they are needed.
//! Whatever needs the compiled types is a child process.

use std::process::ExitCode;

use clap::{Parser, Subcommand};

mod artifacts;
mod cargo;
mod check;
mod diff;
mod emission;
mod generate;
mod git;
mod history;
mod import;
mod models;
mod release_schema;
mod replay;
mod report;
mod samples;
mod suite;
mod validate;
mod version;
mod workspace;

use report::Exit;
use workspace::Workspace;

/// Keeps the schemas and the generated types the same.
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
    /// Run the whole loop: artifacts fresh, emitted schema equal, samples judged
    Check,
    /// Keep a schema as it is now under a version, for good
    ReleaseSchema(release_schema::Arguments),
    /// Make a schema of a component of an OpenAPI document, with its overlay
    Import(import::Arguments),
    /// Validate documents with the release build of export-session
    Validate(validate::Arguments),
    /// Compare versions of the schemas: what changed, and which documents break by it
    Diff(diff::Arguments),
    /// Judge the generated types by the official JSON Schema Test Suite
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
    result
        .and_then(|exit| report::delivered().map(|()| exit))
        .unwrap_or_else(|error| {
            report::error(format_args!("{error:#}"));
            Exit::NO_VERDICT
        })
        .into()
}
