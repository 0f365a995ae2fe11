//! Where documents come from.

use std::borrow::Cow;
use std::ffi::OsString;
use std::fmt;
use std::io::Read;
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::builder::{OsStringValueParser, TypedValueParser};

use crate::output::printable;

/// A file, or standard input.
#[derive(Clone, Debug, PartialEq, Eq)]
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

/// For clap: any name that the system allows.
pub(crate) fn source() -> impl TypedValueParser<Value = Source> {
    OsStringValueParser::new().map(Source::from)
}

impl Source {
    /// All bytes of the document.
    ///
    /// # Errors
    ///
    /// What the system says, after the name of the source.
    pub(crate) fn read(&self) -> Result<Vec<u8>> {
        let bytes = match self {
            Source::File(path) => std::fs::read(path),
            Source::Stdin => {
                let mut bytes = Vec::new();
                std::io::stdin().read_to_end(&mut bytes).map(|_| bytes)
            }
        };
        bytes.with_context(|| self.to_string())
    }

    /// The name for programs: as it is, as far as it is Unicode.
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
