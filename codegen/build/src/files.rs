//! Files: read as text, and written at once or not at all.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tempfile::TempPath;

/// The text of a file.
///
/// # Errors
///
/// The reason why there is none, with the path by which it is shown.
pub fn read(file: &Path, shown: &str) -> Result<String, String> {
    let bytes = fs::read(file).map_err(|error| format!("{shown}: {error}"))?;
    text(bytes, shown)
}

/// The bytes of a file as text.
///
/// # Errors
///
/// If they are not UTF-8: the line, with the path by which the file is shown.
pub fn text(bytes: Vec<u8>, shown: &str) -> Result<String, String> {
    String::from_utf8(bytes).map_err(|error| {
        let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        format!("{shown}:{line}: the bytes are not UTF-8")
    })
}

/// Makes a text the content of a file, whose folder is made if it is missing.
///
/// # Errors
///
/// If the file cannot be written; it is then as it was.
pub fn write(file: &Path, text: &str) -> io::Result<()> {
    prepare(file, text)?.finish()
}

/// A text that is on its disk already, beside the file whose content it becomes. It is removed if
/// it does not.
#[derive(Debug)]
pub struct Prepared {
    /// It is closed: there may be more of them than may be open.
    temporary: TempPath,
    file: PathBuf,
}

/// Prepares a text to be the content of a file, whose folder is made if it is missing: of several
/// files, all are prepared before the first is changed.
///
/// # Errors
///
/// If the folder cannot be written to.
pub fn prepare(file: &Path, text: &str) -> io::Result<Prepared> {
    let folder = file.parent().unwrap_or(Path::new(""));
    fs::create_dir_all(folder)?;
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // As the umask leaves any other file, not for the owner alone.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut temporary = builder.tempfile_in(folder)?;
    temporary.write_all(text.as_bytes())?;
    Ok(Prepared {
        temporary: temporary.into_temp_path(),
        file: file.to_owned(),
    })
}

impl Prepared {
    /// Replaces the file.
    ///
    /// # Errors
    ///
    /// If it cannot be replaced; it is then as it was.
    pub fn finish(self) -> io::Result<()> {
        self.temporary
            .persist(self.file)
            .map_err(|error| error.error)?;
        Ok(())
    }
}
