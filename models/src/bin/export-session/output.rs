//! What the program says, and the code it ends with.

use std::fmt::{Arguments, Write as _};
use std::io::{BufWriter, Write};
use std::process::ExitCode;

use anyhow::{Context, Result};

/// How the program ends; of several ends the greatest counts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exit {
    Good = 0,
    Findings = 1,
    NoVerdict = 3,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(exit as u8)
    }
}

/// Writes to standard output, to the end.
///
/// # Errors
///
/// If standard output is closed or full.
pub(crate) fn to_stdout(write: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
    let mut stdout = BufWriter::new(std::io::stdout().lock());
    write(&mut stdout)?;
    stdout.flush().context("standard output")
}

/// A line on standard error. If even that is closed, nobody listens.
pub(crate) fn note(message: Arguments<'_>) {
    let _ = writeln!(std::io::stderr(), "{message}");
}

/// An error on standard error.
pub(crate) fn error(message: Arguments<'_>) {
    note(format_args!("error: {message}"));
}

/// Text from outside without control characters, which could move the cursor
/// of a terminal or forge a line.
pub(crate) fn printable(text: &str) -> String {
    let mut printable = String::with_capacity(text.len());
    for c in text.chars() {
        match c.is_control() {
            // Writing to a String cannot fail.
            true => drop(write!(printable, "\\u{{{:x}}}", u32::from(c))),
            false => printable.push(c),
        }
    }
    printable
}
