//! Files that the program writes: each appears when it is complete, or not at all.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use tempfile::TempPath;

pub(crate) use spool::{Readers, remove_stale};
use target::{Kind, kind, resolved};
pub(crate) use usage::{Target, distinct, writable};

mod spool;
mod target;
mod usage;

/// A file that gets its name when it is complete, or a stream.
pub(crate) struct NewFile {
    /// As the user names it.
    name: PathBuf,
    /// Where it is, without links; none of a stream, where there is nothing to replace.
    path: Option<PathBuf>,
    readers: Readers,
    file: BufWriter<File>,
}

/// A file that is complete.
pub(crate) struct Linked {
    name: PathBuf,
    /// Where it is and where it belongs, unless it is a stream.
    paths: Option<(TempPath, PathBuf)>,
}

impl NewFile {
    /// Begins a file that has no name yet.
    ///
    /// # Errors
    ///
    /// The error of the system, with the name.
    pub(crate) fn begin(name: &Path, readers: Readers) -> Result<Self> {
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
        Ok(NewFile {
            name: name.to_owned(),
            path,
            readers,
            file: BufWriter::new(file),
        })
    }

    /// The name for people.
    pub(crate) fn name(&self) -> String {
        named(&self.name)
    }

    /// The folder that it gets its name in.
    pub(crate) fn folder(&self) -> Option<&Path> {
        self.path.as_deref().map(folder_of)
    }

    /// Whether it is read while it is written.
    pub(crate) fn is_stream(&self) -> bool {
        self.path.is_none()
    }

    /// Gives it a name beside its place; until it is renamed it vanishes if anything fails.
    ///
    /// # Errors
    ///
    /// The error of the system, with the name.
    pub(crate) fn link(mut self) -> Result<Linked> {
        let flushed = self.flush();
        flushed.with_context(|| self.name())?;
        let NewFile {
            name,
            path,
            readers,
            file,
        } = self;
        let mut file = file.into_parts().0;
        let paths = path.map(|path| {
            let temporary = spool::link(&mut file, &path, readers)?;
            Ok::<_, io::Error>((temporary, path))
        });
        let paths = paths.transpose().with_context(|| named(&name))?;
        Ok(Linked { name, paths })
    }
}

impl Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Linked {
    /// The name for people.
    pub(crate) fn name(&self) -> String {
        named(&self.name)
    }

    /// Gives the file its name.
    ///
    /// # Errors
    ///
    /// The error of the system, with the name.
    pub(crate) fn rename(self) -> Result<()> {
        let Some((temporary, path)) = self.paths else {
            return Ok(());
        };
        let renamed = temporary.persist(path).map_err(io::Error::from);
        renamed.with_context(|| named(&self.name))
    }
}

/// For a message that names a file.
pub(crate) fn named(path: &Path) -> String {
    crate::output::printable(&path.to_string_lossy())
}

/// The folder of a file.
fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}
