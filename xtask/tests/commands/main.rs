//! The output of `cargo xtask` and its exit codes. `SNAPSHOTS=overwrite` updates the
//! snapshots.
#![allow(clippy::unwrap_used, reason = "a test")]

mod check;
mod contributing;
mod diff;
mod generate;
mod import;
mod readme;
mod release_schema;
mod suite;
mod tree;
mod validate;
mod version;
mod words;

use snapbox::str;
use tree::Tree;

/// The artifact of the schema.
const TYPES: &str = "models/src/generated/export_session.rs";

/// The schema.
const SCHEMA: &str = "schema/export-session.schema.json";

#[test]
fn usage() {
    let tree = Tree::new();
    tree.xtask(&[]).assert().code(2);
    tree.xtask(&["regenerate"]).assert().code(2);
    tree.xtask(&["--help"]).assert().code(0).stdout_eq(str![[r#"
Keeps schemas and generated types in step

Usage: cargo xtask <COMMAND>

Commands:
  generate        Generate the Rust types from the schemas, then check them
  check           Check that artifacts, compiled types, released schemas and samples agree with the schemas
  release-schema  Freeze the current schema as a released version
  import          Import a component of an OpenAPI document as a schema, with its overlay
  validate        Validate documents with the release build of export-session
  diff            Compare versions of the schemas: changes, and documents that break
  suite           Test the evaluator with the official JSON Schema Test Suite
  help            Print this message or the help of the given subcommand(s)

Options:
  -h, --help  Print help

Exit codes:
  0  good
  1  findings: something is stale, differs, or is refused
  2  usage
  3  no verdict possible: unreadable input, lost output, models that do not compile

"#]]);
}

#[test]
fn a_report_that_is_lost_is_no_verdict() {
    let Ok(full) = std::fs::OpenOptions::new().write(true).open("/dev/full") else {
        eprintln!("skipped: this system has no /dev/full");
        return;
    };
    let tree = Tree::new();
    let output = std::process::Command::new(snapbox::cmd::cargo_bin!("xtask"))
        .arg("generate")
        .env("CARGO_MANIFEST_DIR", tree.path("xtask"))
        .stdout(full)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(3));
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(error.contains("error: standard output: "), "{error}");
}

#[test]
fn not_started_by_cargo() {
    let tree = Tree::new();
    tree.xtask(&["check"])
        .env_remove("CARGO_MANIFEST_DIR")
        .assert()
        .code(3)
        .stderr_eq(str![[r#"
error: not started by cargo: run it as `cargo xtask`

"#]]);
}
