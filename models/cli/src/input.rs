//! Sources of documents: files and standard input.

use std::borrow::Cow;
use std::ffi::OsString;
use std::fmt;
use std::io::{self, IsTerminal, Stdin};
use std::path::PathBuf;

use clap::builder::{OsStringValueParser, TypedValueParser};

use crate::output::{note, printable};

/// A file, or standard input.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Source {
    Stdin,
    File(PathBuf),
}

impl From<OsString> for Source {
    fn from(argument: OsString) -> Self {
        match argument.to_str() {
            Some("-") => Source::Stdin,
            _ => Source::File(argument.into()),
        }
    }
}

/// Standard input, with a note on a terminal that it is read, unless that is to be quiet.
///
/// # Errors
///
/// If it was closed when the program began, so that it does not look empty.
pub(crate) fn stdin(quiet: bool) -> io::Result<Stdin> {
    if closed_streams::is_stdin_closed() {
        return Err(io::Error::other("cannot read standard input: it is closed"));
    }
    let stdin = io::stdin();
    if !quiet && stdin.is_terminal() {
        note(format_args!(
            "reading standard input from the terminal; Ctrl-D ends it"
        ));
    }
    Ok(stdin)
}

/// A parser for clap that takes any name that the system allows.
pub(crate) fn source() -> impl TypedValueParser<Value = Source> {
    OsStringValueParser::new().map(Source::from)
}

impl Source {
    /// The name for programs: unchanged, as far as it is Unicode.
    pub(crate) fn name(&self) -> Cow<'_, str> {
        match self {
            Source::Stdin => Cow::Borrowed("<stdin>"),
            Source::File(path) => path.to_string_lossy(),
        }
    }
}

/// The name for people.
impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&printable(&self.name()))
    }
}
