//! `--split`: the documents by their verdicts, byte for byte.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use tempfile::NamedTempFile;

use super::inputs::is_packed;
use super::work::{Run, Side};
use crate::output::printable;

/// The two files to be.
pub(super) struct Split {
    valid: Half,
    invalid: Half,
}

/// A file that gets its name when it is complete.
struct Half {
    /// As the user names it.
    name: PathBuf,
    /// Where it is, without links.
    path: PathBuf,
    file: BufWriter<Target>,
    /// Whether the last line that was written has no end.
    is_open: bool,
}

enum Target {
    Temporary(NamedTempFile),
    /// A device or a pipe: there is nothing to replace.
    Stream(File),
}

/// What cannot be meant by the two names.
///
/// # Errors
///
/// In words, for the user.
pub(super) fn usage(valid: &Path, invalid: &Path) -> Result<(), String> {
    for path in [valid, invalid] {
        let name = named(path);
        if path.is_dir() {
            return Err(format!("--split writes files, and {name} is a folder"));
        }
        if is_packed(path) {
            return Err(format!(
                "--split does not compress: {name} must not end in .gz or .zst"
            ));
        }
    }
    if resolved(valid) == resolved(invalid) && !is_stream(valid) {
        let name = named(invalid);
        return Err(format!("--split writes two files, and {name} is one"));
    }
    Ok(())
}

impl Split {
    /// Begins two files beside their places.
    ///
    /// # Errors
    ///
    /// If they cannot be created.
    pub(super) fn new(valid: &Path, invalid: &Path) -> Result<Self> {
        Ok(Split {
            valid: Half::new(valid)?,
            invalid: Half::new(invalid)?,
        })
    }

    /// Adds documents, with their line ends.
    ///
    /// # Errors
    ///
    /// What the system says.
    pub(super) fn add(&mut self, text: &[u8], runs: &[Run]) -> Result<()> {
        for run in runs {
            let half = match run.side {
                Side::Valid => &mut self.valid,
                Side::Invalid => &mut self.invalid,
            };
            half.add(&text[run.range.clone()])?;
        }
        Ok(())
    }

    /// Gives the files their names. Without this they vanish.
    ///
    /// # Errors
    ///
    /// What the system says.
    pub(super) fn finish(mut self) -> Result<()> {
        // If one of them does not fit on the disk, neither is there.
        self.valid.flush()?;
        self.invalid.flush()?;
        self.valid.finish()?;
        self.invalid.finish()
    }
}

impl Half {
    fn new(path: &Path) -> Result<Self> {
        // What a link leads to is replaced, and not the link.
        let name = path.to_owned();
        let path = resolved(path);
        let target = Target::new(&path).with_context(|| named(&name))?;
        Ok(Half {
            name,
            path,
            file: BufWriter::new(target),
            is_open: false,
        })
    }

    fn add(&mut self, lines: &[u8]) -> Result<()> {
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

    fn flush(&mut self) -> Result<()> {
        let flushed = self.file.flush();
        flushed.with_context(|| named(&self.name))
    }

    fn finish(self) -> Result<()> {
        let Half {
            name, path, file, ..
        } = self;
        let finished = match file.into_inner() {
            Ok(Target::Temporary(file)) => file.persist(&path).map(drop).map_err(io::Error::from),
            Ok(Target::Stream(_)) => Ok(()),
            Err(error) => Err(error.into_error()),
        };
        finished.with_context(|| named(&name))
    }
}

impl Target {
    fn new(path: &Path) -> io::Result<Self> {
        if is_stream(path) {
            return Ok(Target::Stream(File::options().write(true).open(path)?));
        }
        let folder = folder_of(path);
        fs::metadata(folder)?;
        // What the system says comes with the name of the temporary file.
        let file = temporary(folder).map_err(|error| io::Error::from(error.kind()))?;
        Ok(Target::Temporary(file))
    }
}

/// A file of the permissions that any other new file has.
fn temporary(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.prefix(".export-session-").tempfile_in(folder)
}

/// Whether it is a device or a pipe.
fn is_stream(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir())
}

fn named(path: &Path) -> String {
    printable(&path.to_string_lossy())
}

/// The path without links, so that one file has one name.
fn resolved(path: &Path) -> PathBuf {
    if let Ok(path) = fs::canonicalize(path) {
        return path;
    }
    let folder = fs::canonicalize(folder_of(path)).ok();
    match (folder, path.file_name()) {
        (Some(folder), Some(name)) => folder.join(name),
        _ => path.to_owned(),
    }
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

impl Write for Target {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Target::Temporary(file) => file.write(bytes),
            Target::Stream(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Target::Temporary(file) => file.flush(),
            Target::Stream(file) => file.flush(),
        }
    }
}
