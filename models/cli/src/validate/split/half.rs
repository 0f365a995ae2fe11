//! One of the two files.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use tempfile::TempPath;

use super::target::{Kind, kind, resolved};
use super::{folder_of, named, spool};

/// A file that gets its name when it is complete, or a stream.
pub(super) struct Half {
    /// As the user names it.
    name: PathBuf,
    /// Where it is, without links; none of a stream, where there is nothing to replace.
    path: Option<PathBuf>,
    file: BufWriter<File>,
    /// Whether the last line that was written has no end.
    is_open: bool,
}

/// A file that is complete.
pub(super) struct Linked {
    name: PathBuf,
    /// Where it is and where it belongs, unless it is a stream.
    paths: Option<(TempPath, PathBuf)>,
}

impl Half {
    pub(super) fn new(name: &Path) -> Result<Self> {
        let context = || named(name);
        let (path, file) = match kind(name) {
            Kind::Stream => {
                let stream = File::options().write(true).open(name);
                (None, stream.with_context(context)?)
            }
            _ => {
                // What a link leads to is replaced, and not the link.
                let path = resolved(name);
                let file = spool::begin(&path).with_context(context)?;
                (Some(path), file)
            }
        };
        Ok(Half {
            name: name.to_owned(),
            path,
            file: BufWriter::new(file),
            is_open: false,
        })
    }

    /// The folder that it gets its name in.
    pub(super) fn folder(&self) -> Option<&Path> {
        self.path.as_deref().map(folder_of)
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
        written.with_context(|| named(&self.name))
    }

    pub(super) fn flush(&mut self) -> Result<()> {
        let flushed = self.file.flush();
        flushed.with_context(|| named(&self.name))
    }

    /// Gives it a name beside its place; until it is renamed it vanishes if anything fails.
    pub(super) fn link(mut self) -> Result<Linked> {
        self.flush()?;
        let Half {
            name, path, file, ..
        } = self;
        let mut file = file.into_parts().0;
        let paths = path.map(|path| {
            let temporary = spool::link(&mut file, &path)?;
            Ok::<_, std::io::Error>((temporary, path))
        });
        let paths = paths.transpose().with_context(|| named(&name))?;
        Ok(Linked { name, paths })
    }
}

impl Linked {
    pub(super) fn name(&self) -> String {
        named(&self.name)
    }

    pub(super) fn rename(self) -> Result<()> {
        let Some((temporary, path)) = self.paths else {
            return Ok(());
        };
        let renamed = temporary.persist(path).map_err(std::io::Error::from);
        renamed.with_context(|| named(&self.name))
    }
}
