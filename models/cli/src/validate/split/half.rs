//! One of the two files.

use std::io::Write as _;
use std::path::Path;

use anyhow::{Context, Result};

use crate::file::{Linked, NewFile, Readers};

/// A file of documents, that its owner alone can read if it is new, as it may contain secrets.
pub(super) struct Half {
    file: NewFile,
    /// Whether the last line that was written has no end.
    is_open: bool,
}

impl Half {
    pub(super) fn new(name: &Path) -> Result<Self> {
        Ok(Half {
            file: NewFile::begin(name, Readers::Owner)?,
            is_open: false,
        })
    }

    /// The folder that it gets its name in.
    pub(super) fn folder(&self) -> Option<&Path> {
        self.file.folder()
    }

    pub(super) fn add(&mut self, lines: &[u8]) -> Result<()> {
        // The last line of another file may have had no end.
        if self.is_open {
            self.write(b"\n")?;
        }
        self.is_open = !lines.ends_with(b"\n");
        self.write(lines)
    }

    fn write(&mut self, bytes: &[u8]) -> Result<()> {
        let written = self.file.write_all(bytes);
        written.with_context(|| self.file.name())
    }

    pub(super) fn flush(&mut self) -> Result<()> {
        let flushed = self.file.flush();
        flushed.with_context(|| self.file.name())
    }

    /// Gives it a name beside its place; until it is renamed it vanishes if anything fails.
    pub(super) fn link(self) -> Result<Linked> {
        self.file.link()
    }
}
