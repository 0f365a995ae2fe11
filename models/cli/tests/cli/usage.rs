//! Messages on the usage of the program.

use snapbox::str;

use crate::program;

#[test]
fn usage() {
    program(&["validate"]).assert().code(2);
    program(&["normalise", "x"]).assert().code(2);
    program(&[]).assert().code(2);
    program(&["--help"]).assert().code(0).stdout_eq(str![[r#"
Validates JSON documents by any JSON Schema, and generates Rust types of schemas

Usage: export-session <COMMAND>

Commands:
  validate     Validate documents, and report every problem with its location
  generate     Generate Rust types of schemas into files to be checked in; or check these
  check        Check that generated types and sample documents are those of their schemas
  diff         Compare versions of schemas: changes, and documents that break
  import       Import a component of an OpenAPI document as a schema
  schema       Print a schema file with all that it refers to, or a page on it; or a built-in schema
  show         Show a session export as a page for people
  normalize    Write documents in the order of their schema and in one layout; or check that they are
  completions  Print a script that makes a shell complete the arguments
  man          Print the man page
  help         Print this message or the help of the given subcommand(s)

Options:
  -h, --help     Print help
  -V, --version  Print version

Exit codes:
  0  good
  1  findings: a document is not valid; something is stale, differs, breaks, or is refused
  2  usage
  3  no verdict possible: a schema or document could not be read, or output not written
  130, 143  stopped by SIGINT or SIGTERM

"#]]);
}

#[test]
fn what_cannot_be_meant() {
    let error = |arguments: &[&str]| {
        let arguments = [&["validate"], arguments].concat();
        program(&arguments).stdin("").assert().code(2)
    };
    error(&["--threads", "99999", "x"]).stderr_eq(str![[r#"
error: invalid value '99999' for '--threads <N>': 99999 is not in 1..=512

For more information, try '--help'.

"#]]);
    error(&["--threads", "0", "x"]).stderr_eq(str![[r#"
error: invalid value '0' for '--threads <N>': 0 is not in 1..=512

For more information, try '--help'.

"#]]);
    error(&["-", "-"]).stderr_eq(str![[r#"
error: - is standard input, which can be read once

Usage: export-session validate [OPTIONS] <FILE>...

For more information, try '--help'.

"#]]);
    error(&["accepted", "[.json"]).stderr_eq(str![[r#"
error: the pattern [.json: unclosed character class; missing ']'

Usage: export-session validate [OPTIONS] <FILE>...

For more information, try '--help'.

"#]]);
    error(&["--max-problems", "many", "x"]).stderr_eq(str![[r#"
error: invalid value 'many' for '--max-problems <N>': expected a number, or all

For more information, try '--help'.

"#]]);
}
